//! Text that attacks, as every argument of every function and in every part of every address: refused or taken, never a fault.

use super::inventory::{Argument, Function, functions};
use super::of_panel;
use super::routes::opened;
use super::world::World;
use crate::on_both;
use futures::StreamExt;
use std::sync::LazyLock;

/// Texts that are no number, no id and no date, or none that fits.
const SHORT: [&str; 4] = ["", "a\0b", "-9223372036854775809", "' OR '1'='1'; DROP TABLE users; --"];
/// Texts where texts are wanted.
const TEXTS: [&str; 7] = [
    "\u{202e}\u{2066}evil\u{200b} \u{1f4a9}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Ⱥ ß İ",
    "%s%n%x{}{0}${7*7}{{7*7}} CON NaN \\",
    "../../../../etc/passwd",
    "x\r\nSet-Cookie: session=evil\r\n\r\n<script>",
    "=HYPERLINK(\"http://evil.example\")",
    "</textarea></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "0000-00-00T99:99",
];
/// As long as a form can be, and longer than any text.
static LONG: LazyLock<[String; 2]> = LazyLock::new(|| ["x".repeat(60_000), "x".repeat(1_100_000)]);

/// What is tried as an argument.
fn hostile(function: &Function, argument: &Argument) -> impl Iterator<Item = &'static str> {
    let text = argument.is_text();
    // What is too long for other forms is refused before it is read.
    let long = text
        && ["notes/", "curriculum/", "admin/save_section", "admin/typed_section"]
            .iter()
            .any(|folder| function.writes && function.name.starts_with(folder));
    let texts = TEXTS.into_iter().filter(move |_| text);
    SHORT.into_iter().chain(texts).chain(LONG.iter().map(String::as_str).filter(move |_| long))
}

/// A call of a function with one hostile argument.
struct Call<'a> {
    function: &'a Function,
    hostile: &'static str,
    body: String,
}

/// Every argument of a function in turn is each of the texts, and the others are what they should be.
fn calls<'a>(world: &World, function: &'a Function) -> Vec<Call<'a>> {
    let mut calls = Vec::new();
    for hostile_argument in &function.arguments {
        for hostile in hostile(function, hostile_argument) {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for argument in &function.arguments {
                let usual = world.value(&function.name, argument);
                form.append_pair(&argument.name, if argument.name == hostile_argument.name { hostile } else { &usual });
            }
            calls.push(Call { function, hostile, body: form.finish() });
        }
    }
    calls
}

on_both!(no_text_in_any_argument_is_a_fault, |shop| async move {
    let world = World::open(&shop).await;
    let functions = functions();
    let calls: Vec<_> = functions.iter().flat_map(|function| calls(&world, function)).collect();
    assert!(calls.len() > 2_000, "{}", calls.len());
    let (world, shop) = (&world, &shop);
    let answers = futures::stream::iter(calls.into_iter().map(|Call { function, hostile, body }| async move {
        // Limits count what people do; here every text is to get in.
        if function.name.starts_with("questions/") {
            shop.execute("DELETE FROM rate_limits").await;
        }
        let browser = if of_panel(&function.name) { world.admin() } else { world.owner() };
        let path = format!("/api/{}", function.name);
        let json = [("accept", "application/json")];
        let answer = if function.writes {
            browser.post_raw(&path, "application/x-www-form-urlencoded", body, &json).await
        } else {
            browser.get_with(&format!("{path}?{body}"), &json).await
        };
        let shown: String = hostile.chars().take(40).collect();
        assert!(!answer.headers.get_all("set-cookie").iter().any(|line| line.to_str().is_ok_and(|line| line.contains("evil"))), "{path}");
        (answer.status.as_u16() >= 500).then(|| format!("{} {path} {shown:?}: {}", answer.status, answer.text))
    }));
    let faults: Vec<_> = answers.buffer_unordered(8).filter_map(|fault| async move { fault }).collect().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
});

on_both!(no_text_in_any_address_is_a_fault, |shop| async move {
    let world = World::open(&shop).await;
    for route in opened().filter(|route| !route.ends_with("/events") && !route.starts_with("/api/")) {
        let whole = route.replace("{*rest}", "{rest}");
        for text in SHORT.into_iter().chain(TEXTS) {
            let part: String = form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
            let filled: Vec<_> = whole.split('/').map(|step| if step.starts_with('{') { part.as_str() } else { step }).collect();
            let query = format!("coupon={part}&seat={part}&quote={part}&page={part}&q={part}&utm_source={part}&token={part}&code={part}");
            let address = format!("{}?{query}", filled.join("/"));
            let browser = if route.starts_with("/admin") { world.admin() } else { world.owner() };
            let status = browser.knock(http::Method::GET, &address, &[("accept", "text/html")]).await.0.as_u16();
            assert!(status < 500, "{status} {address}");
        }
    }
});
