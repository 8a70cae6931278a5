//! GIF: a header, then frames and what is said about them, each in blocks of 255 bytes at most.

use super::{Flaw, Reader, check_size};

const EXTENSION: u8 = 0x21;
const FRAME: u8 = 0x2c;
const END: u8 = 0x3b;

/// Copies what draws the picture.
pub fn clean(picture: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut input = Reader::new(picture);
    let mut output = Vec::with_capacity(picture.len());
    let head = input.take(6)?;
    if !matches!(head, b"GIF87a" | b"GIF89a") {
        return Err(Flaw::Malformed);
    }
    output.extend(head);
    let screen = input.take(7)?;
    let mut size = Reader::new(screen);
    check_size(size.u16_le()?.into(), size.u16_le()?.into())?;
    output.extend(screen);
    output.extend(colours(&mut input, size.u8()?)?);
    let mut has_frames = false;
    loop {
        match input.u8()? {
            EXTENSION => {
                let label = input.u8()?;
                let blocks = blocks(&mut input)?;
                if is_drawn(label, blocks) {
                    output.extend([EXTENSION, label]);
                    output.extend(blocks);
                }
            }
            FRAME => {
                output.push(FRAME);
                frame(&mut input, &mut output)?;
                has_frames = true;
            }
            END if has_frames => {
                output.push(END);
                return Ok(output);
            }
            _ => return Err(Flaw::Malformed),
        }
    }
}

fn frame(input: &mut Reader<'_>, output: &mut Vec<u8>) -> Result<(), Flaw> {
    let place = input.take(9)?;
    let mut reader = Reader::new(place.get(4..).unwrap_or_default());
    check_size(reader.u16_le()?.into(), reader.u16_le()?.into())?;
    output.extend(place);
    output.extend(colours(input, reader.u8()?)?);
    output.extend(input.take(1)?);
    output.extend(blocks(input)?);
    Ok(())
}

/// The table of colours that flags announce.
fn colours<'a>(input: &mut Reader<'a>, flags: u8) -> Result<&'a [u8], Flaw> {
    if flags & 0x80 == 0 { Ok(&[]) } else { input.take(3 << ((flags & 7) + 1)) }
}

/// Blocks up to the empty one, with their lengths.
fn blocks<'a>(input: &mut Reader<'a>) -> Result<&'a [u8], Flaw> {
    let whole = input.rest();
    loop {
        let length = input.u8()?;
        input.take(length.into())?;
        if length == 0 {
            return Ok(&whole[..whole.len() - input.rest().len()]);
        }
    }
}

/// How a frame is shown, and how often all of them are. Comments and what programs add are not drawn.
fn is_drawn(label: u8, blocks: &[u8]) -> bool {
    label == 0xf9 || (label == 0xff && [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"].iter().any(|known| blocks.starts_with(*known)))
}
