//! Certificates as pictures: pure functions from values to bytes. One layout, drawn as SVG and as PDF.

mod layout;
mod pdf;
pub mod qr;
mod rosette;
mod svg;
pub mod typesetting;

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use layout::Picture;
use typesetting::Fonts;

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Whose it is.
    pub name: String,
    /// What was completed.
    pub course_title: String,
    /// Who teaches it.
    pub creator: String,
    /// When it was completed.
    pub completed_at: DateTime<Utc>,
    /// The address where anybody can check it, and its code. A draft has none.
    pub proof: Option<(String, String)>,
}

/// Draws a certificate as SVG. Letters are drawn as shapes, so that it looks the same wherever it is opened; a line with a letter
/// that our fonts do not have is left to the fonts of the reader.
pub fn svg(paper: &Paper) -> Result<Vec<u8>> {
    svg::render(&picture(paper)?).map_err(|error| Fault::stored(format!("a certificate: {error}")))
}

/// Draws a certificate as PDF. A line with a letter that our fonts do not have stays empty.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>> {
    pdf::render(&picture(paper)?, &paper.creator).map_err(|error| Fault::stored(format!("a certificate: {error}")))
}

/// Whether our fonts have every letter of a name.
pub fn has_letters_of(name: &str) -> bool {
    Fonts::get().is_some_and(|fonts| typesetting::set(name, &fonts.display, 0.0).whole)
}

fn picture(paper: &Paper) -> Result<Picture> {
    let fonts = Fonts::get().ok_or_else(|| Fault::stored("the fonts of certificates"))?;
    Ok(layout::lay_out(paper, fonts))
}

#[cfg(test)]
mod tests;
