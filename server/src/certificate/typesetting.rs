//! Text as glyphs, in scripts that run either way. What the first font does not have comes from the next.

use crate::pdf::face::Face;
use krilla::text::KrillaGlyph;
use rustybuzz::Direction;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_bidi::BidiInfo;

static GARAMOND: &[u8] = include_bytes!("../../assets/fonts/EBGaramond-Regular.otf");
static ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");
static HEBREW: &[u8] = include_bytes!("../../assets/fonts/NotoSerifHebrew-Regular.ttf");

static DISPLAY: LazyLock<Option<[Face; 3]>> = LazyLock::new(|| Some([Face::of(GARAMOND)?, Face::of(ARABIC)?, Face::of(HEBREW)?]));

/// A font and those that stand in for what it does not have.
pub type Chain = Vec<&'static Face>;

/// The fonts of a certificate.
pub struct Fonts {
    /// For names and titles.
    pub display: Chain,
    /// For small print.
    pub small: Chain,
    /// For labels.
    pub label: Chain,
}

impl Fonts {
    /// The fonts, read once.
    pub fn get() -> Option<&'static Self> {
        static FONTS: LazyLock<Option<Fonts>> = LazyLock::new(|| {
            let inter = crate::pdf::face::faces()?;
            let display: Chain = DISPLAY.as_ref()?.iter().collect();
            let before = |first: &'static Face| -> Chain { [first].into_iter().chain(display.iter().copied()).collect() };
            Some(Fonts { small: before(&inter.regular), label: before(&inter.semi_bold), display: display.clone() })
        });
        FONTS.as_ref()
    }
}

/// A part of a line in one font.
pub struct Piece {
    /// The font.
    pub face: &'static Face,
    /// The text.
    pub text: String,
    /// Its glyphs from left to right, in parts of the font size.
    pub glyphs: Vec<KrillaGlyph>,
}

/// A line of text as glyphs.
pub struct Line {
    /// The text.
    pub text: String,
    /// Its parts, from left to right.
    pub pieces: Vec<Piece>,
    /// Its width, in parts of the font size.
    pub width: f32,
    /// Whether the fonts have every letter.
    pub whole: bool,
}

/// Sets a text in one line, with so much between letters, in parts of the font size.
pub fn set(text: &str, chain: &[&'static Face], spacing: f32) -> Line {
    let mut line = Line { text: text.to_owned(), pieces: Vec::new(), width: 0.0, whole: true };
    let bidi = BidiInfo::new(text, None);
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let from_right = levels[run.start].is_rtl();
            let mut parts = parts(text, run, chain);
            if from_right {
                parts.reverse();
            }
            for (range, face) in parts {
                line.whole &= face.is_some();
                let face = face.unwrap_or(chain[0]);
                let direction = if from_right { Direction::RightToLeft } else { Direction::LeftToRight };
                let text = text[range].to_owned();
                let glyphs = face.shape(&text, direction, spacing);
                line.width += glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>();
                line.pieces.push(Piece { face, text, glyphs });
            }
        }
    }
    line
}

/// The parts of a run that are in one font each, in the order in which they are read; without a font where no font has a letter.
fn parts(text: &str, run: Range<usize>, chain: &[&'static Face]) -> Vec<(Range<usize>, Option<&'static Face>)> {
    let mut parts: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    for (at, letter) in text[run.clone()].char_indices() {
        let (from, until) = (run.start + at, run.start + at + letter.len_utf8());
        let own = chain.iter().position(|face| face.has(letter));
        match parts.last_mut() {
            // Spaces and signs without a shape stay with what is before them.
            Some((range, font)) if *font == own || letter.is_whitespace() || is_unseen(letter) => range.end = until,
            _ => parts.push((from..until, if is_unseen(letter) { Some(0) } else { own })),
        }
    }
    parts.into_iter().map(|(range, font)| (range, font.map(|font| chain[font]))).collect()
}

/// Signs that tell letters how to join, and have no shape themselves.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Sets a text in at most so many lines of at most `width`, as large as fits and no larger than `size`. More lines are taken only
/// where the text would get smaller than seven tenths of that otherwise.
pub fn fit(text: &str, chain: &[&'static Face], width: f32, size: f32, most: usize) -> (Vec<Line>, f32) {
    let mut best: Option<(Vec<Line>, f32)> = None;
    for count in 1..=most {
        let lines: Vec<Line> = balanced(text, chain, count).iter().map(|line| set(line, chain, 0.0)).collect();
        let widest = lines.iter().map(|line| line.width).fold(0.01, f32::max);
        let fits = size.min(width / widest);
        if best.as_ref().is_none_or(|(_, before)| fits > *before) {
            best = Some((lines, fits));
        }
        if best.as_ref().is_some_and(|(_, found)| *found >= size * 0.7) {
            break;
        }
    }
    best.unwrap_or_default()
}

/// Breaks a text at spaces into at most so many lines that are as equally long as can be.
fn balanced(text: &str, chain: &[&'static Face], count: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let widths: Vec<f32> = words.iter().map(|word| set(word, chain, 0.0).width + 0.25).collect();
    let (mut low, mut high) = (widths.iter().copied().fold(0.0, f32::max), widths.iter().sum::<f32>() + 0.01);
    for _ in 0..24 {
        let middle = f32::midpoint(low, high);
        if broken(&words, &widths, middle).len() <= count { high = middle } else { low = middle }
    }
    broken(&words, &widths, high)
}

fn broken(words: &[&str], widths: &[f32], limit: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for (word, width) in words.iter().zip(widths) {
        match lines.last_mut() {
            Some(line) if used + width <= limit => {
                line.push(' ');
                line.push_str(word);
                used += width;
            }
            _ => {
                lines.push((*word).to_owned());
                used = *width;
            }
        }
    }
    lines
}
