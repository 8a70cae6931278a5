//! Names of files: what of a typed one is kept, and how a browser is told of it. A name is only ever shown and sent; where the
//! content lies is never made of it.

use std::fmt::Write;

/// The longest name in bytes: what file systems take.
pub const LONGEST: usize = 255;
/// The name of a file that has none left.
const NAMELESS: &str = "file";
/// A longer ending is part of the name.
const LONGEST_EXTENSION: usize = 16;
/// What Windows takes for devices, whatever the ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file's name that is safe to show, to send in a header, and to save under on any system: no path, nothing invisible, at most
/// [`LONGEST`] bytes, and never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Makes one of whatever a browser says. What cannot be kept is left out or becomes `_`.
    pub fn clean(typed: &str) -> Self {
        let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
        let visible: String = last.chars().filter(|c| !is_invisible(*c)).map(|c| if is_reserved(c) { '_' } else { c }).collect();
        let words = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = words.trim_start_matches(['.', ' ', '~']).trim_end_matches(['.', ' ']);
        let name = if name.is_empty() { NAMELESS } else { name };
        let name = if is_device(name) { format!("_{name}") } else { name.to_owned() };
        Self(shortened(&name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending in small letters, without its dot; empty where there is none.
    pub fn extension(&self) -> String {
        split(&self.0).1.to_ascii_lowercase()
    }

    /// The name without its ending.
    pub fn stem(&self) -> &str {
        split(&self.0).0
    }

    /// The value of `Content-Disposition` that saves the file under this name: RFC 6266, with the name once in ASCII for old
    /// browsers and once in full as RFC 8187 encodes it.
    pub fn disposition(&self) -> String {
        let plain = |c: char| if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' { c } else { '_' };
        let ascii: String = self.0.chars().map(plain).collect();
        let mut value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''");
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                value.push(char::from(byte));
            } else {
                // Writing into a string cannot fail.
                let _ = write!(value, "%{byte:02X}");
            }
        }
        value
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Name and ending.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= LONGEST_EXTENSION => (stem, extension),
        _ => (name, ""),
    }
}

/// Controls, and what turns text around, joins it or takes no room: a name must look like what it is.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What file systems do not take in names, and what stands where text could not be read.
fn is_reserved(c: char) -> bool {
    "<>:\"|?*".contains(c) || c == char::REPLACEMENT_CHARACTER
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_number = |rest: &str| matches!(rest.as_bytes(), [b'1'..=b'9']) || ["¹", "²", "³"].contains(&rest);
    let is_port = |prefix: &str| stem.strip_prefix(prefix).is_some_and(is_number);
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// Cut where a character ends, with the ending kept.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let room = if extension.is_empty() { LONGEST } else { LONGEST - extension.len() - 1 };
    let end = (0..=room).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or_default();
    let stem = stem[..end].trim_end_matches(['.', ' ']);
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

#[cfg(test)]
#[path = "file_name_tests.rs"]
mod tests;
