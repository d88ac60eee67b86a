//! `service-worker.js`: what keeps a copy of the page for a time without network, and which files that are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::bundle::{self, Bundle};
use super::size;
use crate::failure::{During, Outcome};
use crate::page::Profile;
use crate::process::say;
use crate::project::files_under;

const WORKER: &str = "service-worker.js";
const BUNDLE: Bundle =
    Bundle { source: "www/offline/service-worker.mjs", target: WORKER, arguments: &[] };

/// What a host changes without building the page: the worker asks the network for it.
const OF_THE_HOST: &[&str] = &["settings.json", "firmware/"];
/// A language that nobody speaks.
const PSEUDO: &str = "en-XA.";
/// Half of a SHA-256 tells versions apart; as in `www/offline/copies.mjs`.
const HASH_BYTES: usize = 16;

/// Writes the worker beside the whole page in `stage`. A page for development has none: it changes at every save.
pub(super) fn write(stage: &Path, profile: Profile) -> Outcome {
    if profile == Profile::Dev {
        return Ok(());
    }
    say("Listing the files for a time without network");
    let mut files = BTreeMap::new();
    for path in files_under(stage)? {
        let name = name(stage, &path);
        if is_kept(&name) {
            let content = fs::read(&path).during(format!("read {}", path.display()))?;
            files.insert(name, hash(&content));
        }
    }
    let core: Vec<_> = files.keys().filter(|name| size::is_to_the_prompt(name)).collect();
    let list = format!("const OFFLINE={};", json!({ "core": core, "files": files }));
    bundle::write(&[BUNDLE], stage, profile)?;
    let worker = stage.join(WORKER);
    let script = fs::read_to_string(&worker).during("read the worker")?;
    fs::write(&worker, list + "\n" + &script).during("write the worker")
}

/// As in an address.
fn name(stage: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(stage).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn is_kept(name: &str) -> bool {
    let is_of_host = OF_THE_HOST.iter().any(|start| name.starts_with(start));
    let is_pseudo = name.split('/').any(|part| part.starts_with(PSEUDO));
    !is_of_host && !is_pseudo && name != WORKER
}

/// In hex.
fn hash(content: &[u8]) -> String {
    let mut hex = String::new();
    for byte in &Sha256::digest(content)[..HASH_BYTES] {
        // Writing to a String can't fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_may_change_and_what_nobody_reads_is_not_of_the_copy() {
        for name in ["settings.json", "firmware/manifest.json", "firmware/a.bin", WORKER] {
            assert!(!is_kept(name), "{name}");
        }
        assert!(!is_kept("texts/en-XA.1.json") && !is_kept("lessons/en-XA.txt"));
        for name in
            ["index.html", "texts/de.1.json", "lessons/en-US.txt", "workbench/settings.json"]
        {
            assert!(is_kept(name), "{name}");
        }
    }

    #[test]
    fn a_hash_is_the_first_half_of_a_sha_256() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223");
    }

    #[test]
    fn a_file_is_named_as_in_an_address() {
        let stage = Path::new("/stage");
        assert_eq!(name(stage, &stage.join("editor").join("a.mjs")), "editor/a.mjs");
    }
}
