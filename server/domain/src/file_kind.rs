//! Kinds of files that a lesson may have, told by their first bytes. The ending must agree with them.
//!
//! Nothing here is ever opened: pictures are not decoded (of those that are taken in the headers are read) and archives not unpacked,
//! so that neither a picture of a million rows nor an archive that names `../../x` does anything to the server. What runs in a browser (HTML, SVG) or on a machine is no kind.

use serde::{Deserialize, Serialize};

/// So many first bytes tell the kind.
pub const HEAD: usize = 512;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// A ZIP archive.
    Zip,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// `PowerPoint`.
    Pptx,
    /// `OpenDocument` text.
    Odt,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// `OpenDocument` presentation.
    Odp,
    /// MP3.
    Mp3,
    /// AAC in an MPEG-4 container.
    M4a,
    /// WAV.
    Wav,
    /// MPEG-4 video.
    Mp4,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Comma-separated values.
    Csv,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRefusal {
    /// No file was chosen.
    Missing,
    /// It has no content.
    Empty,
    /// It is larger than the limit.
    TooLarge,
    /// Its ending is none of those that are taken.
    OtherKind,
    /// Its content is not what its ending says.
    OtherContent,
    /// It did not arrive whole.
    Interrupted,
    /// The lesson has as many files as it may have.
    TooMany,
    /// It is a picture with more pixels than browsers draw well.
    TooManyPixels,
}

impl FileRefusal {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Missing,
        Self::Empty,
        Self::TooLarge,
        Self::OtherKind,
        Self::OtherContent,
        Self::Interrupted,
        Self::TooMany,
        Self::TooManyPixels,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::OtherKind => "other-kind",
            Self::OtherContent => "other-content",
            Self::Interrupted => "interrupted",
            Self::TooMany => "too-many",
            Self::TooManyPixels => "too-many-pixels",
        }
    }

    /// The refusal of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.name() == name)
    }
}

