//! A place in a video that waits in the browser until the server has it.

use crate::ids::LessonId;
use crate::tracker::Snapshot;
use serde::{Deserialize, Serialize};

/// A place in a video, on its way to the server. Where the server is not reached, one for each lesson waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    lesson: String,
    video: u64,
    at: u32,
    furthest: u32,
    duration: u32,
    parts: i64,
    rewound: bool,
    session: String,
    number: u32,
    /// By the browser's clock, in milliseconds.
    recorded_ms: i64,
}

impl Unsent {
    /// What a player's life on a page has to say at a moment of the browser's clock, in milliseconds.
    pub fn new(lesson: LessonId, video: u64, session: String, snapshot: Snapshot, now_ms: i64) -> Self {
        let Snapshot { at_s, furthest_s, duration_s, parts, rewound, number } = snapshot;
        Self {
            lesson: lesson.to_string(),
            video,
            at: at_s,
            furthest: furthest_s,
            duration: duration_s,
            parts: parts.bits(),
            rewound,
            session,
            number,
            recorded_ms: now_ms,
        }
    }

    /// The lesson that it is about.
    pub fn lesson(&self) -> &str {
        &self.lesson
    }

    /// One report that says what this one and a later one of the same lesson say. Of two videos the later is the lesson's.
    #[must_use]
    pub fn joined_by(self, later: Self) -> Self {
        if self.video != later.video {
            return later;
        }
        Self {
            furthest: self.furthest.max(later.furthest).min(later.duration),
            parts: self.parts | later.parts,
            rewound: later.rewound || (self.rewound && later.at == 0),
            ..later
        }
    }

    /// The fields of the form that saves a position, with its age at a moment of the browser's clock, in milliseconds.
    pub fn fields(&self, now_ms: i64) -> [(&'static str, String); 10] {
        let age = u32::try_from((now_ms - self.recorded_ms).max(0)).unwrap_or(u32::MAX);
        [
            ("lesson", self.lesson.clone()),
            ("video", self.video.to_string()),
            ("at", self.at.to_string()),
            ("furthest", self.furthest.to_string()),
            ("duration", self.duration.to_string()),
            ("parts", self.parts.to_string()),
            ("rewound", u8::from(self.rewound).to_string()),
            ("session", self.session.clone()),
            ("number", self.number.to_string()),
            ("age", age.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_the_network_is_one_report_a_lesson() {
        let first = Unsent {
            lesson: "a".into(),
            video: 7,
            at: 0,
            furthest: 50,
            duration: 100,
            parts: 3,
            rewound: true,
            session: "s".into(),
            number: 1,
            recorded_ms: 1,
        };
        let later = Unsent { parts: 4, furthest: 10, rewound: false, number: 2, recorded_ms: 2, ..first.clone() };
        let joined = first.clone().joined_by(later.clone());
        assert_eq!(joined, Unsent { parts: 7, furthest: 50, rewound: true, ..later.clone() });
        let moved = Unsent { at: 20, ..later };
        assert!(!first.clone().joined_by(moved.clone()).rewound);
        let other = Unsent { video: 8, ..moved };
        assert_eq!(first.joined_by(other.clone()), other);
    }
}
