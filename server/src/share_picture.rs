//! The picture that messengers show of the sales page: a pure function from words to a PNG of 1200 by 630 pixels.
//!
//! Letters are drawn as shapes from the fonts of certificates. A line with letters that none of them has is left out: boxes in their
//! place would say less than nothing, and every messenger writes the title below the picture anyway.

use crate::certificate::typesetting::{Chain, Fonts, Line, Piece, fit};
use crate::error::{Fault, Result};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use sha2::{Digest, Sha256};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};
use unicode_bidi::BidiInfo;

/// The width in pixels.
const WIDTH: u32 = 1200;
/// The height in pixels.
const HEIGHT: u32 = 630;
/// Raised when the drawing changes, so that its name does too.
const DESIGN: &str = "1";

const LEFT: f32 = 96.0;
const MEASURE: f32 = 1200.0 - 2.0 * LEFT;
const PAPER: [u8; 3] = [0xfb, 0xf8, 0xf3];
const INK: [u8; 3] = [0x22, 0x1e, 0x19];
const MUTED: [u8; 3] = [0x66, 0x5e, 0x55];
const ACCENT: [u8; 3] = [0x00, 0x56, 0x45];
const LINE: [u8; 3] = [0xdd, 0xd5, 0xc8];

/// What is on the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The title.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// Who teaches.
    pub name: String,
    /// The host of the site.
    pub host: String,
}

impl Card {
    /// The name of the picture: another one for other words.
    pub fn name(&self) -> String {
        let parts = [DESIGN, &self.title, &self.description, &self.name, &self.host];
        hex::encode(&Sha256::digest(parts.join("\u{0}"))[..8])
    }
}

/// Draws the picture.
pub fn png(card: &Card) -> Result<Vec<u8>> {
    let fonts = Fonts::get().ok_or_else(|| Fault::stored("the fonts of pictures"))?;
    let pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| Fault::stored("a picture without a size"))?;
    let mut sheet = Sheet(pixmap);
    sheet.ground();
    sheet.words(card, fonts);
    sheet.0.encode_png().map_err(|error| Fault::stored(format!("a picture that was drawn: {error}")))
}

struct Sheet(Pixmap);

impl Sheet {
    fn ground(&mut self) {
        self.0.fill(Color::from_rgba8(PAPER[0], PAPER[1], PAPER[2], 255));
        self.area([0.0, 0.0, 1200.0, 14.0], ACCENT);
        self.area([LEFT, 520.0, MEASURE, 2.0], LINE);
    }

    /// Title and description stand in the middle of the room above the rule.
    fn words(&mut self, card: &Card, fonts: &Fonts) {
        let (title, title_size) = block(&card.title, &fonts.display, 82.0, 3);
        let (description, size) = block(&card.description, &fonts.small, 31.0, 3);
        let (title_step, step) = (title_size * 1.12, size * 1.42);
        let gap = if title.is_empty() || description.is_empty() { 0.0 } else { 34.0 };
        let height = rows(&title) * title_step + gap + rows(&description) * step;
        let mut top = 14.0 + (506.0 - height) / 2.0;
        for line in &title {
            self.line(line, title_size, top + title_size * 0.86, INK, Side::Left);
            top += title_step;
        }
        top += gap;
        for line in &description {
            self.line(line, size, top + size, MUTED, Side::Left);
            top += step;
        }
        self.foot(&card.name, &fonts.label, INK, Side::Left);
        self.foot(&card.host, &fonts.small, MUTED, Side::Right);
    }

    fn foot(&mut self, text: &str, chain: &Chain, color: [u8; 3], from: Side) {
        let text = drawable(text, chain);
        let (words, size) = fit(&text, chain, MEASURE * 0.48, 27.0, 1);
        for line in words.iter().filter(|line| line.whole) {
            self.line(line, size, 574.0, color, from);
        }
    }

    fn area(&mut self, [x, y, width, height]: [f32; 4], color: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.0.fill_rect(rect, &paint(color), Transform::identity(), None);
        }
    }

    fn line(&mut self, words: &Line, size: f32, y: f32, color: [u8; 3], from: Side) {
        let from_right = from == Side::Right || reads_from_right(words);
        let x = if from_right { LEFT + MEASURE - words.width * size } else { LEFT };
        if let Some(path) = letters(words, x, y, size) {
            self.0.fill_path(&path, &paint(color), FillRule::Winding, Transform::identity(), None);
        }
    }
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn paint(color: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color[0], color[1], color[2], 255);
    paint.anti_alias = true;
    paint
}

