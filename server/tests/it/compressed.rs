//! Pages come small, but for those that show what came with the question.

use crate::learning::{lesson_id, student};
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Browser, Plan};
use std::io::Read;

/// As browsers ask.
const TAKES: [(&str, &str); 2] = [("accept-encoding", "gzip, deflate, br, zstd"), ("accept", "text/html")];

fn coding(answer: &Answer) -> Option<&str> {
    answer.headers.get("content-encoding").map(|coding| coding.to_str().unwrap())
}

/// A page as a browser unpacks it that knows the newest coding.
async fn from_zstd(browser: &Browser, path: &str) -> String {
    String::from_utf8(zstd::decode_all(&browser.bytes_with(path, &TAKES).await[..]).unwrap()).unwrap()
}

/// A page as a browser unpacks it that does not.
async fn from_brotli(browser: &Browser, path: &str) -> String {
    let mut page = String::new();
    let takes = [("accept-encoding", "gzip, deflate, br"), ("accept", "text/html")];
    brotli::Decompressor::new(&browser.bytes_with(path, &takes).await[..], 4096).read_to_string(&mut page).unwrap();
    page
}

on_both!(a_page_comes_small_unless_it_shows_what_was_asked, Plan::quiet(), |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    for path in ["/learn", "/learn/talk-to-five-people", "/checkout", "/account"] {
        let answer = browser.get_with(path, &TAKES).await;
        assert_eq!((answer.status.as_u16(), coding(&answer)), (200, Some("zstd")), "{path}");
        let vary = answer.headers.get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains("accept-encoding"));
        assert!(vary, "{path}");
        for page in [from_zstd(&browser, path).await, from_brotli(&browser, path).await] {
            assert!(page.starts_with("<!DOCTYPE html>") && page.contains("</html>"), "{path}");
        }
        assert_eq!(coding(&browser.get(path).await), None, "who does not ask for it");
    }
    for path in ["/learn/search?q=room", "/learn?x=1"] {
        assert_eq!(coding(&browser.get_with(path, &TAKES).await), None, "{path}");
    }
    let from = format!("{}/learn/notes", shop.base);
    let form = [TAKES[0], TAKES[1], ("referer", from.as_str())];
    let note = format!("lesson={}&text=%20", lesson_id(&browser, "talk-to-five-people").await);
    let refused = browser.post_raw("/api/notes/add", "application/x-www-form-urlencoded", note, &form).await;
    let is_page = refused.headers["content-type"].to_str().unwrap().starts_with("text/html");
    assert!(is_page && coding(&refused).is_none(), "{} {}", refused.status, refused.text);
});
