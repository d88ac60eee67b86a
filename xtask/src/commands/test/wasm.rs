//! The page's Rust code in a headless browser, through ChromeDriver.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::json;

use super::Run;
use crate::failure::{During, Outcome};
use crate::process::{path_with, run};
use crate::project;
use crate::tools::{browser, chromedriver, npm, toolchain, wasm_bindgen};

pub(super) fn group(context: &Run) -> Outcome {
    toolchain::ensure_target()?;
    npm::ensure()?;
    let browser = browser::ensure()?;
    let driver = chromedriver::ensure()?;
    let bindgen = wasm_bindgen::ensure()?;
    let settings = project::target_dir()?.join("webdriver.json");
    write_settings(&settings, &browser)?;
    run(Command::new("cargo")
        .args(["test", "--target", "wasm32-unknown-unknown"])
        .args(["--package", "boardwalk", "--package", "page-words"])
        // Documentation's examples run on this computer already.
        .args(["--lib", "--tests"])
        .args(&context.arguments)
        .env("PATH", path_with([&*bindgen])?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        // On a slow machine the browser alone takes longer than the usual 20 s.
        .env(
            "WASM_BINDGEN_TEST_TIMEOUT",
            env::var("WASM_BINDGEN_TEST_TIMEOUT").unwrap_or("120".into()),
        ))
}

/// Tells the driver which browser to start, and how.
fn write_settings(file: &Path, browser: &Path) -> Outcome {
    let settings = json!({"goog:chromeOptions": {"binary": browser, "args": browser::FLAGS}});
    fs::write(file, settings.to_string()).during(format!("write {}", file.display()))
}
