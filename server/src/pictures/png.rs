//! PNG: chunks with a name and a checksum.

use super::{Flaw, Reader, check_size, exif};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What draws a picture: pixels, colours and their meaning, and movement.
const KEPT: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs", b"acTL", b"fcTL",
    b"fdAT",
];

/// Copies what draws the picture.
pub fn clean(picture: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut input = Reader::new(picture);
    input.expect(SIGNATURE)?;
    let mut output = Vec::with_capacity(picture.len());
    output.extend(SIGNATURE);
    let (mut has_size, mut has_pixels) = (false, false);
    loop {
        let whole = input.rest();
        let length = input.length_be()?;
        let name: [u8; 4] = input.array()?;
        let content = input.take(length)?;
        input.take(4)?;
        match &name {
            b"IHDR" => has_size = size(content)?,
            _ if !has_size => return Err(Flaw::Malformed),
            b"fcTL" => has_size = size(content.get(4..).ok_or(Flaw::Malformed)?)?,
            b"IDAT" => has_pixels = true,
            b"eXIf" => write_orientation(&mut output, content),
            _ => {}
        }
        if KEPT.contains(&&name) {
            output.extend(whole.get(..length + 12).ok_or(Flaw::Malformed)?);
        }
        if &name == b"IEND" {
            return if has_pixels { Ok(output) } else { Err(Flaw::Malformed) };
        }
    }
}

/// Holds the size at the beginning of a chunk against the limits.
fn size(content: &[u8]) -> Result<bool, Flaw> {
    let mut content = Reader::new(content);
    check_size(content.u32_be()?, content.u32_be()?).map(|()| true)
}

fn write_orientation(output: &mut Vec<u8>, content: &[u8]) {
    if let Some(side) = exif::orientation(content) {
        let chunk = [b"eXIf".as_slice(), &exif::only(side)].concat();
        output.extend(26_u32.to_be_bytes());
        output.extend(&chunk);
        output.extend(crc32fast::hash(&chunk).to_be_bytes());
    }
}
