//! The fonts of papers, and how wide a text is in them.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::{GlyphId as OutlineId, OutlineBuilder};
use rustybuzz::{Direction, UnicodeBuffer};
use std::sync::LazyLock;

/// Inter, in Latin, Greek and Cyrillic. Its licence lies beside it.
static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| Some(Faces { regular: Face::of(REGULAR)?, semi_bold: Face::of(SEMI_BOLD)? }));

/// Both weights.
pub struct Faces {
    /// For text.
    pub regular: Face,
    /// For what must be found at a glance.
    pub semi_bold: Face,
}

/// A font that can be embedded and measured.
pub struct Face {
    /// For embedding.
    pub font: Font,
    shaper: rustybuzz::Face<'static>,
}

/// A text as glyphs in one line.
pub struct Run {
    /// The glyphs, in parts of the font size.
    pub glyphs: Vec<KrillaGlyph>,
    /// Their width, in parts of the font size.
    pub width: f32,
}

/// The fonts, read once.
pub fn faces() -> Option<&'static Faces> {
    FACES.as_ref()
}

impl Face {
    /// Reads a font.
    pub fn of(data: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(data.into(), 0)?, shaper: rustybuzz::Face::from_slice(data, 0)? })
    }

    /// Sets a text in one line, with figures of equal width.
    pub fn set(&self, text: &str) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let figure = part_of_em(&self.font, self.widest_figure());
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let part = |units: i32| part_of_em(&self.font, units);
        let glyphs: Vec<_> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let end = starts.iter().copied().filter(|other| *other > start).min().unwrap_or(text.len());
                let (own, x, y) = (part(position.x_advance), part(position.x_offset), part(position.y_offset));
                let is_figure = text[start..].starts_with(|letter: char| letter.is_ascii_digit());
                let (advance, x) = if is_figure { (figure, x + (figure - own) / 2.0) } else { (own, x) };
                KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, x, y, 0.0, start..end, None)
            })
            .collect();
        Run { width: glyphs.iter().map(|glyph| glyph.x_advance).sum(), glyphs }
    }

    /// Whether it has a letter.
    pub fn has(&self, letter: char) -> bool {
        self.shaper.glyph_index(letter).is_some()
    }

    /// Sets a text whose letters are all in one script and run one way, from left to right, with so much between them.
    pub fn shape(&self, text: &str, direction: Direction, spacing: f32) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let part = |units: i32| part_of_em(&self.font, units);
        let glyph = |(info, position): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| {
            let start = info.cluster as usize;
            let end = starts.iter().copied().filter(|other| *other > start).min().unwrap_or(text.len());
            let (x, y) = (part(position.x_offset), part(position.y_offset));
            let advance = part(position.x_advance) + if position.x_advance > 0 { spacing } else { 0.0 };
            KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, x, y, 0.0, start..end, None)
        };
        shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect()
    }

    /// Draws the outline of a glyph, in units of the font, with `y` pointing up.
    pub fn outline(&self, glyph: OutlineId, pen: &mut impl OutlineBuilder) {
        self.shaper.outline_glyph(glyph, pen);
    }

    /// The width that every figure gets, in units of the font.
    fn widest_figure(&self) -> i32 {
        let width = |figure| self.shaper.glyph_hor_advance(self.shaper.glyph_index(figure)?).map(i32::from);
        ('0'..='9').filter_map(width).max().unwrap_or_default()
    }

    /// Breaks a text into lines of at most `width`, at spaces, and within words that are wider alone.
    pub fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let fits = |line: &str| self.set(line).width * size <= width;
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let Some(line) = lines.last_mut() else { continue };
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                *line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(String::new());
            }
            for letter in word.chars() {
                let Some(line) = lines.last_mut() else { continue };
                line.push(letter);
                if !fits(line) && line.chars().count() > 1 {
                    line.pop();
                    lines.push(String::from(letter));
                }
            }
        }
        lines
    }
}

fn part_of_em(font: &Font, units: i32) -> f32 {
    f32::from(i16::try_from(units).unwrap_or_default()) / font.units_per_em()
}
