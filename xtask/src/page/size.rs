//! What the built page weighs, and what it may.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::iter::Sum;
use std::ops::Add;
use std::path::Path;

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{During, Outcome};
use crate::project::files_under;

/// All that a browser loads to get from the page's address to a board's prompt, in gzip.
///
/// What is done beside the prompt is the workbench's, also with the files that a person picks; their bar, their places
/// and what crosses to them are the page's.
pub(crate) const BUDGET_BYTES: usize = 275_000;

/// What is loaded only when someone asks for it: a board in software, Python for it, what is done at a
/// prompt, the editor, the plot, what finds words, what makes and unpacks zip files, the licences, and other languages in place of the one in the program.
const ON_REQUEST: &[&str] = &[
    "demo-board",
    "editor",
    "lessons",
    "micropython",
    "plot",
    "search",
    "unpack",
    "workbench",
    "zip",
    // For teachers and for who looks after the computers.
    "check.html",
    "handout.html",
    "it.html",
    "school",
    // After the page is there, in its own time.
    "service-worker.js",
    // When somebody installs the page.
    "app",
    "notices.html",
    "notices.css",
    "texts",
];

/// What a part that is loaded on request may weigh, in gzip.
struct PartBudget {
    name: &'static str,
    files: &'static [&'static str],
    bytes: usize,
}

const PART_BUDGETS: &[PartBudget] = &[
    PartBudget { name: "the editor", files: &["editor/editor.mjs"], bytes: 190_000 },
    PartBudget {
        name: "the editor's syntax check",
        files: &["editor/syntax-worker.mjs", "editor/mpy-cross.wasm"],
        bytes: 140_000,
    },
    PartBudget {
        name: "the editor's names of MicroPython",
        files: &["editor/micropython.json"],
        bytes: 25_000,
    },
    PartBudget { name: "the plot", files: &["plot/plot.mjs"], bytes: 30_000 },
    PartBudget { name: "what finds words", files: &["search/search.mjs"], bytes: 15_000 },
    PartBudget { name: "what makes zip files", files: &["zip/zip.mjs"], bytes: 6_000 },
    PartBudget { name: "what unpacks files", files: &["unpack/unpack.mjs"], bytes: 6_000 },
];

/// What the network is asked for at every later visit; all else comes from the copy.
const LATER_VISIT: &[&str] = &["index.html", "service-worker.js", "firmware/manifest.json"];

/// Images are for the board, and which ones is the host's choice.
const SHELF: &str = "firmware";

/// When a file is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Every file that is not known to be another's, so that a new one counts by itself.
    ToThePrompt,
    OnRequest,
    Shelf,
}

impl Part {
    fn of(name: &str) -> Self {
        let first = name.split('/').next().unwrap_or_default();
        if ON_REQUEST.contains(&first) {
            Self::OnRequest
        } else if first == SHELF {
            Self::Shelf
        } else {
            Self::ToThePrompt
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::ToThePrompt => "to reach the prompt",
            Self::OnRequest => "when asked for",
            Self::Shelf => "the firmware shelf",
        }
    }
}

/// Whether everybody loads the file to reach the prompt.
pub(super) fn is_to_the_prompt(name: &str) -> bool {
    Part::of(name) == Part::ToThePrompt
}

/// Sizes in bytes: as the file is, and as servers send it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), Self::add)
    }
}

impl Weight {
    fn of(content: &[u8]) -> io::Result<Self> {
        const BUFFER_BYTES: usize = 4096;
        // The best level and the largest window, as for files that are compressed once.
        const QUALITY: u32 = 11;
        const WINDOW_BITS: u32 = 24;
        let mut brotli = CompressorWriter::new(Vec::new(), BUFFER_BYTES, QUALITY, WINDOW_BITS);
        brotli.write_all(content)?;
        Ok(Self {
            raw: content.len(),
            gzip: gzip_bytes(content)?,
            brotli: brotli.into_inner().len(),
        })
    }
}

/// What servers send of it, at the best level.
pub(super) fn gzip_bytes(content: &[u8]) -> io::Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    Ok(gzip.finish()?.len())
}

/// The files of a built page with what they weigh.
pub(crate) struct Sizes(Vec<(String, Weight)>);

impl Sizes {
    /// Compresses every file under `page`.
    pub(crate) fn of(page: &Path) -> Outcome<Self> {
        let weigh = |path: &Path| {
            let doing = format!("weigh {}", path.display());
            let content = fs::read(path).during(&doing)?;
            let name = path.strip_prefix(page).unwrap_or(path).display().to_string();
            Ok((name, Weight::of(&content).during(&doing)?))
        };
        let mut files: Vec<_> =
            files_under(page)?.iter().map(|path| weigh(path)).collect::<Outcome<_>>()?;
        files.sort_by_key(|(_, weight)| Reverse(weight.gzip));
        Ok(Self(files))
    }

    /// For people: every file, the heaviest first, and what may be.
    pub(crate) fn table(&self) -> String {
        let mut table = format!("{:<60}{:>10}{:>10}{:>10}\n", "kB", "raw", "gzip", "brotli");
        for part in [Part::ToThePrompt, Part::OnRequest, Part::Shelf] {
            table.push('\n');
            for (name, weight) in self.files(part) {
                row(&mut table, &format!("  {name}"), *weight);
            }
            row(&mut table, part.heading(), self.weight(part));
        }
        table.push('\n');
        for (visit, weight) in self.visits() {
            row(&mut table, visit, weight);
        }
        let budgets = PART_BUDGETS.iter().map(|part| (part.name, part.bytes));
        table.push('\n');
        for (what, bytes) in [("the way to the prompt", BUDGET_BYTES)].into_iter().chain(budgets) {
            let (what, budget) = (format!("budget for {what}"), kilobytes(bytes));
            let _ = writeln!(table, "{what:<60}{:>10}{budget:>10}", "");
        }
        table
    }

