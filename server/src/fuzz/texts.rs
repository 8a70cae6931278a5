//! What the others throw.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Signs that end, turn, hide or escape something somewhere.
const SIGNS: [&str; 40] = [
    "\0",
    "\r\n",
    "\n",
    "\t",
    "\u{7f}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{e0041}",
    "\u{fffd}",
    "%",
    "%00",
    "%2e%2e%2f",
    "%ff",
    "..",
    "/",
    "\\",
    "\"",
    "'",
    "`",
    "<",
    ">",
    "&",
    ";",
    ",",
    "=",
    "+",
    "-",
    "|",
    "*",
    "?",
    "#",
    "{{7*7}}",
    "${x}",
    "$(x)",
    "CON",
    "ß",
    "Ⱥ",
    "💥",
];

/// Pieces of something, in any order, among signs, letters and anything at all.
pub fn made_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(pieces).prop_map(str::to_owned),
        2 => select(SIGNS.to_vec()).prop_map(str::to_owned),
        2 => "[ -~]{0,6}",
        1 => any::<String>(),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Any text, of signs above all.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), made_of(&SIGNS)]
}

/// What is done to a text that was right.
#[derive(Clone, Debug)]
pub struct Damage {
    at: Index,
    removed: usize,
    put: String,
}

/// Some damage.
pub fn damage() -> impl Strategy<Value = Damage> {
    let put = prop_oneof![Just(String::new()), "[A-Za-z0-9_.=,-]{1,3}", any_text()];
    (any::<Index>(), 0_usize..4, put).prop_map(|(at, removed, put)| Damage { at, removed, put })
}

impl Damage {
    /// The text with it.
    pub fn of(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let at = self.at.index(letters.len() + 1);
        let rest = letters.iter().skip(at + self.removed);
        letters[..at].iter().copied().chain(self.put.chars()).chain(rest.copied()).collect()
    }
}
