//! Where everything on a certificate stands. Places are measured in points from the top left of a lying A4.

use super::typesetting::{Chain, Fonts, Line, fit, set};
use super::{Paper, qr, rosette};
use app::components::text::date;

/// The width of a lying A4 in points.
pub const WIDTH: f32 = 841.89;
/// Its height.
pub const HEIGHT: f32 = 595.28;

const CENTRE: f32 = WIDTH / 2.0;
/// The frame's distance from the edge.
const FRAME: f32 = 32.0;
/// How wide names and titles may be.
const MEASURE: f32 = 620.0;
/// Where the columns at the foot stand.
const LEFT: f32 = 176.0;
const RIGHT: f32 = WIDTH - 142.0;
/// The base line of what stands at the foot.
const FOOT: f32 = 478.0;
/// How wide a column at the foot may be.
const COLUMN: f32 = 196.0;
/// The side of the code.
const CODE: f32 = 86.0;

/// A colour of certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Names and titles.
    Text,
    /// What leads to them.
    Muted,
    /// The site's own colour.
    Accent,
    /// Rules.
    Line,
    /// The ornament in the ground.
    Ground,
}

impl Ink {
    /// Its red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [0x22, 0x1e, 0x19],
            Self::Muted => [0x66, 0x5e, 0x55],
            Self::Accent => [0x00, 0x56, 0x45],
            Self::Line => [0xb9, 0xae, 0x9e],
            Self::Ground => [0xf0, 0xeb, 0xe2],
        }
    }
}

/// Something on a certificate.
pub enum Mark {
    /// A line of text with its base line at `y`, beginning at `x`.
    Text {
        /// The text.
        line: Line,
        /// Where it begins.
        x: f32,
        /// Its base line.
        y: f32,
        /// Its size.
        size: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle: left, top, width, height.
    Area([f32; 4], Ink),
    /// A closed curve through points, as a line so thick.
    Curve(Vec<(f32, f32)>, f32, Ink),
}

/// A certificate, laid out.
pub struct Picture {
    /// What it is, in words.
    pub title: String,
    /// What is on it, from the ground up.
    pub marks: Vec<Mark>,
}

/// Lays a certificate out.
pub fn lay_out(paper: &Paper, fonts: &Fonts) -> Picture {
    let mut picture = Picture { title: format!("Certificate of {} for {}", paper.name, paper.course_title), marks: Vec::new() };
    picture.ground();
    picture.centred(set("CERTIFICATE OF COMPLETION", &fonts.label, 0.22), 10.5, 112.0, Ink::Accent);
    picture.area([CENTRE - 14.0, 128.0, 28.0, 0.8], Ink::Accent);
    picture.centred(set("This certifies that", &fonts.display, 0.0), 16.0, 172.0, Ink::Muted);
    let below = picture.block(&paper.name, &fonts.display, (46.0, 2), 226.0, Ink::Text);
    picture.centred(set("has completed the course", &fonts.display, 0.0), 16.0, below + 42.0, Ink::Muted);
    picture.block(&paper.course_title, &fonts.display, (28.0, 3), below + 80.0, Ink::Text);
    picture.column(&date(paper.completed_at), "Completed", LEFT, fonts);
    picture.column(&paper.creator, "Taught by", CENTRE, fonts);
    match &paper.proof {
        Some((address, code)) => picture.proof(address, code, fonts),
        None => picture.draft(fonts),
    }
    picture
}

impl Picture {
    fn ground(&mut self) {
        for curve in rosette::curves((CENTRE, 276.0), 236.0) {
            self.marks.push(Mark::Curve(curve, 0.5, Ink::Ground));
        }
        for (inset, thickness, ink) in [(FRAME, 1.1, Ink::Accent), (FRAME + 5.0, 0.45, Ink::Line)] {
            let (right, bottom) = (WIDTH - inset, HEIGHT - inset);
            self.marks.push(Mark::Curve(vec![(inset, inset), (right, inset), (right, bottom), (inset, bottom)], thickness, ink));
        }
    }

    fn area(&mut self, area: [f32; 4], ink: Ink) {
        self.marks.push(Mark::Area(area, ink));
    }

    fn centred(&mut self, line: Line, size: f32, y: f32, ink: Ink) {
        self.around(CENTRE, line, size, y, ink);
    }

    fn around(&mut self, centre: f32, line: Line, size: f32, y: f32, ink: Ink) {
        let x = centre - line.width * size / 2.0;
        self.marks.push(Mark::Text { line, x, y, size, ink });
    }

    /// A name or a title, centred, from a first base line on: in the size and the lines that it may have. Gives its last base line.
    fn block(&mut self, text: &str, chain: &Chain, (size, lines): (f32, usize), y: f32, ink: Ink) -> f32 {
        let (lines, fitted) = fit(text, chain, MEASURE, size, lines);
        let leading = fitted * 1.14;
        let mut base = if lines.len() > 1 { y - (size - fitted) * 0.6 } else { y };
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            self.centred(line, fitted, base, ink);
            if index + 1 < count {
                base += leading;
            }
        }
        base
    }

    /// A value over a rule over its label.
    fn column(&mut self, value: &str, label: &str, centre: f32, fonts: &Fonts) {
        let (lines, size) = fit(value, &fonts.display, COLUMN, 17.0, 2);
        let rows = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let up = u8::try_from(rows - index - 1).unwrap_or_default();
            self.around(centre, line, size, FOOT - f32::from(up) * size * 1.1, Ink::Text);
        }
        self.area([centre - COLUMN / 2.0, FOOT + 9.0, COLUMN, 0.5], Ink::Line);
        self.around(centre, set(label, &fonts.small, 0.0), 8.5, FOOT + 24.0, Ink::Muted);
    }

    /// The code for cameras, the code for people, and where it leads.
    fn proof(&mut self, address: &str, code: &str, fonts: &Fonts) {
        if let Some(squares) = qr::squares(address) {
            let side = CODE / f32::from(squares.width);
            let (left, top) = (RIGHT - CODE / 2.0, FOOT + 9.0 - CODE);
            for (column, row, count) in squares.dark {
                let place = [left + f32::from(column) * side, top + f32::from(row) * side, f32::from(count) * side, side];
                self.area(place, Ink::Text);
            }
        }
        self.around(RIGHT, set(code, &fonts.label, 0.02), 7.5, FOOT + 24.0, Ink::Text);
        let (lines, size) = fit(&format!("Anyone can check this certificate at {address}"), &fonts.small, MEASURE, 8.0, 1);
        for line in lines {
            self.centred(line, size, HEIGHT - FRAME - 22.0, Ink::Muted);
        }
    }

    fn draft(&mut self, fonts: &Fonts) {
        let (left, top) = (RIGHT - CODE / 2.0, FOOT + 9.0 - CODE);
        let (right, bottom) = (left + CODE, top + CODE);
        self.marks.push(Mark::Curve(vec![(left, top), (right, top), (right, bottom), (left, bottom)], 0.6, Ink::Line));
        self.around(RIGHT, set("DRAFT", &fonts.label, 0.2), 11.0, top + CODE / 2.0 + 4.0, Ink::Accent);
        let words = "A preview: with the code that anyone can check, it becomes a certificate.";
        self.centred(set(words, &fonts.small, 0.0), 8.0, HEIGHT - FRAME - 22.0, Ink::Muted);
    }
}
