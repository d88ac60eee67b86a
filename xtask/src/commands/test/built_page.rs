//! The files of the built page: everything local, nothing inline, every licence there, not too heavy.

use std::fs;
use std::path::Path;

use super::Run;
use crate::failure::{During, Failure, Outcome};
use crate::html::{attribute, tags};
use crate::page::Sizes;
use crate::project::{self, files_under};

/// What the page or its workers load by these names.
const NAMED_FILES: &[&str] = &[
    "index.html",
    "notices.html",
    "notices.css",
    "start.mjs",
    "settings.json",
    "xterm/xterm.mjs",
    "xterm/addon-fit.mjs",
    "micropython/micropython.mjs",
    "micropython/micropython.wasm",
    "firmware/manifest.json",
    "lessons/en-US.txt",
    "demo-board/port.mjs",
    "demo-board/board.js",
    "demo-board/board_bg.wasm",
    "workbench/workbench.js",
    "workbench/workbench_bg.wasm",
    "editor/editor.mjs",
    "editor/syntax-worker.mjs",
    "editor/mpy-cross.wasm",
    "editor/micropython.json",
    "plot/plot.mjs",
    "search/search.mjs",
    "zip/zip.mjs",
];

/// Words that the notices can't lack.
const NOTICES: &[&str] = &[
    "@xterm/xterm",
    "@xterm/addon-fit",
    "@xterm/addon-search",
    "@micropython/micropython-webassembly-pyscript",
    "flasher stub",
    "Apache License",
    "Copyright (c) 2025 Espressif Systems",
    "Damien P. George",
    "wasm-bindgen",
    "@codemirror/view",
    "@lezer/python",
    "@pybricks/mpy-cross-v6",
    "uplot",
    "fflate",
];

pub(super) fn group(context: &Run) -> Outcome {
    context.ensure_page()?;
    let page = project::built_page();
    let mut faults = missing_files(page);
    for file in files_under(page)? {
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(ending.as_str(), "html" | "css") {
            let text = fs::read_to_string(&file).during(format!("read {}", file.display()))?;
            let name = file.strip_prefix(page).unwrap_or(&file).display().to_string();
            let found = if ending == "html" { faults_in_html(&text) } else { faults_in_css(&text) };
            faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    let notices = fs::read_to_string(page.join("notices.html")).unwrap_or_default();
    let lacking = NOTICES.iter().filter(|words| !notices.contains(**words));
    faults.extend(lacking.map(|words| format!("notices.html does not mention {words}")));
    let index = fs::read_to_string(page.join("index.html")).unwrap_or_default();
    for (name, html) in [("index.html", &index), ("notices.html", &notices)] {
        faults.extend(fault_in_policy(html).map(|fault| format!("{name}: {fault}")));
    }
    let sizes = Sizes::of(page)?;
    print!("{}", sizes.table());
    faults.extend(sizes.fault());
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("the built page has faults: {}.", faults.join("; "))))
}

fn missing_files(page: &Path) -> Vec<String> {
    let missing = NAMED_FILES.iter().filter(|file| !page.join(file).is_file());
    missing.map(|file| format!("{file} is missing")).collect()
}

/// What a strict content security policy, a sub-path or another host would break.
fn faults_in_html(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags(html) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if name == "script" && attribute(tag, "src").is_none() {
            faults.push("a script is inline".to_owned());
        }
        if name == "style" || attribute(tag, "style").is_some() {
            faults.push(format!("<{name}> has inline styles"));
        }
        // A link that a person follows may lead anywhere; what the browser loads may not.
        let loaded = match name {
            "a" => None,
            "link" => attribute(tag, "href"),
            _ => attribute(tag, "src"),
        };
        if let Some(address) = loaded
            && !is_local(address)
        {
            faults.push(format!("<{name}> loads {address}"));
        }
    }
    faults
}

/// The page brings its policy along, and that holds without exceptions.
fn fault_in_policy(html: &str) -> Option<String> {
    let is_policy = |tag: &&str| attribute(tag, "http-equiv") == Some("Content-Security-Policy");
    let Some(policy) = tags(html).find(is_policy).and_then(|tag| attribute(tag, "content")) else {
        return Some("it has no Content-Security-Policy".into());
    };
    let lax = ["'unsafe-inline'", "'unsafe-eval'", "*"].into_iter().find(|it| policy.contains(it));
    if let Some(lax) = lax {
        return Some(format!("its policy allows {lax}"));
    }
    (!policy.starts_with("default-src 'none';")).then(|| "its policy allows by default".into())
}

fn faults_in_css(css: &str) -> Vec<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|address| address.trim_matches(['"', '\'', ' ']))
        .filter(|address| !is_local(address))
        .map(|address| format!("it loads {address}"))
        .chain(css.contains("@import").then(|| "it imports another sheet".to_owned()))
        .collect()
}

/// Relative to the page, so that the page works from any folder of any host.
fn is_local(address: &str) -> bool {
    address.starts_with("data:")
        || !(address.starts_with('/') || address.contains("://") || address.starts_with("blob:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_relative_files_has_no_faults() {
        let html = r#"<!doctype html><link rel="stylesheet" href="./styles/a.css">
            <script type="module" src="./start.mjs"></script><link rel="icon" href="data:,">
            <a href="https://micropython.org/download/">newer images</a>"#;
        assert_eq!(faults_in_html(html), Vec::<String>::new());
    }

    #[test]
    fn what_a_strict_policy_or_a_sub_path_breaks_is_found() {
        for html in [
            "<script>start()</script>",
            r#"<script src="https://elsewhere.example/a.js"></script>"#,
            r#"<link rel="stylesheet" href="/a.css">"#,
            r#"<img alt="" src="//elsewhere.example/a.png">"#,
            r#"<p style="color: red">"#,
            "<style>p {}</style>",
        ] {
            assert_eq!(faults_in_html(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn a_policy_is_there_and_has_no_exceptions() {
        let with = |policy: &str| {
            let tag = format!(
                r#"<meta
                    http-equiv="Content-Security-Policy" content="{policy}" />"#
            );
            fault_in_policy(&tag)
        };
        assert_eq!(with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"), None);
        for policy in [
            "default-src 'none'; script-src 'unsafe-eval'",
            "default-src 'none'; style-src 'unsafe-inline'",
            "default-src 'none'; connect-src *",
            "default-src 'self'",
        ] {
            assert!(with(policy).is_some(), "{policy}");
        }
        assert!(fault_in_policy("<p>").is_some());
    }

    #[test]
    fn a_sheet_may_only_load_what_is_beside_it() {
        assert!(faults_in_css("a { background: url('x.svg') }").is_empty());
        assert_eq!(faults_in_css("a { background: url(https://elsewhere.example/x) }").len(), 1);
        assert_eq!(faults_in_css("@import 'b.css';").len(), 1);
    }
}
