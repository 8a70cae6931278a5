//! Words that leave this machine: what could name a person or open a door is taken out of them.

use super::paths;
use std::net::{IpAddr, SocketAddr};
use uuid::Uuid;

/// A run of letters and digits that is as long is no word of a language.
const TOKEN: usize = 20;
/// An id is as long, with its hyphens.
const ID: usize = 36;

/// A text without mail addresses, network addresses, query strings, and tokens. Ids stay: they are found in the log.
pub fn harmless(text: &str) -> String {
    text.split_inclusive(is_border).fold(String::with_capacity(text.len()), |mut harmless, piece| {
        let word = piece.trim_end_matches(is_border);
        push(&mut harmless, word);
        harmless.push_str(piece.get(word.len()..).unwrap_or_default());
        harmless
    })
}

fn is_border(c: char) -> bool {
    c.is_whitespace() || "\"'`()[]{}<>,;|".contains(c)
}

fn push(harmless: &mut String, word: &str) {
    let asked = word.split(['?', '#']).next().unwrap_or_default();
    let bare = asked.trim_end_matches([':', '.']);
    if word.contains('@') || word.contains("%40") {
        harmless.push_str("[address]");
    } else if bare.parse::<IpAddr>().is_ok() || bare.parse::<SocketAddr>().is_ok() {
        harmless.push_str("[network]");
    } else {
        let path = asked.find("://").map_or(0, |at| at + 3);
        let path = asked.get(path..).and_then(|rest| rest.find('/')).map_or(asked.len(), |at| path + at);
        let (before, path) = asked.split_at(path);
        push_runs(harmless, before);
        push_runs(harmless, paths::shown(path));
    }
}

/// Pushes a word, each of whose runs that looks like a token is replaced.
fn push_runs(harmless: &mut String, word: &str) {
    let part_of_run = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
    for piece in word.split_inclusive(|c| !part_of_run(c)) {
        let run = piece.trim_end_matches(|c| !part_of_run(c));
        let border = piece.get(run.len()..).unwrap_or_default();
        harmless.push_str(if is_token(run) { "[token]" } else { run });
        harmless.push_str(border);
    }
}

fn is_token(run: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| run.bytes().any(|byte| kind(&byte));
    let is_id = run.len() == ID && Uuid::try_parse(run).is_ok();
    run.len() >= TOKEN && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !is_id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_names_a_person_or_opens_a_door_is_taken_out() {
        for (text, expected) in [
            ("the store of files cannot be used", "the store of files cannot be used"),
            ("Key (email)=(ada@example.com) already exists.", "Key (email)=([address]) already exists."),
            ("to \"Ada <ada@example.com>\": refused", "to \"Ada <[address]>\": refused"),
            ("email=ada%40example.com", "[address]"),
            ("203.0.113.7, 192.0.2.1:443 and [2001:db8::1]: refused", "[network], [network] and [[network]]: refused"),
            ("GET /sign-in/qT7f?then=/learn failed", "GET /sign-in failed"),
            ("https://shop.example/media/qT7f#t=1: 404", "https://shop.example/media 404"),
            ("https://s3.example/b/01.pdf?X-Amz-Signature=f00", "https://s3.example/b/01.pdf"),
            ("session=eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIiOiIwMTkwYjVhOC03MD.c2lnbmF0dXJlLW9mLXRoYXQx", "session=[token].[token].[token]"),
            ("Bearer sk_live_51NabcDEF0123456789xyz", "Bearer [token]"),
            ("order 0190b5a8-7c1d-7a3e-9f00-5b3a4c2d1e0f of 2 seats", "order 0190b5a8-7c1d-7a3e-9f00-5b3a4c2d1e0f of 2 seats"),
            ("at server/src/services/second_factor/authenticator.rs:44", "at server/src/services/second_factor/authenticator.rs:44"),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_around_it_no_address_stays(before in ".{0,20}", after in ".{0,20}") {
            prop_assert!(!harmless(&[&before, " ada@example.com ", &after].concat()).contains("ada@"));
        }

        #[test]
        fn what_was_made_harmless_stays_as_it_is(text in ".{0,60}") {
            let once = harmless(&text);
            prop_assert_eq!(harmless(&once), once);
        }
    }
}
