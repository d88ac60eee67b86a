//! Reading and writing the pages that this project makes.

/// The inside of each tag: its name and attributes.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .filter_map(|rest| rest.split('>').next())
}

/// The value of an attribute that has one, in quotes.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let is_it = |(at, _): &(usize, &str)| tag[..*at].ends_with(char::is_whitespace);
    let named = format!("{name}=");
    let start = tag.match_indices(&named).find(is_it)?.0 + named.len();
    let quote = tag[start..].chars().next()?;
    tag[start + quote.len_utf8()..].split(quote).next()
}

/// A text as it is written between tags, or as an attribute's value.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_may_stand_on_a_line_of_its_own() {
        let tag = "meta\nhttp-equiv=\"a\"\ndata-content='b'\ncontent=\"c d\"\n/";
        assert_eq!(attribute(tag, "http-equiv"), Some("a"));
        assert_eq!(attribute(tag, "content"), Some("c d"));
        assert_eq!(attribute(tag, "equiv"), None);
    }
}
