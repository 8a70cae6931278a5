//! Plain text as Markdown that reads as the text was typed.

/// Characters that mean something wherever they stand.
const ANYWHERE: &str = "\\`*_[]<>&~|#$^";

/// A text of any lines. Line ends become hard breaks, and blank lines stay.
pub fn text(plain: &str) -> String {
    let mut markdown = String::with_capacity(plain.len() + plain.len() / 8);
    let mut lines = plain.lines().map(str::trim_end).peekable();
    while let Some(text) = lines.next() {
        markdown.push_str(&line(text));
        let breaks = !text.is_empty() && lines.peek().is_some_and(|next| !next.is_empty());
        markdown.push_str(if breaks { "\\\n" } else { "\n" });
    }
    markdown
}

/// A text in one line.
pub fn line(plain: &str) -> String {
    let text = plain.trim_start();
    // What leads a line would be a list or code: it becomes spaces that do not.
    let mut markdown: String =
        plain[..plain.len() - text.len()].chars().map(|c| if c == '\t' { "\u{a0}\u{a0}\u{a0}\u{a0}" } else { "\u{a0}" }).collect();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (index, letter) in text.chars().enumerate() {
        let begins = index == 0 && "-+=:".contains(letter);
        let numbers = index == digits && digits > 0 && ".)".contains(letter);
        if ANYWHERE.contains(letter) || begins || numbers {
            markdown.push('\\');
        }
        markdown.push(if letter.is_control() { ' ' } else { letter });
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::note::NoteText;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a reader sees of some Markdown that does not change what is typed; `Err` names what is more than text.
    fn read(markdown: &str) -> Result<String, String> {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::HardBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) => {}
                Event::End(TagEnd::Paragraph) => text.push_str("\n\n"),
                other => return Err(format!("{other:?}")),
            }
        }
        Ok(text.trim_end().to_owned())
    }

    /// A text without what Markdown has no words for: how wide a gap is.
    fn squeezed(text: &str) -> String {
        let lines: Vec<_> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let mut lines = lines.join("\n");
        while lines.contains("\n\n\n") {
            lines = lines.replace("\n\n\n", "\n\n");
        }
        lines.trim().to_owned()
    }

    #[test]
    fn what_looks_like_markup_stays_text() {
        for plain in [
            "# no heading\n- no list\n1. nor this\n> no quote",
            "<script>alert(1)</script> [a](javascript:x) ![i](y) `c` **b** &amp;",
            "    no code\n\n\tnor this\n===\n---\n| a | b |\n|---|---|",
            "C:\\path\\\nnext: [^1] ~~no~~ $x$ https://example.com",
        ] {
            assert_eq!(read(&text(plain)).map(|read| squeezed(&read)), Ok(squeezed(plain)), "{}", text(plain));
        }
    }

    proptest! {
        #[test]
        fn any_note_reads_as_it_was_typed(typed in "[ -~\n\t]{1,80}") {
            if let Ok(note) = NoteText::parse(&typed) {
                let markdown = text(note.as_str());
                prop_assert_eq!(read(&markdown).map(|read| squeezed(&read)), Ok(squeezed(note.as_str())), "{}", markdown);
            }
        }
    }
}
