//! Chromium, or a browser made from it.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::process::find;
use crate::tools::debian;

/// Names a browser that is in none of the usual places.
pub(crate) const VARIABLE: &str = "BOARDWALK_BROWSER";

/// For a browser that nobody looks at, on a machine that may have no graphics and no network.
pub(crate) const FLAGS: &[&str] = &[
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

const MAC_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const WINDOWS_PLACES: &[&str] =
    &["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];

/// The browser's program: the one named by [`VARIABLE`], an installed one, or Debian's.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE) {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::new(format!("{VARIABLE} names no file: {}.", named.display())))
        };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian::can_install() {
        debian::install(&["chromium", "chromium-driver"])?;
    }
    installed().ok_or_else(|| {
        Failure::new(format!(
            "no Chromium, Chrome or Edge was found: install one, or name its program in {VARIABLE}."
        ))
    })
}

fn installed() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| find(name)).or_else(|| {
        first_file(usual_places(|variable| env::var_os(variable).map(Into::into)), Path::is_file)
    })
}

/// Where installers put the browsers on macOS and Windows.
fn usual_places(folder_in: impl Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let windows_folders = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];
    let on_windows =
        windows_folders.iter().filter_map(|variable| folder_in(variable)).flat_map(|folder| {
            WINDOWS_PLACES.iter().map(move |place| folder.join(place)).collect::<Vec<_>>()
        });
    MAC_PLACES.iter().map(PathBuf::from).chain(on_windows).collect()
}

fn first_file(places: Vec<PathBuf>, is_file: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    places.into_iter().find(|place| is_file(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chrome_is_found_where_windows_keeps_it() {
        let places = usual_places(|variable| (variable == "ProgramFiles").then(|| "P".into()));
        let chrome = Path::new("P/Google/Chrome/Application/chrome.exe");
        assert_eq!(first_file(places, |place| place == chrome).as_deref(), Some(chrome));
    }

    #[test]
    fn edge_is_taken_when_it_is_the_only_one() {
        let edge = Path::new("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
        let found = first_file(usual_places(|_| None), |place| place == edge);
        assert_eq!(found.as_deref(), Some(edge));
    }

    #[test]
    fn no_browser_is_found_where_none_is() {
        assert_eq!(first_file(usual_places(|_| None), |_| false), None);
    }
}
