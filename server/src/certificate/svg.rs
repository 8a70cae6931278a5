//! A certificate as SVG, without anything that the file does not hold itself.

use super::layout::{HEIGHT, Ink, Mark, Picture, WIDTH};
use super::typesetting::{Line, Piece};
use askama::Template;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "certificate.svg")]
struct Document<'a> {
    title: &'a str,
    width: f32,
    height: f32,
    shapes: Vec<Shape<'a>>,
}

/// What the template writes.
enum Shape<'a> {
    /// A filled path.
    Filled { path: String, color: String },
    /// A drawn path.
    Drawn { path: String, color: String, thickness: f32 },
    /// A text in the fonts of the reader.
    Words { text: &'a str, x: f32, y: f32, size: f32, color: String },
}

/// Writes the file.
pub fn render(picture: &Picture) -> Result<Vec<u8>, askama::Error> {
    let shapes = picture.marks.iter().map(shape).collect();
    Ok(Document { title: &picture.title, width: WIDTH, height: HEIGHT, shapes }.render()?.into_bytes())
}

fn shape(mark: &Mark) -> Shape<'_> {
    match mark {
        Mark::Text { line, x, y, size, ink } if line.whole => Shape::Filled { path: letters(line, *x, *y, *size), color: color(*ink) },
        Mark::Text { line, x, y, size, ink } => {
            // How wide the reader's letters are is not known; an em each is what the widest scripts need.
            let middle = x + line.width * size / 2.0;
            let count = u16::try_from(line.text.chars().count().max(1)).unwrap_or(u16::MAX);
            let size = size.min(WIDTH * 0.72 / f32::from(count));
            Shape::Words { text: &line.text, x: middle, y: *y, size, color: color(*ink) }
        }
        Mark::Area([x, y, width, height], ink) => {
            Shape::Filled { path: format!("M{x:.2} {y:.2}h{width:.2}v{height:.2}h-{width:.2}z"), color: color(*ink) }
        }
        Mark::Curve(points, thickness, ink) => Shape::Drawn { path: curve(points), color: color(*ink), thickness: *thickness },
    }
}

fn color(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn curve(points: &[(f32, f32)]) -> String {
    let mut path = String::with_capacity(points.len() * 14);
    for (index, (x, y)) in points.iter().enumerate() {
        let sign = if index == 0 { 'M' } else { 'L' };
        // Writing into a string does not fail.
        let _ = write!(path, "{sign}{x:.2} {y:.2}");
    }
    path.push('Z');
    path
}

/// The shapes of a line's letters.
fn letters(line: &Line, mut x: f32, y: f32, size: f32) -> String {
    let mut path = String::new();
    for Piece { face, glyphs, .. } in &line.pieces {
        for glyph in glyphs {
            let place = (x + glyph.x_offset * size, y - glyph.y_offset * size);
            let mut pen = Pen { path: &mut path, place, scale: size / face.font.units_per_em() };
            let id = u16::try_from(glyph.glyph_id.to_u32()).unwrap_or_default();
            face.outline(GlyphId(id), &mut pen);
            x += glyph.x_advance * size;
        }
    }
    path
}

/// Draws outlines of glyphs, whose `y` points up, into a path.
struct Pen<'a> {
    path: &'a mut String,
    place: (f32, f32),
    scale: f32,
}

impl Pen<'_> {
    fn put(&mut self, sign: char, points: &[(f32, f32)]) {
        self.path.push(sign);
        for (index, (x, y)) in points.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            let (x, y) = (self.place.0 + x * self.scale, self.place.1 - y * self.scale);
            let _ = write!(self.path, "{space}{x:.2} {y:.2}");
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
