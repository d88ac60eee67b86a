//! A requested address as a path inside the served folder, and never out of it.

/// The path of a request, decoded and checked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RequestPath {
    as_sent: String,
    decoded: String,
}

impl RequestPath {
    /// Nothing if the target could leave the folder, or is no path.
    pub(super) fn parse(target: &str) -> Option<Self> {
        let as_sent = target.split(['?', '#']).next()?;
        let decoded = percent_decoded(as_sent.strip_prefix('/')?)?;
        let inside = decoded.split('/').all(|part| {
            part != "." && part != ".." && !part.contains(['\\', ':', '\0', '\r', '\n'])
        });
        // A second slash would make the rest an absolute path, or another host when redirected.
        let relative = !decoded.starts_with('/');
        (inside && relative).then(|| Self { as_sent: as_sent.to_owned(), decoded })
    }

    /// Below the folder; empty for the folder itself.
    pub(super) fn relative(&self) -> &str {
        &self.decoded
    }

    /// As it came, without query.
    pub(super) fn as_sent(&self) -> &str {
        &self.as_sent
    }

    pub(super) fn names_a_folder(&self) -> bool {
        self.decoded.is_empty() || self.decoded.ends_with('/')
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative(target: &str) -> Option<String> {
        RequestPath::parse(target).map(|path| path.decoded)
    }

    #[test]
    fn paths_lose_their_slash_and_query() {
        assert_eq!(relative("/").as_deref(), Some(""));
        assert_eq!(relative("/a/b.wasm?v=2").as_deref(), Some("a/b.wasm"));
        assert_eq!(relative("/a%20b.bin").as_deref(), Some("a b.bin"));
    }

    #[test]
    fn no_way_leads_out_of_the_folder() {
        for target in [
            "",
            "a",
            "http://elsewhere/",
            "/..",
            "/a/../../b",
            "/%2e%2e/b",
            "/..%2fb",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/a\\b",
            "/C:/a",
            "/%00",
            "/%",
            "/%zz",
            "/%ff",
            "/a%0d%0ab",
        ] {
            assert_eq!(relative(target), None, "{target}");
        }
    }
}
