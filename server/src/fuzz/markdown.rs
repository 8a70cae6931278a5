//! What people write, as HTML: a browser's own reader of HTML judges what came out.

use super::texts::made_of;
use crate::security::html::{from_markdown, from_post, plain_from_markdown};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use std::cell::RefCell;

const MARKUP: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<math><mtext><table><mglyph><style>",
    "<iframe srcdoc=\"",
    "<a href=\"",
    "<a href=javascript:alert(1)>",
    "java\tscript:",
    "&#106;avascript:",
    "JaVaScRiPt:",
    "data:text/html,",
    "vbscript:",
    "//evil.example",
    "/pictures/1",
    "](",
    "[x](",
    "![x](",
    ")",
    "\"",
    "'",
    ">",
    "<",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<!DOCTYPE html>",
    "<style>",
    "</style>",
    "<title>",
    "<textarea>",
    "<form action=",
    "<input autofocus onfocus=alert(1) type=image src=x>",
    "<base href=//evil>",
    "<meta http-equiv=refresh>",
    "<p style=x>",
    "<details open ontoggle=alert(1)>",
    "<noscript><p title=\"</noscript>",
    "<template>",
    "<plaintext>",
    "<xmp>",
    "# ",
    "- [x] ",
    "1. ",
    "> ",
    "```",
    "`",
    "**",
    "_",
    "~~",
    "|a|b|\n|-|-|\n",
    "\n",
    "\n\n",
    "    ",
    "&lt;script&gt;",
    "&amp;",
    "\\",
    "<javascript:alert(1)>",
    "[r]: javascript:alert(1)\n",
    "[r]",
];

/// Elements that run, load, post, or let what follows be read in another way.
const FORBIDDEN: [&str; 33] = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "param",
    "form",
    "button",
    "textarea",
    "select",
    "option",
    "svg",
    "math",
    "link",
    "meta",
    "base",
    "template",
    "slot",
    "noscript",
    "title",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "html",
    "head",
    "body",
    "audio",
    "video",
    "dialog",
];
/// All that a post may have.
const OF_POSTS: [&str; 10] = ["p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "a"];

/// What a browser would make of a text.
#[derive(Default)]
struct Judge(RefCell<Vec<Tag>>);

impl TokenSink for Judge {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

/// The tags of a text; those that end one too.
fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Judge::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// What a browser takes an address for: it drops controls and spaces before, and line ends and tabs within.
fn scheme(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let plain = plain.trim_start_matches(|c: char| c <= ' ');
    let (scheme, _) = plain.split_once(':')?;
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// What is wrong with a tag, if anything is.
fn fault(tag: &Tag, of_post: bool) -> Option<String> {
    let name = &*tag.name;
    if FORBIDDEN.contains(&name) || (of_post && !OF_POSTS.contains(&name)) {
        return Some(format!("<{name}>"));
    }
    let wrong = tag.attrs.iter().find(|attribute| {
        let (key, value) = (&*attribute.name.local, &*attribute.value);
        let leads = matches!(key, "href" | "src" | "cite" | "longdesc" | "action" | "formaction" | "data" | "poster" | "background");
        let runs = key.starts_with("on") || matches!(key, "style" | "srcdoc" | "srcset" | "formaction" | "autofocus" | "is" | "ping");
        let dangerous =
            leads && scheme(value).is_some_and(|scheme| matches!(scheme.as_str(), "javascript" | "data" | "vbscript" | "file" | "blob"));
        let foreign = (key == "src" && (!value.starts_with('/') || value.starts_with("//")))
            || (name == "input" && key == "type" && value != "checkbox");
        let of_posts = !of_post || (name == "a" && matches!(key, "href" | "rel")) || (name == "ol" && key == "start");
        let relative =
            of_post && key == "href" && !scheme(value).is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"));
        runs || dangerous || foreign || !of_posts || relative
    });
    wrong.map(|attribute| format!("<{name} {}={:?}>", &*attribute.name.local, &*attribute.value))
}

fn faults(html: &str, of_post: bool) -> Vec<String> {
    tags(html)
        .iter()
        .filter(|tag| tag.kind == TagKind::StartTag || FORBIDDEN.contains(&&*tag.name))
        .filter_map(|tag| fault(tag, of_post))
        .collect()
}

#[test]
fn the_judge_sees_what_runs() {
    for bad in [
        "<script>",
        "<p onclick=x>",
        "<a href='java\nscript:x'>",
        "<img src=//evil>",
        "<a href=\" data:x\">",
        "</style>",
        "<input type=image>",
    ] {
        assert_ne!(faults(bad, false), [""; 0], "{bad}");
    }
    for bad in ["<h2>", "<a href=/learn>", "<p title=x>", "<img src=/pictures/1>"] {
        assert_ne!(faults(bad, true), [""; 0], "{bad}");
    }
    assert_eq!(faults("<p>a<a href=\"https://x.example\" rel=nofollow>b</a><img src=\"/pictures/1\">", false), [""; 0]);
}

proptest! {
    #[test]
    fn nothing_that_the_creator_writes_runs_or_loads_from_elsewhere(source in made_of(MARKUP)) {
        let html = from_markdown(&source);
        prop_assert_eq!(faults(&html, false), Vec::<String>::new(), "{}", html);
        let _ = plain_from_markdown(&source);
    }

    #[test]
    fn a_post_has_nothing_but_a_few_elements(source in made_of(MARKUP)) {
        let html = from_post(&source);
        prop_assert_eq!(faults(&html, true), Vec::<String>::new(), "{}", html);
    }
}
