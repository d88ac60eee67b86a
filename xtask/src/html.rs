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
    let start = tag.find(&format!(" {name}="))? + name.len() + 2;
    let quote = tag[start..].chars().next()?;
    tag[start + quote.len_utf8()..].split(quote).next()
}

/// A text as it is written between tags, or as an attribute's value.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
