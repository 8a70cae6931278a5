//! A certificate as PDF, with its fonts in the file.

use super::layout::{HEIGHT, Ink, Mark, Picture, WIDTH};
use super::typesetting::{Line, Piece};
use krilla::Document;
use krilla::color::rgb;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};

/// Writes the file. Its texts are tagged as paragraphs, from the top down; everything else is decoration.
pub fn render(picture: &Picture, author: &str) -> Result<Vec<u8>, KrillaError> {
    let mut document = Document::new();
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default());
    let mut surface = page.surface();
    for mark in &picture.marks {
        draw(mark, &mut surface, &mut tree);
    }
    surface.finish();
    page.finish();
    let metadata = Metadata::new().title(picture.title.clone()).authors(vec![author.to_owned()]).language("en".to_owned());
    document.set_metadata(metadata);
    document.set_tag_tree(tree);
    document.finish()
}

fn draw(mark: &Mark, surface: &mut Surface<'_>, tree: &mut TagTree) {
    match mark {
        Mark::Text { line, x, y, size, ink } if line.whole => write(line, (*x, *y), (*size, *ink), surface, tree),
        Mark::Text { .. } => {}
        Mark::Area([x, y, width, height], ink) => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: paint(*ink).into(), ..Fill::default() }));
            decorate(path.finish(), surface);
        }
        Mark::Curve(points, thickness, ink) => {
            let mut path = PathBuilder::new();
            for (index, (x, y)) in points.iter().enumerate() {
                if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
            path.close();
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint: paint(*ink).into(), width: *thickness, ..Stroke::default() }));
            decorate(path.finish(), surface);
        }
    }
}

fn write(line: &Line, (mut x, y): (f32, f32), (size, ink): (f32, Ink), surface: &mut Surface<'_>, tree: &mut TagTree) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: paint(ink).into(), ..Fill::default() }));
    let mut written = Vec::new();
    for Piece { face, text, glyphs } in &line.pieces {
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        surface.draw_glyphs(Point::from_xy(x, y), glyphs, face.font.clone(), text, size, false);
        surface.end_tagged();
        written.push(Node::Leaf(id));
        x += glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size;
    }
    tree.push(Node::Group(TagGroup::with_children(Tag::P, written)));
}

fn decorate(path: Option<Path>, surface: &mut Surface<'_>) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
    surface.end_tagged();
}

fn paint(ink: Ink) -> rgb::Color {
    let [red, green, blue] = ink.rgb();
    rgb::Color::new(red, green, blue)
}
