//! Which side of a picture is up: the one thing in its Exif data that a browser needs.

use super::Reader;

/// What stands before Exif data in a JPEG.
pub const HEAD: &[u8] = b"Exif\0\0";
/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// The type of a number of two bytes.
const SHORT: u16 = 3;

/// The orientation that Exif data names, where it is not the usual one.
pub fn orientation(data: &[u8]) -> Option<u8> {
    let data = data.strip_prefix(HEAD).unwrap_or(data);
    let big = match data.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let two = |reader: &mut Reader<'_>| if big { reader.u16_be() } else { reader.u16_le() }.ok();
    let four = |reader: &mut Reader<'_>| if big { reader.u32_be() } else { reader.u32_le() }.ok();
    let start = usize::try_from(four(&mut Reader::new(data.get(4..)?))?).ok()?;
    let mut reader = Reader::new(data.get(start..)?);
    for _ in 0..two(&mut reader)? {
        let (tag, kind, count) = (two(&mut reader)?, two(&mut reader)?, four(&mut reader)?);
        let value = two(&mut reader)?;
        reader.take(2).ok()?;
        if (tag, kind, count) == (ORIENTATION, SHORT, 1) {
            return u8::try_from(value).ok().filter(|value| (2..=8).contains(value));
        }
    }
    None
}

/// Exif data that says nothing but the orientation.
pub fn only(orientation: u8) -> [u8; 26] {
    let mut data = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    data[19] = orientation;
    data
}
