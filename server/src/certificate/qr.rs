//! The code that a telephone's camera reads.

use qrcode::{Color, EcLevel, QrCode};

/// The dark squares of a code and how many squares it has in a row, without the margin around it. Nothing fits that is longer than
/// two thousand letters.
pub struct Squares {
    /// How many squares are in a row.
    pub width: u16,
    /// Dark squares side by side: column, row, and how many.
    pub dark: Vec<(u16, u16, u16)>,
}

/// Writes a text as a code that is still read when a seventh of it is covered.
pub fn squares(text: &str) -> Option<Squares> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = u16::try_from(code.width()).ok()?;
    let mut dark: Vec<(u16, u16, u16)> = Vec::new();
    let positions = (0..width).flat_map(|row| (0..width).map(move |column| (column, row)));
    for ((column, row), color) in positions.zip(code.to_colors()) {
        match (color, dark.last_mut()) {
            (Color::Light, _) => {}
            (Color::Dark, Some((from, in_row, count))) if *in_row == row && *from + *count == column => *count += 1,
            (Color::Dark, _) => dark.push((column, row, 1)),
        }
    }
    Some(Squares { width, dark })
}
