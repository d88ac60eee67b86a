//! What a request is answered with: a file of the folder, or a few words.

use std::fs;
use std::path::{Path, PathBuf};

use loopback::Refused;

use super::mime;
use super::request::Request;
use super::request_path::RequestPath;

/// An answer, all of it in memory.
#[derive(Debug)]
pub(super) struct Response {
    status: &'static str,
    /// One more header line, or nothing.
    header: String,
    mime: &'static str,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// Answers from `folder`, which is named without links.
    pub(super) fn to(request: &Request, folder: &Path) -> Self {
        let (hosts, origins) = (request.hosts.iter(), request.origins.iter());
        match loopback::admit(hosts.map(String::as_str), origins.map(String::as_str)) {
            Err(Refused::Host) => return Self::plain("421 Misdirected Request"),
            Err(Refused::Origin) => return Self::plain("403 Forbidden"),
            Ok(()) => {}
        }
        match &*request.method {
            "GET" | "HEAD" => Self::with(&request.target, folder),
            _ => Self::plain("405 Method Not Allowed"),
        }
    }

    fn with(target: &str, folder: &Path) -> Self {
        let Some(path) = RequestPath::parse(target) else {
            return Self::plain("400 Bad Request");
        };
        let Some(mut file) = inside(folder, &folder.join(path.relative())) else {
            return Self::plain("404 Not Found");
        };
        if file.is_dir() {
            if !path.names_a_folder() {
                return Self {
                    header: format!("Location: {}/\r\n", path.as_sent()),
                    ..Self::plain("308 Permanent Redirect")
                };
            }
            let Some(index) = inside(folder, &file.join("index.html")) else {
                return Self::plain("404 Not Found");
            };
            file = index;
        } else if path.names_a_folder() {
            return Self::plain("404 Not Found");
        }
        // What is no file, as a pipe, might never end.
        match file.is_file().then(|| fs::read(&file)) {
            Some(Ok(body)) => {
                Self { status: "200 OK", header: String::new(), mime: mime::of(&file), body }
            }
            _ => Self::plain("404 Not Found"),
        }
    }

    /// A status and nothing more.
    pub(super) fn plain(status: &'static str) -> Self {
        Self {
            status,
            header: String::new(),
            mime: "text/plain; charset=utf-8",
            body: format!("{status}\n").into(),
        }
    }

    /// The lines before the body.
    pub(super) fn head(&self) -> String {
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
             Connection: close\r\n\r\n",
            self.status,
            self.mime,
            self.body.len(),
            self.header
        )
    }
}

/// Where `path` really is, after all links, if that is in `folder`.
fn inside(folder: &Path, path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().filter(|real| real.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that every checkout has.
    fn asked(target: &str) -> Response {
        Response::with(target, &Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap())
    }

    #[test]
    fn a_file_comes_with_its_length_and_type() {
        let response = asked("/src/shelf/take_images.py?fresh");
        assert_eq!(response.status, "200 OK");
        assert!(response.head().contains(&format!("Content-Length: {}", response.body.len())));
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let response = asked("/src?fresh");
        assert_eq!(response.status, "308 Permanent Redirect");
        assert_eq!(response.header, "Location: /src/\r\n");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(asked("/missing.wasm").status, "404 Not Found");
        assert_eq!(asked("/src/").status, "404 Not Found");
        assert_eq!(asked("/Cargo.toml/").status, "404 Not Found");
    }

    #[test]
    fn nothing_above_the_folder_is_served() {
        assert_eq!(asked("/../Cargo.toml").status, "400 Bad Request");
        assert_eq!(asked("/%2e%2e/Cargo.toml").status, "400 Bad Request");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_the_folder_and_not_out_of_it() {
        use std::os::unix::fs::symlink;
        let top = std::env::temp_dir().join(format!("boardwalk-links-{}", std::process::id()));
        let folder = top.join("page");
        fs::create_dir_all(folder.join("inside")).unwrap();
        fs::create_dir_all(top.join("outside")).unwrap();
        for file in ["page/inside/a.txt", "outside/a.txt", "outside/index.html"] {
            fs::write(top.join(file), file).unwrap();
        }
        for (to, link) in [
            (folder.join("inside/a.txt"), "to-file"),
            (folder.join("inside"), "to-folder"),
            (top.join("outside/a.txt"), "out-file"),
            (top.join("outside"), "out-folder"),
            (top.join("outside/index.html"), "inside/index.html"),
        ] {
            symlink(to, folder.join(link)).unwrap();
        }
        let served = folder.canonicalize().unwrap();
        let status = |target| Response::with(target, &served).status;
        for target in ["/to-file", "/to-folder/a.txt"] {
            assert_eq!(status(target), "200 OK", "{target}");
        }
        for target in ["/out-file", "/out-folder/a.txt", "/out-folder", "/out-folder/", "/inside/"]
        {
            assert_eq!(status(target), "404 Not Found", "{target}");
        }
        fs::remove_dir_all(top).unwrap();
    }
}