/// A kind with its name in the database, its endings, its media type and what people call it.
type Row = (FileKind, &'static str, &'static [&'static str], &'static str, &'static str);

const KINDS: [Row; 19] = [
    (FileKind::Pdf, "pdf", &["pdf"], "application/pdf", "PDF"),
    (FileKind::Png, "png", &["png"], "image/png", "Picture"),
    (FileKind::Jpeg, "jpeg", &["jpg", "jpeg"], "image/jpeg", "Picture"),
    (FileKind::Webp, "webp", &["webp"], "image/webp", "Picture"),
    (FileKind::Gif, "gif", &["gif"], "image/gif", "Picture"),
    (FileKind::Zip, "zip", &["zip"], "application/zip", "ZIP archive"),
    (FileKind::Docx, "docx", &["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"),
    (FileKind::Xlsx, "xlsx", &["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel spreadsheet"),
    (FileKind::Pptx, "pptx", &["pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint slides"),
    (FileKind::Odt, "odt", &["odt"], "application/vnd.oasis.opendocument.text", "Text document"),
    (FileKind::Ods, "ods", &["ods"], "application/vnd.oasis.opendocument.spreadsheet", "Spreadsheet"),
    (FileKind::Odp, "odp", &["odp"], "application/vnd.oasis.opendocument.presentation", "Slides"),
    (FileKind::Mp3, "mp3", &["mp3"], "audio/mpeg", "Audio"),
    (FileKind::M4a, "m4a", &["m4a"], "audio/mp4", "Audio"),
    (FileKind::Wav, "wav", &["wav"], "audio/wav", "Audio"),
    (FileKind::Mp4, "mp4", &["mp4", "m4v"], "video/mp4", "Video"),
    (FileKind::Text, "text", &["txt"], "text/plain; charset=utf-8", "Text"),
    (FileKind::Markdown, "markdown", &["md", "markdown"], "text/markdown; charset=utf-8", "Markdown"),
    (FileKind::Csv, "csv", &["csv"], "text/csv; charset=utf-8", "CSV table"),
];

impl FileKind {
    /// Pictures, which every browser draws and none runs.
    pub const PICTURES: [Self; 4] = [Self::Png, Self::Jpeg, Self::Webp, Self::Gif];

    fn row(self) -> &'static Row {
        KINDS.iter().find(|(kind, ..)| *kind == self).unwrap_or(&KINDS[0])
    }

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The kind of a name in the database.
    pub fn from_name(name: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The kind that an ending promises; small letters, without a dot.
    pub fn of_extension(extension: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.2.contains(&extension)).map(|row| row.0)
    }

    /// All endings, as a file field of a form lists them: `.pdf,.png`.
    pub fn accepted() -> String {
        KINDS.iter().flat_map(|row| row.2).map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
    }

    /// What browsers are told that it is.
    pub fn media_type(self) -> &'static str {
        self.row().3
    }

    /// Whether it is a picture that pages show.
    pub fn is_picture(self) -> bool {
        Self::PICTURES.contains(&self)
    }

    /// The endings of pictures, as a file field of a form lists them: `.png,.jpg`.
    pub fn accepted_pictures() -> String {
        let pictures = KINDS.iter().filter(|row| row.0.is_picture()).flat_map(|row| row.2);
        pictures.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
    }

    /// What people call it.
    pub fn words(self) -> &'static str {
        self.row().4
    }

    /// Whether a file that begins so can be of this kind. `head` is the first [`HEAD`] bytes, or all there are.
    pub fn agrees_with(self, head: &[u8]) -> bool {
        match self {
            Self::Pdf => head.starts_with(b"%PDF-"),
            Self::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => head.starts_with(b"\xff\xd8\xff"),
            Self::Webp => is_riff(head, *b"WEBP"),
            Self::Gif => head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a"),
            Self::Zip | Self::Docx | Self::Xlsx | Self::Pptx => head.starts_with(b"PK\x03\x04"),
            Self::Odt | Self::Ods | Self::Odp => is_open_document(head, self.media_type().as_bytes()),
            Self::Mp3 => head.starts_with(b"ID3") || is_mpeg_frame(head),
            Self::M4a | Self::Mp4 => is_mpeg4(head),
            Self::Wav => is_riff(head, *b"WAVE"),
            Self::Text | Self::Markdown | Self::Csv => is_text(head),
        }
    }
}

fn is_riff(head: &[u8], form: [u8; 4]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(form.as_slice())
}

/// The first entry of such an archive is not compressed and says what it is.
fn is_open_document(head: &[u8], media_type: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        && head.get(30..38) == Some(b"mimetype")
        && head.get(38..).is_some_and(|rest| rest.starts_with(media_type))
}

/// The start of a frame of layer III.
fn is_mpeg_frame(head: &[u8]) -> bool {
    matches!(head, [0xff, second, ..] if matches!(second, 0xfa | 0xfb | 0xf2 | 0xf3 | 0xe2 | 0xe3))
}

fn is_mpeg4(head: &[u8]) -> bool {
    let brand = head.get(8..12).unwrap_or_default();
    let known: [&[u8]; 9] = [b"mp4", b"iso", b"M4A", b"M4B", b"M4V", b"avc", b"dash", b"MSNV", b"f4v"];
    head.get(4..8) == Some(b"ftyp") && known.iter().any(|known| brand.starts_with(known))
}

/// Characters without controls, that begin like no page, program or document of another kind.
fn is_text(head: &[u8]) -> bool {
    let text = match str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
        Err(_) => return false,
    };
    let begins = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let others = ["<!doctype", "<html", "<head", "<body", "<svg", "<script", "<iframe", "<?", "<!--", "%pdf", "#!"];
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !c.is_whitespace()) && !others.iter().any(|other| begins.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn the_first_bytes_tell_the_kind() {
        let odt = b"PK\x03\x04\x14\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK";
        for (extension, head) in [
            ("pdf", &b"%PDF-1.7\n"[..]),
            ("png", PNG),
            ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
            ("webp", b"RIFF\x10\0\0\0WEBPVP8 "),
            ("gif", b"GIF89a\x01\0"),
            ("zip", b"PK\x03\x04\x14\0"),
            ("docx", b"PK\x03\x04\x14\0"),
            ("odt", odt),
            ("mp3", b"ID3\x04\0"),
            ("mp3", b"\xff\xfb\x90\x44"),
            ("wav", b"RIFF\x10\0\0\0WAVEfmt "),
            ("m4a", b"\0\0\0\x20ftypM4A \0"),
            ("mp4", b"\0\0\0\x20ftypisom\0"),
            ("txt", b"Hello"),
            ("md", "\u{feff}# Grüße\n".as_bytes()),
            ("csv", b"a,b\r\n1,2\r\n"),
        ] {
            let kind = FileKind::of_extension(extension).expect("a kind");
            assert!(kind.agrees_with(head), "{extension}");
            for other in ["pdf", "png", "jpg", "webp", "gif", "wav", "ods"].into_iter().filter_map(FileKind::of_extension) {
                assert!(other == kind || !other.agrees_with(head), "{extension} is not {other:?}");
            }
        }
    }

    #[test]
    fn what_runs_is_no_kind_whatever_its_ending() {
        for extension in ["html", "htm", "svg", "xml", "js", "exe", "msi", "bat", "sh", "php", "docm", "xhtml", "swf", "jar", "apk", ""] {
            assert_eq!(FileKind::of_extension(extension), None, "{extension}");
        }
        let programs: [&[u8]; 14] = [
            b"<!DOCTYPE html><script>alert(1)</script>",
            b"  \n<HTML>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
            b"<!-- --><svg/>",
            b"<script>alert(1)</script>%PDF-1.7",
            b"<?php system($_GET['c']);",
            b"#!/bin/sh\n",
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01\x01\0",
            b"\xfe\xff\0<\0h\0t\0m\0l",
            b"\xcf\xfa\xed\xfe\x07\0\0\x01",
            b"\0",
            b"",
        ];
        for head in programs {
            for (kind, ..) in KINDS {
                assert!(!kind.agrees_with(head), "{kind:?} begins with {:?}", String::from_utf8_lossy(head));
            }
        }
    }

    #[test]
    fn a_file_of_two_kinds_is_what_its_first_bytes_say() {
        let gif_and_script = b"GIF89a/*\0*/=alert(1)//<script>alert(1)</script>";
        assert!(FileKind::Gif.agrees_with(gif_and_script) && !FileKind::Text.agrees_with(gif_and_script));
        let page_and_pdf = b"<html><!-- %PDF-1.7 -->";
        assert!(!FileKind::Pdf.agrees_with(page_and_pdf));
        assert!(!FileKind::Pdf.agrees_with(b"\n%PDF-1.7"));
    }

    #[test]
    fn names_lead_back() {
        for (kind, name, extensions, ..) in KINDS {
            assert_eq!((FileKind::from_name(name), FileKind::of_extension(extensions[0])), (Some(kind), Some(kind)));
        }
        for refusal in FileRefusal::ALL {
            assert_eq!(FileRefusal::from_name(refusal.name()), Some(refusal));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_answer(head in proptest::collection::vec(any::<u8>(), 0..HEAD)) {
            for (kind, ..) in KINDS {
                kind.agrees_with(&head);
            }
        }

        #[test]
        fn a_text_that_is_cut_within_a_character_is_text(text in "[a-zäß日🎈 ]{200,300}", cut in 1_usize..200) {
            prop_assume!(!text.trim_start().is_empty());
            prop_assert!(FileKind::Text.agrees_with(&text.as_bytes()[..text.len().min(cut + 4)]));
        }
    }
}
