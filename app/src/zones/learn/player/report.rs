use crate::api::Result;
use crate::api::dto::SavedPlace;
use crate::api::learning::SavePosition;
use crate::interop;
use domain::ids::LessonId;
use domain::tracker::Snapshot;
use leptos::server_fn::ServerFn;
use serde::{Deserialize, Serialize};

/// A place in a video, on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
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

impl Report {
    /// What a player's life on a page has to say now.
    pub fn new(lesson: LessonId, video: u64, session: String, snapshot: Snapshot) -> Self {
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
            recorded_ms: interop::clock_ms(),
        }
    }

    /// The lesson.
    pub fn lesson(&self) -> &str {
        &self.lesson
    }

    /// One report that says what this one and a later one of the same lesson say. Of two videos the later is the lesson's.
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

    /// How old it is, in milliseconds.
    fn age(&self) -> u32 {
        u32::try_from((interop::clock_ms() - self.recorded_ms).max(0)).unwrap_or(u32::MAX)
    }

    /// Sends it and waits for the answer.
    pub async fn send(&self) -> Result<SavedPlace> {
        interop::post_form(SavePosition::PATH, &self.fields()).await
    }

    /// Sends it from a page that is about to go, and hears of no answer.
    pub fn send_and_go(&self) {
        interop::send_beacon(SavePosition::PATH, &self.fields());
    }

    /// What [`crate::api::learning::save_position`] takes.
    fn fields(&self) -> [(&'static str, String); 10] {
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
            ("age", self.age().to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_the_network_is_one_report_a_lesson() {
        let first = Report {
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
        let later = Report { parts: 4, furthest: 10, rewound: false, number: 2, recorded_ms: 2, ..first.clone() };
        let joined = first.clone().joined_by(later.clone());
        assert_eq!(joined, Report { parts: 7, furthest: 50, rewound: true, ..later.clone() });
        let moved = Report { at: 20, ..later };
        assert!(!first.clone().joined_by(moved.clone()).rewound);
        let other = Report { video: 8, ..moved };
        assert_eq!(first.joined_by(other.clone()), other);
    }
}
