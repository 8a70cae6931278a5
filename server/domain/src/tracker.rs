//! What a page makes of the events of its player: where the student is, what was played, and when to say so.

use crate::playback::Parts;

/// How often the place is saved while a video plays, in milliseconds.
const EVERY_MS: u64 = 5_000;
/// Two moments of a playing video that lie further apart were not both played, in milliseconds of the video. Players tell of the
/// time four times a second, at double speed or slower; a tab in the background only once a second.
const STEP_MS: u64 = 4_000;
/// So near to the start is the start, in milliseconds.
const START_MS: u64 = 1_000;

/// What the video does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Run {
    #[default]
    Still,
    Playing,
    Over,
}

/// Whether the student moves the video at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hand {
    #[default]
    Off,
    /// What was pressed may have been for something else.
    Perhaps,
    Surely,
}

/// One life of a player on one page. Where the video is and the student's place in it are two things: a player that loses its
/// place, or never found it, takes the video away and leaves the student's place where it was, until the video has caught up
/// with it or the student goes elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tracker {
    at_ms: u64,
    place_ms: u64,
    furthest_ms: u64,
    duration_ms: u64,
    parts: Parts,
    run: Run,
    hand: Hand,
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
    /// A student who stopped at a second of the video.
    pub fn at(place_s: u32) -> Self {
        Self { place_ms: u64::from(place_s) * 1000, ..Self::default() }
    }

    /// The student's place, in seconds: there a player is to begin.
    pub fn place_s(&self) -> u32 {
        seconds(self.place_ms)
    }

    /// The student's place turns out to be another one.
    pub fn lead(&mut self, place_s: u32) {
        self.place_ms = u64::from(place_s) * 1000;
    }

    /// The player is there, the video stands at a moment, and what it tells from now on is true.
    pub fn begin(&mut self, at_ms: u64, duration_ms: u64) {
        (self.at_ms, self.duration_ms) = (at_ms, duration_ms);
        self.place_ms = self.place_ms.min(duration_ms);
        (self.run, self.hand) = (Run::Still, Hand::Off);
    }

    /// Whether [`Tracker::begin`] has happened: nothing counts before.
    fn is_ready(&self) -> bool {
        self.duration_ms > 0
    }

    /// Where the video is, in seconds.
    pub fn at_s(&self) -> u32 {
        u32::try_from(self.at_ms / 1000).unwrap_or(u32::MAX)
    }

    /// The player tells the time.
    pub fn time(&mut self, at_ms: u64) {
        if !self.is_ready() {
            return;
        }
        if self.run == Run::Playing && at_ms > self.at_ms && at_ms - self.at_ms <= STEP_MS {
            self.parts = self.parts.join(Parts::between(self.at_ms, at_ms, self.duration_ms));
            self.furthest_ms = self.furthest_ms.max(at_ms);
            self.changed |= self.at_ms / 1000 != at_ms / 1000;
        }
        if self.takes_along(at_ms) {
            self.changed |= self.place_ms / 1000 != at_ms / 1000;
            self.place_ms = at_ms;
        }
        self.at_ms = at_ms;
    }

    /// Whether the student's place goes with the video to a moment: on, a step back, or wherever the student leads it.
    fn takes_along(&self, at_ms: u64) -> bool {
        let together = self.at_ms == self.place_ms && at_ms + STEP_MS >= self.place_ms;
        together || at_ms >= self.place_ms || self.is_led_to(at_ms)
    }

    /// Whether the student moves the video there. What players do by themselves when they begin leads to the start.
    fn is_led_to(&self, at_ms: u64) -> bool {
        self.hand == Hand::Surely || (self.hand == Hand::Perhaps && at_ms >= START_MS)
    }

    /// The video plays. After its end it does so from the start.
    pub fn play(&mut self) {
        if self.run == Run::Over {
            (self.at_ms, self.place_ms) = (0, 0);
        }
        if self.is_ready() {
            self.run = Run::Playing;
        }
    }

    /// The video stands still.
    pub fn pause(&mut self) {
        if self.run == Run::Playing {
            self.run = Run::Still;
        }
    }

    /// The student begins to move the video to another place; `surely` is false where the student may have pressed something else.
    pub fn grasp(&mut self, surely: bool) {
        self.hand = if surely { Hand::Surely } else { Hand::Perhaps };
    }

    /// The video was moved to another place. Without a [`Tracker::grasp`] before, nobody moved it.
    pub fn seek(&mut self, at_ms: u64) {
        if self.is_ready() && self.is_led_to(at_ms) {
            (self.at_ms, self.place_ms, self.changed) = (at_ms, at_ms, true);
            self.rewound = at_ms < START_MS;
            self.run = if self.run == Run::Over { Run::Still } else { self.run };
        } else {
            self.time(at_ms);
        }
        self.hand = Hand::Off;
    }

    /// The video is over.
    pub fn end(&mut self) {
        self.time(self.duration_ms);
        if self.is_ready() {
            self.run = Run::Over;
        }
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
        Some(Snapshot {
            at_s: self.place_s(),
            furthest_s: seconds(self.furthest_ms),
            duration_s: seconds(self.duration_ms + 999),
            parts: self.parts,
            rewound: std::mem::take(&mut self.rewound),
            number: self.number,
        })
    }
}

fn seconds(ms: u64) -> u32 {
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "tracker_tests.rs"]
mod tests;