fn rows(lines: &[Line]) -> f32 {
    f32::from(u8::try_from(lines.len()).unwrap_or(u8::MAX))
}

/// A text in lines, as large as fits; in none where letters of it would be missing.
fn block(text: &str, chain: &Chain, size: f32, most: usize) -> (Vec<Line>, f32) {
    let text = drawable(text, chain);
    let (lines, size) = fit(&text, chain, MEASURE, size, most);
    if text.is_empty() || lines.iter().any(|line| !line.whole) { (Vec::new(), size) } else { (lines, size) }
}

/// A text without signs that our fonts do not have and that are no letters, like pictures among the words.
fn drawable(text: &str, chain: &Chain) -> String {
    let has = |letter: char| letter.is_alphanumeric() || letter.is_whitespace() || chain.iter().any(|face| face.has(letter));
    text.chars().filter(|letter| has(*letter)).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line is read from right to left.
fn reads_from_right(line: &Line) -> bool {
    BidiInfo::new(&line.text, None).paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl())
}

/// The shapes of a line's letters.
fn letters(line: &Line, mut x: f32, y: f32, size: f32) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for Piece { face, glyphs, .. } in &line.pieces {
        for glyph in glyphs {
            let place = (x + glyph.x_offset * size, y - glyph.y_offset * size);
            let mut pen = Pen { path: &mut path, place, scale: size / face.font.units_per_em() };
            face.outline(GlyphId(u16::try_from(glyph.glyph_id.to_u32()).unwrap_or_default()), &mut pen);
            x += glyph.x_advance * size;
        }
    }
    path.finish()
}

/// Draws outlines of glyphs, whose `y` points up, into a path.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    place: (f32, f32),
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.place.0 + x * self.scale, self.place.1 - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        let [description, name, host] = ["A sentence of what it is.", "Mara Lindqvist", "course.example.com"].map(str::to_owned);
        Card { title: title.to_owned(), description, name, host }
    }

    fn drawn(card: &Card) -> Pixmap {
        Pixmap::decode_png(&png(card).expect("a picture")).expect("a PNG")
    }

    /// How many pixels above the rule have the colour of the title.
    fn dark(picture: &Pixmap) -> usize {
        picture.pixels().iter().take(1200 * 500).filter(|pixel| pixel.red() < 0x40 && pixel.green() < 0x30).count()
    }

    #[test]
    fn it_has_the_size_that_messengers_ask_for() {
        let picture = drawn(&card("The small course workshop"));
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        assert!(dark(&picture) > 5_000, "{}", dark(&picture));
    }

    #[test]
    fn a_long_title_stays_inside() {
        let picture = drawn(&card(&"A title of many words that says a lot ".repeat(4)));
        let paper = |pixel: &tiny_skia::PremultipliedColorU8| (pixel.red(), pixel.green(), pixel.blue()) == (PAPER[0], PAPER[1], PAPER[2]);
        let margin = |row: &[tiny_skia::PremultipliedColorU8]| row[..80].iter().chain(&row[1120..]).all(paper);
        assert!(picture.pixels().chunks(1200).skip(14).all(margin));
        assert!(dark(&picture) > 5_000);
    }

    #[test]
    fn scripts_that_run_from_the_right_are_drawn_and_foreign_signs_are_left_out() {
        for title in ["دورة صغيرة", "קורס קטן", "Малый курс", "A course 🎉"] {
            assert!(dark(&drawn(&card(title))) > 2_000, "{title}");
        }
        assert_eq!(dark(&drawn(&card("小さな講座"))), 0, "no boxes in the place of letters");
        assert!(!drawn(&card("")).pixels().is_empty());
    }

    #[test]
    fn other_words_have_another_name() {
        assert_ne!(card("a").name(), card("b").name());
        assert_eq!(card("a").name(), card("a").name());
        assert_eq!(card("a").name().len(), 16);
    }
}
