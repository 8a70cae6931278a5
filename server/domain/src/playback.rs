//! Where a student is in a video, kept across devices: what a report of the player may change.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A video has so many parts of equal length; a part is watched or not. Sixty fit into one signed 64-bit column.
const PARTS: u32 = 60;
/// So much of a video, in per cent of its parts, makes its lesson complete.
pub const COMPLETE_PERCENT: u32 = 90;
/// No video is longer, in seconds.
pub const LONGEST_S: u32 = 24 * 60 * 60;
/// A place so near to the start is the start, in seconds.
const NEAR_START_S: u32 = 3;
/// Who stopped so near to the end has seen it, in seconds.
const NEAR_END_S: u32 = 8;

/// Which parts of a video were played. Joining two is the same in any order and any number of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Parts(i64);

impl Parts {
    const ALL: i64 = (1 << PARTS) - 1;

    /// From a column or a report. Bits that stand for no part are dropped.
    pub fn from_bits(bits: i64) -> Self {
        Self(bits & Self::ALL)
    }

    /// For a column or a report.
    pub fn bits(self) -> i64 {
        self.0
    }

    /// The parts that lie between two moments of a video, in milliseconds. A part that is touched counts.
    pub fn between(from_ms: u64, to_ms: u64, duration_ms: u64) -> Self {
        let part = |ms: u64| (ms.min(duration_ms.saturating_sub(1)) * u64::from(PARTS)).checked_div(duration_ms).unwrap_or_default();
        if duration_ms == 0 || from_ms > to_ms {
            return Self::default();
        }
        Self((part(from_ms)..=part(to_ms)).fold(0, |bits, part| bits | 1 << part))
    }

    /// Both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How much of the video, in whole per cent.
    pub fn percent(self) -> u32 {
        self.0.count_ones() * 100 / PARTS
    }

    /// Whether enough was played for the lesson to be complete.
    pub fn is_watched(self) -> bool {
        self.percent() >= COMPLETE_PERCENT
    }
}

/// What a player tells. It says where it was when it was made, which may be long before it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The number of the video. A lesson may be given another one.
    pub video: u64,
    /// Where in the video, in seconds.
    pub at_s: u32,
    /// The furthest second that was played.
    pub furthest_s: u32,
    /// The length of the video, in seconds.
    pub duration_s: u32,
    /// What was played.
    pub parts: Parts,
    /// The student went to the start on purpose. Players also tell of second 0 when they load, stall or fail.
    pub rewound: bool,
    /// One life of the player on one page.
    pub session: Uuid,
    /// Counts the reports of the session.
    pub number: u32,
    /// When it was made.
    pub recorded_at: DateTime<Utc>,
}

impl Report {
    /// The report within the bounds of its video. A video without a length, or of more than a day, is none.
    pub fn within_bounds(self) -> Option<Self> {
        let sound = (1..=LONGEST_S).contains(&self.duration_s);
        sound.then(|| Self { at_s: self.at_s.min(self.duration_s), furthest_s: self.furthest_s.min(self.duration_s), ..self })
    }
}

/// What is kept of a student and a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playback {
    /// The number of the video.
    pub video: u64,
    /// Where to resume, in seconds.
    pub at_s: u32,
    /// The furthest second that was played. It only grows, and never beyond the end.
    pub furthest_s: u32,
    /// The length of the video, in seconds.
    pub duration_s: u32,
    /// What was played, ever.
    pub parts: Parts,
    /// The session of the report that set the place.
    pub session: Uuid,
    /// Its number.
    pub number: u32,
    /// When it was made.
    pub recorded_at: DateTime<Utc>,
}

impl Playback {
    /// After the first report, which must be within bounds.
    pub fn first(report: Report) -> Self {
        let Report { video, at_s, furthest_s, duration_s, parts, session, number, recorded_at, .. } = report;
        Self { video, at_s, furthest_s, duration_s, parts, session, number, recorded_at }
    }

    /// After one more report, which must be within bounds and of the lesson's present video: another one begins afresh. What was
    /// played is always joined. The place moves only with a report that is newer than the one that set it: by its number within a
    /// session, by its time between two.
    #[must_use]
    pub fn after(self, report: Report) -> Self {
        if self.video != report.video {
            return Self::first(report);
        }
        let furthest_s = self.furthest_s.max(report.furthest_s);
        let parts = self.parts.join(report.parts);
        if !self.is_older_than(report) {
            return Self { furthest_s: furthest_s.min(self.duration_s), parts, ..self };
        }
        let at_s = if report.at_s == 0 && !report.rewound { self.at_s } else { report.at_s };
        Self { at_s: at_s.min(report.duration_s), furthest_s: furthest_s.min(report.duration_s), parts, ..Self::first(report) }
    }

    fn is_older_than(self, report: Report) -> bool {
        if self.session == report.session { report.number > self.number } else { report.recorded_at >= self.recorded_at }
    }
}

/// Where a player begins, in seconds: where the student stopped, or at the start for who has just begun or has seen the end.
pub fn resume_at(at_s: u32, duration_s: u32) -> u32 {
    if at_s < NEAR_START_S || at_s + NEAR_END_S >= duration_s { 0 } else { at_s }
}

#[cfg(test)]
#[path = "playback_tests.rs"]
mod tests;
