//! When a student who asked for it is reminded of a course that rests.

use chrono::TimeDelta;

/// A course rests that was not looked at for so long.
pub const RESTS: TimeDelta = TimeDelta::days(14);
/// Between two reminders.
pub const APART: TimeDelta = TimeDelta::days(30);
/// Between two looks at a student for whom there was nothing to go on with.
pub const LOOKS_APART: TimeDelta = TimeDelta::days(1);
