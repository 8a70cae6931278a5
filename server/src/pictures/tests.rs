use super::*;
use proptest::prelude::*;

/// A word that nobody is to read in a picture.
const SECRET: &[u8] = b"N48.8584 E2.2945";

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Exif data with an orientation, and a place behind it.
fn exif(orientation: u8) -> Vec<u8> {
    [b"Exif\0\0".as_slice(), &exif::only(orientation), SECRET].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

fn jpeg(width: u16, height: u16, between: &[u8], behind: &[u8]) -> Vec<u8> {
    let frame = [&[8], height.to_be_bytes().as_slice(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]].concat();
    let jfif = segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01".as_slice(), &[7; 3]].concat());
    [&[0xff, 0xd8], jfif.as_slice(), between, &segment(0xdb, &[0; 65]), &segment(0xc0, &frame), &scan, &[0xff, 0xd9], behind].concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    let length = u32::try_from(content.len()).expect("a short chunk").to_be_bytes();
    [length.as_slice(), &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}

fn png(width: u32, height: u32, between: &[u8], behind: &[u8]) -> Vec<u8> {
    let head = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let parts = [&chunk(*b"IHDR", &head), between, &chunk(*b"IDAT", &[1, 2, 3]), &chunk(*b"IEND", &[]), behind];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &parts.concat()].concat()
}

fn riff(chunks: &[([u8; 4], &[u8])], behind: &[u8]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks {
        body.extend(name);
        body.extend(u32::try_from(content.len()).expect("a short chunk").to_le_bytes());
        body.extend(*content);
        body.extend(vec![0; content.len() % 2]);
    }
    [b"RIFF".as_slice(), &u32::try_from(body.len()).expect("a short file").to_le_bytes(), &body, behind].concat()
}

/// Pixels of `width` × `height`, one less than either.
fn lossless(width: u32, height: u32) -> Vec<u8> {
    [&[0x2f], (width | (height << 14)).to_le_bytes().as_slice(), &[9; 3]].concat()
}

fn gif(width: u16, height: u16, between: &[u8], behind: &[u8]) -> Vec<u8> {
    let size = [width.to_le_bytes(), height.to_le_bytes()].concat();
    let screen = [size.as_slice(), &[0x80, 0, 0], &[0; 6]].concat();
    let frame = [&[0x2c, 0, 0, 0, 0], size.as_slice(), &[0], &[2, 2, 0x4c, 1, 0]].concat();
    [b"GIF89a".as_slice(), &screen, between, &frame, &[0x3b], behind].concat()
}

#[test]
fn what_draws_a_picture_is_kept_byte_for_byte() {
    assert_eq!(png(3, 2, &[], &[]), clean(FileKind::Png, &png(3, 2, &[], &[])).expect("a picture"));
    assert_eq!(gif(3, 2, &[], &[]), clean(FileKind::Gif, &gif(3, 2, &[], &[])).expect("a picture"));
    let webp = riff(&[(*b"VP8L", &lossless(2, 1))], &[]);
    assert_eq!(webp, clean(FileKind::Webp, &webp).expect("a picture"));
    let icc = segment(0xe2, b"ICC_PROFILE\0\x01\x01profile");
    let cleaned = clean(FileKind::Jpeg, &jpeg(3, 2, &icc, &[])).expect("a picture");
    assert!(contains(&cleaned, &icc) && cleaned.ends_with(&[0x12, 0xff, 0x00, 0xff, 0xd0, 0x34, 0xff, 0xd9]));
    assert!(!contains(&cleaned, &[7; 3]), "the small copy is gone");
    assert_eq!(clean(FileKind::Jpeg, &cleaned).as_ref(), Ok(&cleaned), "nothing is left to take out");
}

#[test]
fn what_says_where_and_with_what_it_was_taken_is_gone_and_which_side_is_up_stays() {
    let app = |marker, content: &[u8]| segment(marker, &[content, SECRET].concat());
    let notes = [
        segment(0xe1, &exif(6)),
        app(0xe1, b"http://ns.adobe.com/xap/1.0/\0"),
        app(0xed, b"Photoshop"),
        app(0xfe, b""),
        app(0xe2, b"MPF\0"),
    ];
    let cleaned = clean(FileKind::Jpeg, &jpeg(3, 2, &notes.concat(), &[])).expect("a picture");
    assert!(!contains(&cleaned, SECRET) && contains(&cleaned, &exif::only(6)));
    let notes = [
        chunk(*b"eXIf", &exif(8)[6..]),
        chunk(*b"tEXt", SECRET),
        chunk(*b"iTXt", SECRET),
        chunk(*b"tIME", &[0; 7]),
        chunk(*b"prVt", SECRET),
    ];
    let cleaned = clean(FileKind::Png, &png(3, 2, &notes.concat(), &[])).expect("a picture");
    assert_eq!(cleaned, png(3, 2, &chunk(*b"eXIf", &exif::only(8)), &[]));
    let extended = [0x2c_u8, 0, 0, 0, 2, 0, 0, 1, 0, 0];
    let parts: [([u8; 4], &[u8]); 5] =
        [(*b"VP8X", &extended), (*b"ICCP", b"odd"), (*b"VP8L", &lossless(2, 1)), (*b"EXIF", &exif(3)), (*b"XMP ", SECRET)];
    let cleaned = clean(FileKind::Webp, &riff(&parts, &[])).expect("a picture");
    assert!(!contains(&cleaned, SECRET) && contains(&cleaned, &exif::only(3)) && contains(&cleaned, b"odd"));
    assert_eq!(cleaned[20], 0x28, "colours and orientation, and no XMP");
    let comment = [&[0x21, 0xfe, 16], SECRET, &[0]].concat();
    let repeat = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let xmp = [b"\x21\xff\x0bXMP DataXMP\x10".as_slice(), SECRET, &[0]].concat();
    let cleaned = clean(FileKind::Gif, &gif(3, 2, &[comment.as_slice(), repeat, &xmp].concat(), &[])).expect("a picture");
    assert_eq!(cleaned, gif(3, 2, repeat, &[]));
}

#[test]
fn a_picture_ends_where_it_ends() {
    let page = b"<script>alert(1)</script>%PDF-1.7 PK\x03\x04";
    for (kind, picture) in [
        (FileKind::Jpeg, jpeg(3, 2, &[], page)),
        (FileKind::Png, png(3, 2, &[], page)),
        (FileKind::Webp, riff(&[(*b"VP8L", &lossless(2, 1))], page)),
        (FileKind::Gif, gif(3, 2, &[], page)),
    ] {
        assert!(!contains(&clean(kind, &picture).expect("a picture"), b"<script>"), "{kind:?}");
        let cut = &picture[..picture.len() - page.len() - 3];
        assert_eq!(clean(kind, cut), Err(Flaw::Malformed), "{kind:?} that ends too early");
        assert_eq!(clean(FileKind::Pdf, &picture), Err(Flaw::Malformed));
    }
    assert_eq!(clean(FileKind::Gif, b"GIF89a\x01\0\x01\0/*=alert(1)//<script>alert(1)</script>"), Err(Flaw::Malformed));
    assert_eq!(clean(FileKind::Gif, b"GIF89a/*\0*/=alert(1)//<script>alert(1)</script>"), Err(Flaw::TooManyPixels), "letters for a size");
}

#[test]
fn more_pixels_than_a_browser_draws_well_are_refused_by_the_header_alone() {
    for (width, height, fits) in [(12_000, 4_000, true), (1, 12_001, false), (12_001, 1, false), (8_000, 7_000, false), (1, 1, true)] {
        let expected = if fits { None } else { Some(Flaw::TooManyPixels) };
        assert_eq!(clean(FileKind::Jpeg, &jpeg(width, height, &[], &[])).err(), expected, "{width} × {height}");
        assert_eq!(clean(FileKind::Gif, &gif(width, height, &[], &[])).err(), expected, "{width} × {height}");
        assert_eq!(clean(FileKind::Png, &png(width.into(), height.into(), &[], &[])).err(), expected, "{width} × {height}");
        let pixels = lossless(u32::from(width) - 1, u32::from(height) - 1);
        assert_eq!(clean(FileKind::Webp, &riff(&[(*b"VP8L", &pixels)], &[])).err(), expected, "{width} × {height}");
    }
    assert_eq!(clean(FileKind::Png, &png(1, 100_000, &[], &[])), Err(Flaw::TooManyPixels));
    assert_eq!(clean(FileKind::Png, &png(u32::MAX, u32::MAX, &[], &[])), Err(Flaw::TooManyPixels));
    assert_eq!(clean(FileKind::Jpeg, &jpeg(0, 7, &[], &[])), Err(Flaw::Malformed));
    let lossy = [0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f];
    assert_eq!(clean(FileKind::Webp, &riff(&[(*b"VP8 ", &lossy)], &[])), Err(Flaw::TooManyPixels));
}

proptest! {
    #[test]
    fn no_bytes_panic_and_what_was_cleaned_stays_as_it_is(
        kind in proptest::sample::select(FileKind::PICTURES.to_vec()),
        mut bytes in proptest::collection::vec(any::<u8>(), 0..300),
        whole in any::<bool>(),
        at in any::<proptest::sample::Index>(),
    ) {
        let picture = match kind {
            FileKind::Jpeg => jpeg(3, 2, &segment(0xe1, &exif(6)), &[]),
            FileKind::Png => png(3, 2, &chunk(*b"eXIf", &exif(6)), &[]),
            FileKind::Webp => riff(&[(*b"VP8X", &[8, 0, 0, 0, 2, 0, 0, 1, 0, 0]), (*b"VP8L", &lossless(2, 1)), (*b"EXIF", &exif(6))], &[]),
            _ => gif(3, 2, &[0x21, 0xfe, 1, 65, 0], &[]),
        };
        if !whole {
            let start = at.index(picture.len());
            let end = (start + bytes.len() % 5).min(picture.len());
            bytes = [&picture[..start], &bytes[..bytes.len().min(4)], &picture[end..]].concat();
        }
        if let Ok(cleaned) = clean(kind, &bytes) {
            prop_assert!(cleaned.len() <= bytes.len() + 64);
            prop_assert_eq!(clean(kind, &cleaned), Ok(cleaned));
        }
    }
}
