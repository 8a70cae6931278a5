//! The clock on the wall with an offset, or standing still.

use chrono::{DateTime, TimeDelta, Utc};
use server::adapters::system::SystemClock;
use server::ports::clock::Clock;
use std::sync::Mutex;

/// A clock that tests can turn.
#[derive(Default)]
pub struct TestClock(Mutex<Mode>);

enum Mode {
    Running { offset: TimeDelta },
    Standing(DateTime<Utc>),
}

impl Default for Mode {
    fn default() -> Self {
        Self::Running { offset: TimeDelta::zero() }
    }
}

impl TestClock {
    /// Stands still at `at`.
    pub fn stand_at(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap() = Mode::Standing(at);
    }

    /// Runs on from a moment that lies `offset` ahead of the wall's.
    pub fn run_ahead(&self, offset: TimeDelta) {
        *self.0.lock().unwrap() = Mode::Running { offset };
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        match *self.0.lock().unwrap() {
            Mode::Running { offset } => SystemClock.now() + offset,
            Mode::Standing(at) => at,
        }
    }
}
