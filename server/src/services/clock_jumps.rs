//! A clock that was set is not time that has passed. When it leaps forward between two looks, what was held a moment ago is held
//! for its usual time from now on: no buyer loses a seat to a correction of the server's clock.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{holds, waitlist};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Mutex, PoisonError};

/// Remembers the time of the last look.
#[derive(Default)]
pub struct ClockWatch(Mutex<Option<DateTime<Utc>>>);

impl ClockWatch {
    /// The time of the look before this one, if the clock has leapt since.
    fn leapt_from(&self, now: DateTime<Utc>, longest_step: TimeDelta) -> Option<DateTime<Utc>> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.replace(now).filter(|before| now - *before > longest_step)
    }
}

/// Looks at the clock, before anything is ended by it.
pub async fn look(core: &Core, watch: &ClockWatch) -> Result<()> {
    let now = core.now();
    let longest_step = TimeDelta::from_std(core.settings.pace.clock_leap).unwrap_or(TimeDelta::MAX);
    let Some(before) = watch.leapt_from(now, longest_step) else { return Ok(()) };
    let until = now + core.settings.pace.hold;
    let kept =
        holds::renew(core.db.write(), before, now, until).await? + waitlist::renew_invites(core.db.write(), before, now, until).await?;
    tracing::warn!(leapt_s = (now - before).num_seconds(), kept, "the clock leapt; what was held a moment ago stays held");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_leap_forward_is_one() {
        let watch = ClockWatch::default();
        let at = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let leap = |minutes| watch.leapt_from(at(minutes), TimeDelta::minutes(5));
        assert_eq!((leap(0), leap(5), leap(64)), (None, None, Some(at(5))));
        assert_eq!((leap(4), leap(6)), (None, None), "back is no leap, and time goes on from there");
    }
}
