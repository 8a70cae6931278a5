//! One look for all mails: tables and inline styles, because that is what holds in every mail client.

use super::Letter;
use askama::Template;

/// A part of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A link that looks like a button.
    Button {
        /// Its words.
        label: String,
        /// Where it leads.
        url: String,
    },
    /// A link in small print.
    Link {
        /// Its words.
        label: String,
        /// Where it leads.
        url: String,
    },
    /// Rows of two columns.
    Rows(Vec<(String, String)>),
}

impl Block {
    /// A paragraph.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A link that looks like a button.
    pub fn button(label: &str, url: &str) -> Self {
        Self::Button { label: label.to_owned(), url: url.to_owned() }
    }

    /// A link in small print.
    pub fn link(label: &str, url: &str) -> Self {
        Self::Link { label: label.to_owned(), url: url.to_owned() }
    }

    fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Button { label, url } | Self::Link { label, url } => format!("{label}: {url}"),
            Self::Rows(rows) => rows.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// The small print of a mail that its recipient may do without: why it came, and how to end it.
#[derive(Clone, Copy, Debug)]
pub struct WayOut<'a> {
    /// Why it came, one sentence.
    pub why: &'a str,
    /// Where one click ends mails of this kind.
    pub unsubscribe_url: &'a str,
    /// Where all kinds can be chosen.
    pub choices_url: &'a str,
}

impl WayOut<'_> {
    fn plain(self) -> String {
        let Self { why, unsubscribe_url, choices_url } = self;
        format!("--\n{why}\nUnsubscribe: {unsubscribe_url}\nChoose your mails: {choices_url}")
    }
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    subject: &'a str,
    blocks: &'a [Block],
    way_out: Option<WayOut<'a>>,
}

/// Writes a mail. Control characters leave the subject, so that it stays one header line.
pub fn render(subject: &str, blocks: &[Block]) -> Letter {
    render_with(subject, blocks, None)
}

/// The same with the small print at its end.
pub fn render_with(subject: &str, blocks: &[Block], way_out: Option<WayOut<'_>>) -> Letter {
    let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = blocks.iter().map(Block::plain).chain(way_out.map(WayOut::plain)).collect::<Vec<_>>().join("\n\n");
    let html = Page { subject: &subject, blocks, way_out }.render().unwrap_or_else(|_| String::new());
    Letter { subject, text, html }
}
