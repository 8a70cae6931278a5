//! The kinds of mail that people may do without. What belongs to a purchase or to signing in is none of them: it always goes out.

use serde::{Deserialize, Serialize};

/// A kind of mail that its recipient chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MailTopic {
    /// Somebody answered a question, or wrote below it.
    Questions,
    /// Lessons were added to the course.
    NewLessons,
    /// The course has rested for a while.
    Stalled,
    /// The course is complete.
    Completed,
}

impl MailTopic {
    /// Every topic, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Questions, Self::NewLessons, Self::Completed, Self::Stalled];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::NewLessons => "new_lessons",
            Self::Stalled => "stalled",
            Self::Completed => "completed",
        }
    }

    /// Finds a topic by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    /// Whether it goes to people who chose nothing. Nobody is urged to go on unasked.
    pub fn wanted_by_default(self) -> bool {
        self != Self::Stalled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_topics() {
        for topic in MailTopic::ALL {
            assert_eq!(MailTopic::from_name(topic.name()), Some(topic));
        }
        assert_eq!(MailTopic::from_name("receipts"), None);
    }

    #[test]
    fn only_what_urges_has_to_be_asked_for() {
        assert!(MailTopic::ALL.into_iter().all(|topic| topic.wanted_by_default() == (topic != MailTopic::Stalled)));
    }
}
