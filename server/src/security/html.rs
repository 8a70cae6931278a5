//! Markdown to HTML that is safe to show. Done once, when the text is written.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};
use std::sync::LazyLock;

/// The text's HTML: tables and task lists, no raw HTML, nothing that runs.
pub fn from_markdown(source: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut cleaner = ammonia::Builder::default();
        cleaner
            .add_tags(["input"])
            .add_tag_attributes("input", ["type", "disabled", "checked"])
            .link_rel(Some("noopener noreferrer nofollow"));
        cleaner.attribute_filter(|element, attribute, value| match (element, attribute) {
            ("input", "type") if value != "checkbox" => None,
            _ => Some(value.into()),
        });
        cleaner
    });
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut html = String::with_capacity(source.len() * 2);
    push_html(&mut html, Parser::new_ext(source, options));
    CLEANER.clean(&html).to_string()
}

/// The words of a text without its markup, a space between its parts; a dot in the middle stands where a heading or a cell ends.
pub fn plain_from_markdown(source: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut plain = String::with_capacity(source.len());
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::Start(tag) if !is_inline(&tag) => plain.push(' '),
            Event::SoftBreak | Event::HardBreak | Event::Rule => plain.push(' '),
            Event::End(TagEnd::Heading(_) | TagEnd::TableCell) if plain.ends_with(char::is_alphanumeric) => plain.push_str(" ·"),
            _ => {}
        }
    }
    plain
}

/// Whether words may go on across the tag.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_taken_out() {
        let attacks = [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "<iframe src=/></iframe>",
            "<a href=' javascript:alert(1)'>x</a>",
        ];
        for attack in attacks {
            let html = from_markdown(attack);
            for bad in ["<script", "=\"javascript:", "onerror=", "<iframe"] {
                assert!(!html.contains(bad), "{bad} in {html}");
            }
        }
    }

    #[test]
    fn the_words_of_a_text_stay_words() {
        let plain = plain_from_markdown("# A *qui*et room\n\n| a | b |\n|---|---|\n| c | `d` |\n\n<b>raw</b> [link](https://x.example)\n");
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>().join(" "), "A quiet room · a · b · c · d · raw link");
    }

    #[test]
    fn tables_and_task_lists_stay() {
        let html = from_markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n");
        assert!(html.contains("<table>") && html.contains("type=\"checkbox\""), "{html}");
    }
}