    /// What is wrong, if more is loaded than may be.
    pub(crate) fn fault(&self) -> Option<String> {
        let to_the_prompt = ("the way to the prompt", self.weight(Part::ToThePrompt), BUDGET_BYTES);
        let on_request = PART_BUDGETS.iter().map(|part| {
            let files = self.0.iter().filter(|(name, _)| part.files.contains(&name.as_str()));
            (part.name, files.map(|(_, weight)| *weight).sum(), part.bytes)
        });
        let faults: Vec<String> = [to_the_prompt]
            .into_iter()
            .chain(on_request)
            .filter(|(_, weight, budget)| weight.gzip > *budget)
            .map(|(what, weight, budget)| {
                let (loaded, allowed) = (kilobytes(weight.gzip), kilobytes(budget));
                format!("a browser loads {loaded} kB (gzip) for {what}, and {allowed} are allowed")
            })
            .collect();
        (!faults.is_empty()).then(|| faults.join("; "))
    }

    /// What a browser loads at its first visit until the prompt is there, then in its own time for the copy, and at
    /// later ones.
    fn visits(&self) -> [(&'static str, Weight); 3] {
        let sum = |is_loaded: &dyn Fn(&str) -> bool| {
            self.0.iter().filter(|(name, _)| is_loaded(name)).map(|(_, weight)| *weight).sum()
        };
        [
            ("first visit, to the prompt", self.weight(Part::ToThePrompt)),
            ("first visit, and then the whole copy", sum(&|name| !name.starts_with("app/"))),
            ("later visits, at most", sum(&|name| LATER_VISIT.contains(&name))),
        ]
    }

    fn weight(&self, part: Part) -> Weight {
        self.files(part).map(|(_, weight)| *weight).sum()
    }

    fn files(&self, part: Part) -> impl Iterator<Item = &(String, Weight)> {
        self.0.iter().filter(move |(name, _)| Part::of(name) == part)
    }
}

fn row(table: &mut String, name: &str, weight: Weight) {
    let Weight { raw, gzip, brotli } = weight;
    let (raw, gzip, brotli) = (kilobytes(raw), kilobytes(gzip), kilobytes(brotli));
    // Writing to a String can't fail.
    let _ = writeln!(table, "{name:<60}{raw:>10}{gzip:>10}{brotli:>10}");
}

/// In steps of thousand, with one decimal.
fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(files: &[(&str, usize)]) -> Sizes {
        let weight = |gzip| Weight { raw: gzip * 3, gzip, brotli: gzip - 1 };
        Sizes(files.iter().map(|(name, gzip)| ((*name).to_owned(), weight(*gzip))).collect())
    }

    #[test]
    fn a_page_over_its_budget_is_a_fault() {
        let files = |bytes| [("index.html", 1_000), ("boardwalk.wasm", bytes)];
        assert_eq!(page(&files(BUDGET_BYTES - 1_000)).fault(), None);
        let fault = page(&files(BUDGET_BYTES)).fault().unwrap();
        assert!(fault.contains(&kilobytes(BUDGET_BYTES + 1_000)), "{fault}");
    }

    #[test]
    fn what_nobody_asked_for_costs_nothing() {
        let files = [("demo-board/board.js", 1), ("micropython/m.wasm", 1), ("firmware/a.bin", 1)];
        let heavy = files.map(|(name, _)| (name, 2 * BUDGET_BYTES));
        assert_eq!(page(&heavy).fault(), None);
    }

    #[test]
    fn a_part_that_is_loaded_on_request_has_its_own_budget() {
        let check = |worker, compiler| {
            let files = [("editor/syntax-worker.mjs", worker), ("editor/mpy-cross.wasm", compiler)];
            page(&files).fault()
        };
        assert_eq!(check(40_000, 100_000), None);
        let fault = check(40_001, 100_000).unwrap();
        assert!(fault.contains("syntax check") && !fault.contains("prompt"), "{fault}");
    }

    #[test]
    fn a_file_that_nobody_has_heard_of_counts() {
        for name in ["new.mjs", "new/part.wasm", "demo-board-2/x.js", "firmware.json"] {
            assert!(page(&[(name, BUDGET_BYTES + 1)]).fault().is_some(), "{name}");
        }
    }

    #[test]
    fn the_table_names_every_file_and_sums_each_part() {
        let table = page(&[("a.js", 1_500), ("b.css", 2_000), ("firmware/c.bin", 7_000)]).table();
        for words in [
            "a.js",
            "b.css",
            "firmware/c.bin",
            " 3.5 ",
            " 10.5 ",
            " 7.0 ",
            &kilobytes(BUDGET_BYTES),
        ] {
            assert!(table.contains(words), "{words} is not in\n{table}");
        }
    }

    #[test]
    fn a_later_visit_asks_for_little_however_heavy_the_page_is() {
        let files = [("index.html", 1_000), ("service-worker.js", 2_000), ("page.wasm", 90_000)];
        let [first, copy, later] = page(&files).visits().map(|(_, weight)| weight.gzip);
        assert_eq!((first, copy, later), (91_000, 93_000, 3_000));
    }

    #[test]
    fn a_file_weighs_less_when_it_is_compressed() {
        let weight = Weight::of(&[b'a'; 10_000]).unwrap();
        assert_eq!(weight.raw, 10_000);
        assert!((1..100).contains(&weight.gzip) && (1..100).contains(&weight.brotli), "{weight:?}");
    }
}
