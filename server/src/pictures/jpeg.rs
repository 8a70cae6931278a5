//! JPEG: a row of segments, then what is compressed, then perhaps more of both, then the end.

use super::{Flaw, Reader, check_size, exif};

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const ICC: &[u8] = b"ICC_PROFILE\0";

/// Copies what draws the picture.
pub fn clean(picture: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut input = Reader::new(picture);
    input.expect(&[0xff, START])?;
    let mut output = Vec::with_capacity(picture.len());
    output.extend([0xff, START]);
    let (mut has_size, mut has_scan) = (false, false);
    loop {
        let marker = marker(&mut input)?;
        if marker == END {
            output.extend([0xff, END]);
            return if has_scan { Ok(output) } else { Err(Flaw::Malformed) };
        }
        let length = input.u16_be()?.checked_sub(2).ok_or(Flaw::Malformed)?;
        let segment = input.take(length.into())?;
        if is_frame(marker) {
            let mut size = Reader::new(segment.get(1..).ok_or(Flaw::Malformed)?);
            let height = size.u16_be()?;
            check_size(size.u16_be()?.into(), height.into())?;
            has_size = true;
        }
        if let Some(kept) = kept(marker, segment) {
            write(&mut output, marker, &kept);
        }
        if marker == SCAN {
            if !has_size {
                return Err(Flaw::Malformed);
            }
            has_scan = true;
            output.extend(compressed(&mut input)?);
        }
    }
}

/// The next marker; what fills the room before it is left out.
fn marker(input: &mut Reader<'_>) -> Result<u8, Flaw> {
    input.expect(&[0xff])?;
    loop {
        match input.u8()? {
            0xff => {}
            // Those stand alone, and only within what is compressed.
            0x00 | 0x01 | 0xd0..=START => return Err(Flaw::Malformed),
            marker => return Ok(marker),
        }
    }
}

/// Whether a segment says how large the picture is.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// What is kept of a segment.
fn kept(marker: u8, segment: &[u8]) -> Option<Vec<u8>> {
    match marker {
        // Tables, and the beginning of what is compressed.
        0xc4 | 0xcc | 0xdb | 0xdd | SCAN => Some(segment.to_vec()),
        _ if is_frame(marker) => Some(segment.to_vec()),
        // JFIF, without its small copy of the picture.
        0xe0 if segment.starts_with(b"JFIF\0") => Some([segment.get(..12)?, &[0, 0]].concat()),
        0xe1 if segment.starts_with(exif::HEAD) => exif::orientation(segment).map(|side| [exif::HEAD, &exif::only(side)].concat()),
        0xe2 if segment.starts_with(ICC) => Some(segment.to_vec()),
        // Adobe's word on how colours are meant.
        0xee if segment.starts_with(b"Adobe") => segment.get(..12).map(<[u8]>::to_vec),
        _ => None,
    }
}

fn write(output: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    output.extend([0xff, marker]);
    output.extend(length.to_be_bytes());
    output.extend(segment);
}

/// What is compressed, up to the next marker.
fn compressed<'a>(input: &mut Reader<'a>) -> Result<&'a [u8], Flaw> {
    let rest = input.rest();
    let mut at = 0;
    loop {
        at += rest.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)).ok_or(Flaw::Malformed)?;
        match rest.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return input.take(at),
            None => return Err(Flaw::Malformed),
        }
    }
}
