//! Sheets of A4 on which text and rules are laid out from the top, and how they become a file.

use super::face::{Face, Faces, Run};
use krilla::Document;
use krilla::color::rgb;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};

/// The width of A4 in points.
pub const WIDTH: f32 = 595.28;
/// The height of A4 in points.
pub const HEIGHT: f32 = 841.89;

/// A colour of papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Text,
    /// Labels and the foot.
    Muted,
    /// The site's own colour.
    Accent,
    /// Hair lines.
    Line,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The size in points.
    pub size: f32,
    /// Whether it stands out.
    pub bold: bool,
    /// Its colour.
    pub ink: Ink,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It begins there.
    Left,
    /// It ends there.
    Right,
}

enum Mark {
    Text { text: String, run: Run, x: f32, y: f32, style: Style },
    Rule { x: f32, y: f32, width: f32, thickness: f32, ink: Ink },
}

/// Pages with their marks. Places are measured in points from the top left.
pub struct Sheet {
    faces: &'static Faces,
    pages: Vec<Vec<Mark>>,
}

impl Sheet {
    /// One empty page.
    pub fn new(faces: &'static Faces) -> Self {
        Self { faces, pages: vec![Vec::new()] }
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Begins another page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// The font of a style.
    pub fn face(&self, style: Style) -> &'static Face {
        if style.bold { &self.faces.semi_bold } else { &self.faces.regular }
    }

    /// Puts a line of text with its base line at `y` on the last page.
    pub fn text(&mut self, text: &str, (x, y): (f32, f32), side: Side, style: Style) {
        let page = self.pages.len() - 1;
        self.text_on(page, text, (x, y), side, style);
    }

    /// Puts a line of text on a page, counting from 0.
    pub fn text_on(&mut self, page: usize, text: &str, (x, y): (f32, f32), side: Side, style: Style) {
        let run = self.face(style).set(text);
        let x = if side == Side::Right { x - run.width * style.size } else { x };
        if let Some(page) = self.pages.get_mut(page).filter(|_| !text.is_empty()) {
            page.push(Mark::Text { text: text.to_owned(), run, x, y, style });
        }
    }

    /// Puts a horizontal rule on the last page.
    pub fn rule(&mut self, (x, y): (f32, f32), width: f32, thickness: f32, ink: Ink) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark::Rule { x, y, width, thickness, ink });
        }
    }

    /// Writes the file. Every text is tagged as a paragraph, in the order in which it was put down.
    pub fn finish(self, title: String, author: &str) -> Result<Vec<u8>, KrillaError> {
        let mut document = Document::new();
        let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
        for marks in &self.pages {
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default();
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in marks {
                self.draw(mark, &mut surface, &mut tree);
            }
            surface.finish();
            page.finish();
        }
        let metadata = Metadata::new().title(title).authors(vec![author.to_owned()]).language("en".to_owned());
        document.set_metadata(metadata);
        document.set_tag_tree(tree);
        document.finish()
    }

    fn draw(&self, mark: &Mark, surface: &mut Surface<'_>, tree: &mut TagTree) {
        match mark {
            Mark::Text { text, run, x, y, style } => {
                surface.set_fill(Some(fill(style.ink)));
                let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                surface.draw_glyphs(Point::from_xy(*x, *y), &run.glyphs, self.face(*style).font.clone(), text, style.size, false);
                surface.end_tagged();
                tree.push(Node::Group(TagGroup::with_children(Tag::P, vec![Node::Leaf(id)])));
            }
            Mark::Rule { x, y, width, thickness, ink } => {
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(*x, *y, *width, *thickness) {
                    path.push_rect(rect);
                }
                surface.set_fill(Some(fill(*ink)));
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
                surface.end_tagged();
            }
        }
    }
}

fn fill(ink: Ink) -> Fill {
    let color = match ink {
        Ink::Text => rgb::Color::new(0x22, 0x1e, 0x19),
        Ink::Muted => rgb::Color::new(0x66, 0x5e, 0x55),
        Ink::Accent => rgb::Color::new(0x00, 0x56, 0x45),
        Ink::Line => rgb::Color::new(0xe2, 0xdc, 0xd3),
    };
    Fill { paint: color.into(), ..Fill::default() }
}
