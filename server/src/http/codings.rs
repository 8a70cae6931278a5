//! How a body may be compressed.

use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, header};
use std::cell::RefCell;
use std::io::{self, Write};
use zstd::bulk::Compressor;

/// The window of brotli, as a power of two.
const BROTLI_WINDOW: i32 = 20;

/// A way to make a body smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// The quickest, at either effort.
    Zstd,
    /// The smallest.
    Brotli,
    /// What everybody knows.
    Gzip,
}

/// How much the compressors try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// The body is waited for, and made for one person.
    Little,
    /// The body is sent many times.
    Much,
}

impl Coding {
    const fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The name as a value of `Content-Encoding`.
    pub const fn value(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }

    /// The first of some that a browser knows.
    pub fn first_known(asked: &HeaderMap, ours: &[Self]) -> Option<Self> {
        ours.iter().copied().find(|coding| takes(asked, coding.name()))
    }

    /// A body in this coding.
    pub fn squeeze(self, body: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
        match (self, effort) {
            (Self::Zstd, _) => zstd(body),
            (Self::Brotli, Effort::Little) => brotli(body, 1),
            (Self::Brotli, Effort::Much) => brotli(body, 5),
            (Self::Gzip, Effort::Little) => gzip(body, Compression::fast()),
            (Self::Gzip, Effort::Much) => gzip(body, Compression::default()),
        }
    }
}

/// The compressor is kept: to make one takes about as long as to compress a page, where a virtual machine is asked what its processor can do.
fn zstd(body: &[u8]) -> io::Result<Vec<u8>> {
    thread_local! {
        static KEPT: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    KEPT.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(1)?),
        };
        compressor.compress(body)
    })
}

fn brotli(body: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: BROTLI_WINDOW, ..Default::default() };
    brotli::BrotliCompress(&mut &*body, &mut small, &parameters)?;
    Ok(small)
}

fn gzip(body: &[u8], level: Compression) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(body)?;
    encoder.finish()
}

/// Whether a browser knows a coding and has not refused it by a weight of 0.
pub fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let codings = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    codings
        .filter_map(|each| {
            let (name, weight) = each.split_once(';').unwrap_or((each, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
            Some((name.trim(), weight))
        })
        .any(|(name, weight)| name.eq_ignore_ascii_case(coding) && weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn takes_brotli(value: &'static str) -> bool {
        takes(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]), "br")
    }

    #[test]
    fn a_coding_is_taken_where_it_is_named_and_not_refused() {
        assert!(takes_brotli("gzip, deflate, br") && takes_brotli("BR;q=0.5") && takes_brotli("br ; q=1"));
        assert!(
            !takes_brotli("gzip") && !takes_brotli("br;q=0") && !takes_brotli("brotli") && !takes_brotli("") && !takes_brotli("br;q=x")
        );
    }

    #[test]
    fn what_comes_first_and_is_known_is_taken() {
        let asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0.5"))]);
        assert_eq!(Coding::first_known(&asked, &[Coding::Zstd, Coding::Brotli, Coding::Gzip]), Some(Coding::Brotli));
        assert_eq!(Coding::first_known(&asked, &[Coding::Zstd]), None);
    }

    #[test]
    fn a_compressor_that_is_kept_forgets_what_it_was_used_for() {
        for words in ["much the same, ", "and something else. "] {
            let body = words.repeat(500);
            let small = Coding::Zstd.squeeze(body.as_bytes(), Effort::Little).unwrap();
            assert_eq!(zstd::decode_all(&small[..]).unwrap(), body.as_bytes());
        }
    }
}
