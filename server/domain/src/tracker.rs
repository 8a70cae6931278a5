//! What a page makes of the events of its player: where the student is, what was played, and when to say so.

use crate::playback::Parts;

/// How often the place is saved while a video plays, in milliseconds.
const EVERY_MS: u64 = 5_000;
/// Two moments of a playing video that lie further apart were not both played, in milliseconds of the video. Players tell of the
/// time four times a second, at double speed or slower; a tab in the background only once a second.
const STEP_MS: u64 = 4_000;
/// So near to the start is the start, in milliseconds.
const START_MS: u64 = 1_000;

/// One life of a player on one page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tracker {
    at_ms: u64,
    furthest_ms: u64,
    duration_ms: u64,
    parts: Parts,
    playing: bool,
    rewound: bool,
    changed: bool,
    saved_ms: u64,
    number: u32,
}

/// What is to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Where, in seconds.
    pub at_s: u32,
    /// The furthest second played.
    pub furthest_s: u32,
    /// The length, in seconds, rounded up.
    pub duration_s: u32,
    /// What was played.
    pub parts: Parts,
    /// The student went to the start on purpose.
    pub rewound: bool,
    /// Counts the snapshots from 1.
    pub number: u32,
}

impl Tracker {
    /// The player is there, stands where the student stopped, and what it tells from now on is true.
    pub fn begin(&mut self, at_ms: u64, duration_ms: u64) {
        (self.at_ms, self.duration_ms) = (at_ms, duration_ms);
    }

    /// Whether [`Tracker::begin`] has happened: nothing counts before.
    fn is_ready(&self) -> bool {
        self.duration_ms > 0
    }

    /// The player tells the time.
    pub fn time(&mut self, at_ms: u64) {
        if !self.is_ready() || (at_ms < START_MS && self.at_ms >= STEP_MS) {
            return;
        }
        if self.playing && at_ms > self.at_ms && at_ms - self.at_ms <= STEP_MS {
            self.parts = self.parts.join(Parts::between(self.at_ms, at_ms, self.duration_ms));
            self.furthest_ms = self.furthest_ms.max(at_ms);
        }
        self.changed |= self.at_ms / 1000 != at_ms / 1000;
        self.at_ms = at_ms;
    }

    /// The video plays.
    pub fn play(&mut self) {
        self.playing = self.is_ready();
    }

    /// The video stands still.
    pub fn pause(&mut self) {
        self.playing = false;
    }

    /// The student moved to another place.
    pub fn seek(&mut self, at_ms: u64) {
        if self.is_ready() {
            self.rewound = at_ms < START_MS;
            (self.at_ms, self.changed) = (at_ms, true);
        }
    }

    /// The video is over.
    pub fn end(&mut self) {
        self.time(self.duration_ms);
        self.playing = false;
    }

    /// Whether it is time to save: five seconds after the last time, if anything changed. `clock_ms` is any clock that runs.
    pub fn is_due(&self, clock_ms: u64) -> bool {
        self.changed && clock_ms.saturating_sub(self.saved_ms) >= EVERY_MS
    }

    /// What to save now; nothing if nothing changed.
    pub fn take(&mut self, clock_ms: u64) -> Option<Snapshot> {
        if !self.changed {
            return None;
        }
        (self.changed, self.saved_ms, self.number) = (false, clock_ms, self.number + 1);
        let rewound = std::mem::take(&mut self.rewound);
        let seconds = |ms: u64| u32::try_from(ms / 1000).unwrap_or(u32::MAX);
        Some(Snapshot {
            at_s: seconds(self.at_ms),
            furthest_s: seconds(self.furthest_ms),
            duration_s: seconds(self.duration_ms + 999),
            parts: self.parts,
            rewound,
            number: self.number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn playing(at_ms: u64) -> Tracker {
        let mut tracker = Tracker::default();
        tracker.begin(at_ms, 120_000);
        tracker.play();
        tracker
    }

    /// Plays on, as a player tells of it.
    fn watch(tracker: &mut Tracker, from_ms: u64, to_ms: u64) {
        (from_ms..=to_ms).step_by(250).for_each(|at_ms| tracker.time(at_ms));
    }

    #[test]
    fn what_is_played_is_watched_and_saved_every_five_seconds() {
        let mut tracker = playing(0);
        watch(&mut tracker, 0, 48_000);
        assert!(tracker.is_due(5_000) && !tracker.is_due(4_999));
        let snapshot = tracker.take(5_000).expect("something to save");
        assert_eq!((snapshot.at_s, snapshot.furthest_s, snapshot.duration_s, snapshot.number), (48, 48, 120, 1));
        assert_eq!(snapshot.parts.percent(), 41);
        assert!(!tracker.is_due(100_000) && tracker.take(6_000).is_none());
    }

    #[test]
    fn before_the_player_is_ready_nothing_counts() {
        let mut tracker = Tracker::default();
        tracker.play();
        tracker.time(30_000);
        tracker.seek(30_000);
        assert_eq!(tracker.take(9_000), None);
    }

    #[test]
    fn a_zero_out_of_nothing_is_not_a_place() {
        let mut tracker = playing(48_000);
        tracker.time(0);
        assert_eq!(tracker.take(9_000), None);
    }

    #[test]
    fn going_to_the_start_on_purpose_is_said() {
        let mut tracker = playing(48_000);
        tracker.seek(0);
        let snapshot = tracker.take(9_000).expect("a move");
        assert!(snapshot.at_s == 0 && snapshot.rewound);
        watch(&mut tracker, 0, 2_000);
        assert!(!tracker.take(19_000).expect("on again").rewound);
    }

    #[test]
    fn a_jump_is_a_place_and_not_watched() {
        let mut tracker = playing(0);
        tracker.seek(110_000);
        watch(&mut tracker, 110_000, 112_000);
        let snapshot = tracker.take(9_000).expect("a move");
        assert_eq!((snapshot.at_s, snapshot.furthest_s), (112, 112));
        assert!(snapshot.parts.percent() < 5);
    }

    #[test]
    fn the_end_is_the_last_second() {
        let mut tracker = playing(100_000);
        watch(&mut tracker, 100_000, 119_000);
        tracker.end();
        assert_eq!(tracker.take(9_000).map(|snapshot| (snapshot.at_s, snapshot.furthest_s)), Some((120, 120)));
    }

    proptest! {
        #[test]
        fn watching_all_of_it_at_any_speed_is_complete(step in 200_u64..2_000, duration in 20_000_u64..2_000_000) {
            let mut tracker = Tracker::default();
            tracker.begin(0, duration);
            tracker.play();
            let mut at = 0;
            while at < duration {
                tracker.time(at);
                at += step;
            }
            tracker.end();
            prop_assert!(tracker.take(0).is_some_and(|snapshot| snapshot.parts.is_watched()));
        }
    }
}
