//! Pictures as they are taken in: nothing is decoded. What their headers say of their size is held against limits, what they say of
//! people is left out (where and with what they were taken, who edited them, previews of what was cut away), and they end where they end.
//!
//! Only what a browser needs to draw is copied: colours with their profile, movement, and which side is up. Whatever else somebody put
//! into a picture, or behind it, is gone.

mod exif;
mod gif;
mod jpeg;
mod png;
mod reader;
#[cfg(test)]
mod tests;
mod webp;

use domain::file_kind::FileKind;
use reader::Reader;

/// A side has so many pixels at most.
pub const LONGEST_SIDE: u32 = 12_000;
/// A picture has so many pixels at most: a browser needs 200 MB to draw it.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not built as its kind is, or ends too early.
    Malformed,
    /// It is larger than [`LONGEST_SIDE`] or [`MOST_PIXELS`].
    TooManyPixels,
}

/// A picture without what nobody draws; the pixels are those of the original, byte for byte.
pub fn clean(kind: FileKind, picture: &[u8]) -> Result<Vec<u8>, Flaw> {
    match kind {
        FileKind::Jpeg => jpeg::clean(picture),
        FileKind::Png => png::clean(picture),
        FileKind::Webp => webp::clean(picture),
        FileKind::Gif => gif::clean(picture),
        _ => Err(Flaw::Malformed),
    }
}

/// Holds a size against the limits.
fn check_size(width: u32, height: u32) -> Result<(), Flaw> {
    if width == 0 || height == 0 {
        Err(Flaw::Malformed)
    } else if width > LONGEST_SIDE || height > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        Err(Flaw::TooManyPixels)
    } else {
        Ok(())
    }
}
