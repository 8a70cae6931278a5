//! Pages as browsers read them: what may not stand where it stands is moved by a browser, and then looks otherwise than it was written.

use crate::on_both;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements that hold words, and nothing that begins a block.
const OF_WORDS: [&str; 13] = ["p", "span", "strong", "em", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "time"];

/// Elements that begin a block.
const BLOCKS: [&str; 24] = [
    "div",
    "p",
    "section",
    "article",
    "ul",
    "ol",
    "dl",
    "form",
    "table",
    "fieldset",
    "header",
    "footer",
    "main",
    "nav",
    "details",
    "hr",
    "pre",
    "blockquote",
    "figure",
    "aside",
    "h1",
    "h2",
    "h3",
    "noscript",
];

/// Elements that may not be in themselves.
const ONCE: [&str; 3] = ["a", "button", "form"];

/// Elements without an end.
const VOID: [&str; 9] = ["meta", "link", "base", "br", "hr", "img", "input", "source", "wbr"];

/// The elements that are open while a page is read, and what was wrong.
#[derive(Default)]
struct Reader {
    open: RefCell<Vec<String>>,
    faults: RefCell<Vec<String>>,
}

impl Reader {
    fn enter(&self, tag: &Tag) {
        let (name, mut open) = (&*tag.name, self.open.borrow_mut());
        let around = open.iter().find(|around| {
            let words = OF_WORDS.contains(&around.as_str()) && BLOCKS.contains(&name);
            words || (ONCE.contains(&name) && around.as_str() == name)
        });
        if let Some(around) = around {
            self.faults.borrow_mut().push(format!("<{name}> in <{around}>"));
        }
        if !tag.self_closing && !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }

    fn leave(&self, tag: &Tag) {
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().rposition(|name| *name == *tag.name) {
            open.truncate(at);
        }
    }
}

/// How the content of an element is read, where it is no HTML.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(ScriptData),
        "style" | "noscript" => Some(Rawtext),
        "title" | "textarea" => Some(Rcdata),
        _ => None,
    }
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind == TagKind::EndTag {
            self.leave(&tag);
            return TokenSinkResult::Continue;
        }
        self.enter(&tag);
        raw(&tag.name).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

fn faults(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.faults.take()
}

#[test]
fn a_block_among_words_is_found() {
    assert_eq!(faults("<p>Total <div>1</div></p>"), ["<div> in <p>"]);
    assert_eq!(faults("<button><span>Pay <div>1</div></span></button>"), ["<div> in <button>"]);
    assert!(faults("<div><p>Total <span>1</span></p><script>\"<div>\"</script><p>2</p></div>").is_empty());
}

on_both!(no_page_is_repaired_by_browsers, |shop| async move {
    let browser = shop.browser();
    let order = shop.start(&browser, "ada@example.com").await;
    let paid = shop.buy(&shop.browser(), "grace@example.com").await;
    let buyer = shop.browser();
    let bought = shop.buy(&buyer, "mary@example.com").await;
    shop.reaches(&bought.public_id, "paid").await;
    shop.status(&buyer, &bought.public_id).await;
    let at = |id: &str, end: &str| format!("/orders/{id}{end}");
    let known = [at(&bought.public_id, ""), at(&bought.public_id, "?refund"), at(&bought.public_id, "/invoice"), "/learn".to_owned()];
    let open = ["/", "/checkout", "/sign-in", "/sign-in?with=password", "/sign-in?sent=1", "/waitlist", "/legal/terms", "/nowhere"];
    let open = open.map(str::to_owned).into_iter().chain([at(&order.public_id, ""), at(&paid.public_id, "")]);
    for (path, browser) in
        open.map(|path| (path, &browser)).chain(known.into_iter().chain(["/account".to_owned()]).map(|path| (path, &buyer)))
    {
        let page = browser.get(&path).await.text;
        assert!(page.contains("</html>"), "{path}: {page}");
        assert_eq!(faults(&page), Vec::<String>::new(), "{path}");
    }
});
