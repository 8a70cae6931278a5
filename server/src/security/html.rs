//! Markdown to HTML that is safe to show. Done once, when the text is written. Two profiles: what the creator writes, and what
//! students write.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The creator's text's HTML: tables, task lists, and of raw HTML what is harmless. Nothing runs, and nothing is loaded from elsewhere:
/// an image of another site is the words that stand for it.
pub fn from_markdown(source: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut cleaner = ammonia::Builder::default();
        cleaner
            .add_tags(["input"])
            .add_tag_attributes("input", ["type", "disabled", "checked", "aria-label"])
            .link_rel(Some("noopener noreferrer nofollow"));
        cleaner.attribute_filter(|element, attribute, value| match (element, attribute) {
            ("input", "type") if value != "checkbox" => None,
            ("img", "src") if !is_of_this_site(value) => None,
            _ => Some(value.into()),
        });
        cleaner
    });
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut html = String::with_capacity(source.len() * 2);
    push_html(&mut html, Parser::new_ext(source, options).map(named));
    CLEANER.clean(&html).to_string()
}

/// Whether an address names something of this site by its whole path. Browsers take backslashes for slashes and drop line breaks.
fn is_of_this_site(address: &str) -> bool {
    let is_plain = |sign: char| !sign.is_whitespace() && !sign.is_control() && sign != '\\';
    address.starts_with('/') && !address.starts_with("//") && address.chars().all(is_plain)
}

/// The box of a task says to those who do not see it what it shows, and the highest heading stands below the title of the page.
fn named(event: Event<'_>) -> Event<'_> {
    match event {
        Event::TaskListMarker(true) => Event::InlineHtml(r#"<input type="checkbox" disabled checked aria-label="Done">"#.into()),
        Event::TaskListMarker(false) => Event::InlineHtml(r#"<input type="checkbox" disabled aria-label="To do">"#.into()),
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Event::End(TagEnd::Heading(HeadingLevel::H2)),
        event => event,
    }
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

/// Lists that lie deeper in each other than this lose their indentation.
const DEEPEST: usize = 6;

/// The HTML of a question or an answer: paragraphs, emphasis, code, lists and links. Markup of other kinds is shown as the text
/// that it is, a single line break stays one, and no link tells search engines or the page it leads to anything.
pub fn from_post(source: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut cleaner = ammonia::Builder::empty();
        cleaner
            .tags(HashSet::from(["p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "a"]))
            .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into())
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .url_relative(ammonia::UrlRelative::Deny)
            .link_rel(Some("nofollow noopener"));
        cleaner
    });
    let mut depth = 0;
    let events = Parser::new_ext(source, Options::empty()).filter_map(|event| plain(event, &mut depth));
    let mut html = String::with_capacity(source.len() * 2);
    push_html(&mut html, events);
    CLEANER.clean(&html).to_string()
}

/// What of Markdown a post may use.
fn plain<'a>(event: Event<'a>, depth: &mut usize) -> Option<Event<'a>> {
    match event {
        Event::Html(markup) | Event::InlineHtml(markup) => Some(Event::Text(markup)),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(Tag::Heading { .. } | Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_) | TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. } | Tag::BlockQuote(_)) | Event::End(TagEnd::Image | TagEnd::BlockQuote(_)) | Event::Rule => None,
        Event::Start(Tag::List(_)) => {
            *depth += 1;
            (*depth <= DEEPEST).then_some(event)
        }
        Event::End(TagEnd::List(_)) => {
            *depth -= 1;
            (*depth < DEEPEST).then_some(event)
        }
        Event::Start(Tag::Item) | Event::End(TagEnd::Item) => (*depth <= DEEPEST).then_some(event),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_of_a_text_is_the_title_of_its_page() {
        assert_eq!(from_markdown("# One\n\n## Two"), "<h2>One</h2>\n<h2>Two</h2>\n");
    }

    #[test]
    fn a_post_is_a_small_part_of_markdown() {
        let html = from_post(
            "# Why?\n\n*so* **very** `x < y`\nnext\n\n3. a\n4. b\n\n```rust\nlet x;\n```\n\n[l](https://x.example)\n\n> q\n\n![alt](https://x.example/i.png)\n\n***\n",
        );
        assert_eq!(
            html,
            "<p>Why?</p>\n<p><em>so</em> <strong>very</strong> <code>x &lt; y</code><br>\nnext</p>\n<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n<pre><code>let x;\n</code></pre>\n<p><a href=\"https://x.example\" rel=\"nofollow noopener\">l</a></p>\n<p>q</p>\n<p>alt</p>\n"
        );
    }

    #[test]
    fn markup_in_a_post_is_text() {
        let html = from_post("<script>alert(1)</script>\n\nand <b onclick=alert(1)>this</b>");
        assert_eq!(html, "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n<p>and &lt;b onclick=alert(1)&gt;this&lt;/b&gt;</p>\n");
    }

    #[test]
    fn a_link_in_a_post_leads_to_the_web_or_nowhere() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/admin",
            "vbscript:x",
            "&#106;avascript:x",
        ] {
            let html = from_post(&format!("[x]({address})"));
            assert!(!html.contains("href"), "{html}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep: Vec<_> = (0..60).map(|depth| "  ".repeat(depth) + "- a\n").collect();
        assert_eq!(from_post(&deep.concat()).matches("<ul>").count(), DEEPEST);
        for opening in ["*", "[", "`", "_a", "> ", "1. ", "<p>", "&#0;", "![", "**a"] {
            let html = from_post(&opening.repeat(5_000 / opening.len()));
            assert!(html.len() < 200_000, "{opening}: {}", html.len());
        }
    }

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
    fn images_are_of_this_site_or_words() {
        let own = from_markdown("![a chart](/media/abc) <img src='/files/b.png' alt='b'>");
        assert_eq!(own.matches("src=\"/").count(), 2, "{own}");
        let raw = |address: &str| format!("<img src=\"{address}\" alt='a chart'>");
        let foreign = ["https://x.example/i.png", "//x.example/i.png", "https:/x.example", "i.png", "data:image/png;base64,AAAA"];
        let disguised =
            ["/\\x.example/i.png", "\\\\x.example/i.png", "/&#9;/x.example/i.png", "/&#10;/x.example/i.png", " //x.example/i.png"];
        let marked = foreign.map(|address| format!("![a chart]({address})"));
        for source in foreign.into_iter().chain(disguised).map(raw).chain(marked) {
            let html = from_markdown(&source);
            assert!(!html.contains("src=") && html.contains("a chart"), "{source}: {html}");
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
