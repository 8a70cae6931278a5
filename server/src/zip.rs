//! ZIP archives, written entry by entry: what is given is sent on, and only where each entry lies is remembered.
//!
//! Entries are stored as they are. An archive has fewer than 65 536 of them and is smaller than 4 GB.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// Version 2.0, and names in UTF-8.
const VERSION_AND_FLAGS: [u16; 2] = [20, 1 << 11];

/// An archive that is being written.
#[derive(Debug)]
pub struct Zip {
    /// The moment that every entry is dated to, as DOS writes it: time, day.
    moment: [u16; 2],
    /// How much was written.
    written: u32,
    entries: u16,
    directory: Vec<u8>,
}

impl Zip {
    /// An empty archive whose entries are dated to `now`.
    pub fn new(now: DateTime<Utc>) -> Self {
        let time = now.hour() << 11 | now.minute() << 5 | (now.second() / 2);
        let years = u32::try_from(now.year()).unwrap_or_default().clamp(1980, 2107) - 1980;
        let day = years << 9 | now.month() << 5 | now.day();
        Self { moment: [time, day].map(low), written: 0, entries: 0, directory: Vec::new() }
    }

    /// The bytes of an entry. Its name is a path without a slash at the beginning.
    pub fn entry(&mut self, name: &str, content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len()).unwrap_or(u32::MAX);
        let mut fields = Vec::new();
        for number in VERSION_AND_FLAGS.into_iter().chain([0]).chain(self.moment) {
            fields.extend(number.to_le_bytes());
        }
        for number in [crc32fast::hash(content), size, size] {
            fields.extend(number.to_le_bytes());
        }
        for length in [low(u32::try_from(name.len()).unwrap_or_default()), 0] {
            fields.extend(length.to_le_bytes());
        }
        self.directory.extend(b"PK\x01\x02".iter().chain(&20_u16.to_le_bytes()).chain(&fields));
        // No comment, the first and only disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(self.written.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries += 1;
        let entry = [b"PK\x03\x04", fields.as_slice(), name.as_bytes(), content].concat();
        self.written = self.written.saturating_add(u32::try_from(entry.len()).unwrap_or(u32::MAX));
        entry
    }

    /// The bytes that end the archive.
    pub fn end(self) -> Vec<u8> {
        let size = u32::try_from(self.directory.len()).unwrap_or(u32::MAX);
        let mut end = self.directory;
        end.extend(b"PK\x05\x06\0\0\0\0");
        end.extend([self.entries, self.entries].into_iter().flat_map(u16::to_le_bytes));
        end.extend([size, self.written].into_iter().flat_map(u32::to_le_bytes));
        end.extend([0; 2]);
        end
    }
}

fn low(number: u32) -> u16 {
    u16::try_from(number & 0xffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_ends_with_where_its_entries_lie() {
        let mut zip = Zip::new(DateTime::UNIX_EPOCH);
        let first = zip.entry("a/é.txt", b"one");
        let second = zip.entry("b.txt", b"");
        assert!(first.starts_with(b"PK\x03\x04\x14\0\0\x08\0\0") && first.ends_with("a/é.txtone".as_bytes()));
        let end = zip.end();
        let at = |from: usize| u32::from_le_bytes(end[end.len() - 22 + from..][..4].try_into().expect("four bytes"));
        assert_eq!(at(16) as usize, first.len() + second.len(), "where the directory begins");
        assert_eq!(at(12) as usize, end.len() - 22, "how long it is");
        assert_eq!(end.windows(4).filter(|window| window == b"PK\x01\x02").count(), 2);
    }
}
