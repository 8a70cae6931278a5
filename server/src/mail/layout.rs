//! One look for all mails: tables and inline styles, because that is what holds in every mail client.

use super::Letter;
use askama::Template;

/// A part of a mail.
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

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    subject: &'a str,
    blocks: &'a [Block],
}

/// Writes a mail. Control characters leave the subject, so that it stays one header line.
pub fn render(subject: &str, blocks: &[Block]) -> Letter {
    let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = blocks.iter().map(Block::plain).collect::<Vec<_>>().join("\n\n");
    let html = Page { subject: &subject, blocks }.render().unwrap_or_else(|_| String::new());
    Letter { subject, text, html }
}
