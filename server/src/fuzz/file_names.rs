//! Names of files, and what headers say of them.

use super::texts::made_of;
use domain::file_name::{FileName, LONGEST};
use http::HeaderValue;
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "a",
    ".pdf",
    ".exe",
    "../",
    "..\\",
    "C:\\",
    "\\\\?\\",
    "CON",
    "nul.",
    "com1",
    "LPT¹",
    " ",
    ".",
    "~",
    "\"; filename=\"evil.exe",
    "'",
    "%22",
    "\u{202e}",
    "\r\nSet-Cookie: a=b",
    "long long long long long long long long long long long long long long long long long long ",
];

/// What the encoded form in a header stands for.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut name = Vec::new();
    while let Some(byte) = bytes.next() {
        name.push(match byte {
            b'%' => u8::from_str_radix(str::from_utf8(&[bytes.next()?, bytes.next()?]).ok()?, 16).ok()?,
            plain => plain,
        });
    }
    String::from_utf8(name).ok()
}

proptest! {
    #[test]
    fn a_name_stays_in_its_folder_and_in_its_header(typed in made_of(NAMES)) {
        let name = FileName::clean(&typed);
        let text = name.as_str();
        prop_assert!((1..=LONGEST).contains(&text.len()), "{}", text);
        prop_assert!(!text.contains(['/', '\\', '"', ':', '\0']) && !text.chars().any(char::is_control) && !text.starts_with('.'), "{}", text);
        prop_assert_eq!(&FileName::clean(text), &name, "cleaning changes nothing that is clean");
        let header = name.disposition();
        prop_assert!(HeaderValue::from_str(&header).is_ok(), "{}", header);
        let rest = header.strip_prefix("attachment; filename=\"").expect("it begins so");
        let (ascii, encoded) = rest.split_once("\"; filename*=UTF-8''").expect("it goes on so");
        prop_assert!(ascii.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !b"\"\\".contains(&byte)), "{}", ascii);
        prop_assert_eq!(decoded(encoded), Some(text.to_owned()));
    }
}
