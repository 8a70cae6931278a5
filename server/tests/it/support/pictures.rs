//! Small pictures, and what can be wrong with them.

/// A chunk of a PNG.
pub fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [length.as_slice(), &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}

/// A PNG of this size, with chunks before its pixels and something behind its end.
pub fn png_with(width: u32, height: u32, before: &[u8], behind: &[u8]) -> Vec<u8> {
    let head = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixel = [0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01];
    let parts = [&chunk(*b"IHDR", &head), before, &chunk(*b"IDAT", &pixel), &chunk(*b"IEND", &[]), behind];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &parts.concat()].concat()
}

/// A PNG of one pixel.
pub fn png() -> Vec<u8> {
    png_with(1, 1, &[], &[])
}

/// A GIF of one pixel, with something between its head and its frame, and something behind its end.
pub fn gif_with(before: &[u8], behind: &[u8]) -> Vec<u8> {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0".as_slice();
    [head, before, b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b", behind].concat()
}
