//! Once a day, what its time is over for is forgotten. The README lists the periods; here is where they are set.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::repo::retention::{forget, old};
use chrono::TimeDelta;

/// The round's name, under which one replica has it.
const ROUND: &str = "retention";
/// Between two rounds.
const EVERY: TimeDelta = TimeDelta::days(1);

/// A period after which something is forgotten.
type Period = (&'static str, TimeDelta, &'static [&'static str]);

/// What is forgotten, and after how long.
pub const PERIODS: [Period; 15] = [
    ("sign-in links", TimeDelta::days(7), old::LINKS),
    ("sessions", TimeDelta::days(30), old::SESSIONS),
    ("authenticators that were begun", TimeDelta::days(1), old::AUTHENTICATORS),
    ("quotes without an order", TimeDelta::days(7), old::QUOTES),
    ("tables of people", TimeDelta::days(1), old::IMPORTS),
    ("names of removed payment methods", TimeDelta::days(30), old::METHODS),
    ("events of providers", TimeDelta::days(90), old::EVENT_BODIES),
    ("words of mails", TimeDelta::days(90), old::MAIL_BODIES),
    ("places in line", TimeDelta::days(90), old::PLACES_IN_LINE),
    ("corrected addresses", TimeDelta::days(90), old::CORRECTIONS),
    ("reminders", TimeDelta::days(90), old::REMINDERS),
    ("recipients of mails", TimeDelta::days(2 * 365), old::MAIL_RECIPIENTS),
    ("former addresses", TimeDelta::days(2 * 365), old::FORMER_ADDRESSES),
    ("details of the log", TimeDelta::days(2 * 365), old::LOG_DETAILS),
    ("circumstances of consents", TimeDelta::days(3 * 365), old::CONSENT_CIRCUMSTANCES),
];

/// Makes the round of the day, unless it is made.
pub async fn sweep(core: &Core) -> Result<()> {
    let now = core.now();
    if repo::truth::lease(core.db.write(), ROUND, core.new_id(), now, now + EVERY).await?.is_none() {
        return Ok(());
    }
    for (what, period, statements) in PERIODS {
        let rows = forget(core.db.write(), statements, now - period).await?;
        if rows > 0 {
            tracing::info!(what, rows, "forgotten, its time was over");
        }
    }
    Ok(())
}
