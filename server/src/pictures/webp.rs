//! WebP: chunks in a RIFF container; those of a moving picture are within frames.

use super::{Flaw, Reader, check_size, exif};

/// A name and what it names.
type Chunk<'a> = ([u8; 4], &'a [u8]);

/// In the flags of the extended form: there is Exif data, there is XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Copies what draws the picture.
pub fn clean(picture: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut input = Reader::new(picture);
    input.expect(b"RIFF")?;
    let length = input.length_le()?;
    let mut input = Reader::new(input.take(length)?);
    input.expect(b"WEBP")?;
    let chunks = chunks(&mut input)?;
    let side = chunks.iter().find(|(name, _)| name == b"EXIF").and_then(|(_, data)| exif::orientation(data));
    let is_extended = chunks.first().is_some_and(|(name, _)| name == b"VP8X");
    let mut body = b"WEBP".to_vec();
    let mut has_pixels = false;
    for (name, content) in chunks {
        match &name {
            b"VP8X" => write(&mut body, name, &extended(content, side.is_some())?),
            b"VP8 " | b"VP8L" => {
                check_pixels(name, content)?;
                has_pixels = true;
                write(&mut body, name, content);
            }
            b"ANMF" => {
                write(&mut body, name, &frame(content)?);
                has_pixels = true;
            }
            b"ALPH" | b"ANIM" | b"ICCP" => write(&mut body, name, content),
            _ => {}
        }
    }
    if let Some(side) = side.filter(|_| is_extended) {
        write(&mut body, *b"EXIF", &exif::only(side));
    }
    let length = u32::try_from(body.len()).map_err(|_| Flaw::Malformed)?;
    if has_pixels { Ok([b"RIFF".as_slice(), &length.to_le_bytes(), &body].concat()) } else { Err(Flaw::Malformed) }
}

fn chunks<'a>(input: &mut Reader<'a>) -> Result<Vec<Chunk<'a>>, Flaw> {
    let mut chunks = Vec::new();
    while !input.is_empty() {
        let name = input.array()?;
        let length = input.length_le()?;
        chunks.push((name, input.take(length)?));
        // The last one may lack the byte that makes its length even.
        if length % 2 == 1 && !input.is_empty() {
            input.take(1)?;
        }
    }
    Ok(chunks)
}

fn write(output: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    output.extend(name);
    output.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    output.extend(content);
    if content.len() % 2 == 1 {
        output.push(0);
    }
}

/// What an extended picture says of itself, without what is left out.
fn extended(content: &[u8], has_side: bool) -> Result<Vec<u8>, Flaw> {
    let mut reader = Reader::new(content);
    let flags = reader.u8()?;
    reader.take(3)?;
    check_size(reader.u24_le()? + 1, reader.u24_le()? + 1)?;
    let mut kept = content.get(..10).ok_or(Flaw::Malformed)?.to_vec();
    kept[0] = (flags & !(HAS_EXIF | HAS_XMP)) | if has_side { HAS_EXIF } else { 0 };
    Ok(kept)
}

/// A frame with its pixels and nothing else.
fn frame(content: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut reader = Reader::new(content);
    let mut kept = reader.take(16)?.to_vec();
    let mut size = Reader::new(kept.get(6..).unwrap_or_default());
    check_size(size.u24_le()? + 1, size.u24_le()? + 1)?;
    let mut has_pixels = false;
    for (name, content) in chunks(&mut reader)? {
        match &name {
            b"ALPH" => write(&mut kept, name, content),
            b"VP8 " | b"VP8L" => {
                check_pixels(name, content)?;
                has_pixels = true;
                write(&mut kept, name, content);
            }
            _ => {}
        }
    }
    if has_pixels { Ok(kept) } else { Err(Flaw::Malformed) }
}

/// Holds the size that compressed pixels have against the limits.
fn check_pixels(name: [u8; 4], content: &[u8]) -> Result<(), Flaw> {
    let mut reader = Reader::new(content);
    if &name == b"VP8L" {
        reader.expect(&[0x2f])?;
        let bits = reader.u32_le()?;
        return check_size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    reader.take(3)?;
    reader.expect(&[0x9d, 0x01, 0x2a])?;
    let (width, height) = (reader.u16_le()?, reader.u16_le()?);
    check_size((width & 0x3fff).into(), (height & 0x3fff).into())
}
