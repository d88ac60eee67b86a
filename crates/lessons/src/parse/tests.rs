use super::*;

const LESSON: &str = "\
# First steps

## Talk to it

Press **Insert**, then
Enter.
```python prompt
print(\"Hello\")
```
> Python says
> `Hello`.

### It didn’t

- Is it *Ready*?
- Press Enter
  again.

## Blink

```python program
while True:
    pass
```
```text
…
```
";

fn plain(words: &str) -> Span {
    Span::Plain(words.into())
}

#[test]
fn a_lesson_is_a_title_and_cards_of_blocks() {
    let talk = Card {
        heading: "Talk to it".into(),
        blocks: vec![
            Block::Paragraph(vec![
                plain("Press "),
                Span::Strong("Insert".into()),
                plain(", then Enter."),
            ]),
            Block::Code { text: "print(\"Hello\")".into(), insert: Insert::Prompt },
            Block::Expected(vec![plain("Python says "), Span::Code("Hello".into()), plain(".")]),
        ],
        fold: Some(Fold {
            title: "It didn’t".into(),
            blocks: vec![Block::List(vec![
                vec![plain("Is it *Ready*?")],
                vec![plain("Press Enter again.")],
            ])],
        }),
    };
    let blink = Card {
        heading: "Blink".into(),
        blocks: vec![
            Block::Code { text: "while True:\n    pass".into(), insert: Insert::Program },
            Block::Code { text: "…".into(), insert: Insert::Nowhere },
        ],
        fold: None,
    };
    let lesson = Lesson { title: "First steps".into(), cards: vec![talk, blink] };
    assert_eq!(parse(LESSON).as_ref(), Ok(&lesson));
    assert_eq!(parse(&LESSON.replace('\n', "\r\n")), Ok(lesson));
}

#[test]
fn each_mistake_is_told_with_its_line() {
    let card = "# T\n\n## C\n\n";
    for (text, line, mistake) in [
        ("", 1, Mistake::NoTitle),
        ("First steps\n", 1, Mistake::NoTitle),
        ("# \n", 1, Mistake::NoTitle),
        ("# T\n", 1, Mistake::NoCard),
        ("# T\n\nwords\n", 3, Mistake::BeforeFirstCard),
        ("# T\n### It didn’t\n", 2, Mistake::BeforeFirstCard),
        ("# T\n## C\n\n## D\nd\n", 2, Mistake::Empty),
        ("# T\n## C\nc\n### F\n\n## D\nd\n", 4, Mistake::Empty),
        ("# T\n## C\nc\n# U\n", 4, Mistake::SecondTitle),
        ("# T\n##C\n", 2, Mistake::Heading("##C".into())),
        ("# T\n## \n", 2, Mistake::Heading("##".into())),
        ("# T\n## C\nc\n### F\nf\n### G\n", 6, Mistake::SecondFold),
        (&format!("{card}```python prompt\n1\n"), 5, Mistake::OpenCode),
        (&format!("{card}```python\n1\n```\n"), 5, Mistake::KindOfCode("python".into())),
        (&format!("{card}```text\n\n```\n"), 5, Mistake::EmptyCode),
        (&format!("{card}```python prompt\n1\nprint(“a”)\n```\n"), 7, Mistake::Sign('“')),
        (&format!("{card}a\n\nb **c\n"), 7, Mistake::OpenMark("**")),
        (&format!("{card}- a\n- b `c\n"), 6, Mistake::OpenMark("`")),
        (&format!("{card}> ``\n"), 5, Mistake::EmptyMark("`")),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error, Error::new(line, mistake), "{text}");
        assert!(error.to_string().ends_with(['.']), "{error}");
    }
}

#[test]
fn code_keeps_its_indentation_and_loses_empty_lines_around_it() {
    let text = "# T\n## C\n```python program\n\nif a:\n    b()\n\n\nc()\n\n```\n";
    let lesson = parse(text).unwrap();
    assert_eq!(lesson.code(Insert::Program).collect::<Vec<_>>(), ["if a:\n    b()\n\n\nc()"]);
}
