//! Which type a file is sent as.

use std::path::Path;

/// By the file's ending; unknown ones are bytes.
pub(super) fn of(file: &Path) -> &'static str {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        // Only with this type does a browser compile while it loads.
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_is_made_of_has_its_type() {
        let types = [
            ("a_bg.wasm", "application/wasm"),
            ("xterm.mjs", "text/javascript; charset=utf-8"),
            ("manifest.json", "application/json; charset=utf-8"),
            ("boardwalk.svg", "image/svg+xml"),
            ("micropython.bin", "application/octet-stream"),
            ("LICENSE", "application/octet-stream"),
            ("INDEX.HTML", "text/html; charset=utf-8"),
        ];
        for (file, mime) in types {
            assert_eq!(of(Path::new(file)), mime, "{file}");
        }
    }
}
