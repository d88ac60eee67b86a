//! Every sentence that people read, made from `www/texts/` at build time.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// All of the page's code, as one text.
    fn code(folder: &Path) -> String {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| match path.extension() {
                None if path.is_dir() => code(&path),
                Some(kind) if kind == "rs" => fs::read_to_string(&path).unwrap(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn every_text_is_used() {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let texts = fs::read_to_string(top.join("www/texts/en-US.ftl")).unwrap();
        let code = code(&top.join("src"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let used: BTreeSet<_> = code
            .split("texts::")
            .skip(1)
            .filter_map(|after| after.split(|c| !is_name(c)).next())
            .collect();
        let ids = texts.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let unused: Vec<_> = ids
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id.replace('-', "_"))
            .filter(|id| !used.contains(id.as_str()))
            .collect();
        assert!(unused.is_empty(), "texts that nobody sees: {unused:?}");
    }
}
