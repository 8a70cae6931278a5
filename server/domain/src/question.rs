//! Questions about lessons: what may be written, and who may still change it.

mod text;

pub use text::{Flaw, MAX_TEXT, MAX_TITLE, answer_text, details_text, moment, shown_name, title, words};

use crate::ids::{AnswerId, QuestionId};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};
use std::str::FromStr;
use uuid::Uuid;

/// A student may change what was written for so long.
pub const EDITABLE_FOR: TimeDelta = TimeDelta::hours(24);
/// Whether somebody may still change what they wrote.
pub fn is_editable(written_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < written_at + EDITABLE_FOR
}

/// Something that a person wrote below a lesson: `question/{id}` or `answer/{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Post {
    /// A question.
    Question(QuestionId),
    /// An answer.
    Answer(AnswerId),
}

impl Display for Post {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Question(id) => write!(f, "question/{id}"),
            Self::Answer(id) => write!(f, "answer/{id}"),
        }
    }
}

/// A text that names no post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no post")]
pub struct NoPost;

impl FromStr for Post {
    type Err = NoPost;

    fn from_str(text: &str) -> Result<Self, NoPost> {
        let (kind, id) = text.split_once('/').ok_or(NoPost)?;
        let id: Uuid = id.parse().map_err(|_| NoPost)?;
        match kind {
            "question" => Ok(Self::Question(QuestionId(id))),
            "answer" => Ok(Self::Answer(AnswerId(id))),
            _ => Err(NoPost),
        }
    }
}

/// Why somebody reports a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReportReason {
    /// It advertises.
    Spam,
    /// It hurts somebody.
    Unkind,
    /// It tells what is private.
    Private,
    /// It has nothing to do with the course.
    OffTopic,
}

impl ReportReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Spam, Self::Unkind, Self::Private, Self::OffTopic];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Unkind => "unkind",
            Self::Private => "private",
            Self::OffTopic => "off_topic",
        }
    }

    /// Finds a reason by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_read_as_it_is_written() {
        for post in [Post::Question(QuestionId(Uuid::from_u128(7))), Post::Answer(AnswerId(Uuid::from_u128(8)))] {
            assert_eq!(post.to_string().parse(), Ok(post));
        }
        for text in ["", "question", "question/", "lesson/00000000-0000-0000-0000-000000000007", "answer/7"] {
            assert_eq!(text.parse::<Post>(), Err(NoPost), "{text}");
        }
    }

    #[test]
    fn a_post_can_be_changed_for_a_day() {
        let at = |s: i64| DateTime::UNIX_EPOCH + TimeDelta::seconds(s);
        assert!(is_editable(at(0), at(86_399)) && !is_editable(at(0), at(86_400)));
    }
}
