//! Mails about the account itself.

use super::Letter;
use super::layout::{Block, render};
use app::components::text;
use chrono::{DateTime, Utc};

/// What became of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// There is one now, where there was none.
    Given,
    /// Another one.
    Changed,
    /// There is none any more.
    Removed,
}

/// Tells the person about a change of their password, which they may not have made.
pub fn password(change: PasswordChange, at: DateTime<Utc>, url: &str) -> Letter {
    let (subject, what) = match change {
        PasswordChange::Given => ("Your account has a password now", "was given a password"),
        PasswordChange::Changed => ("Your password was changed", "has another password"),
        PasswordChange::Removed => ("Your password was removed", "has no password any more"),
    };
    render(
        subject,
        &[
            Block::text(&format!("Your account {what} since {}. On all other browsers you are signed out.", text::date_time(at))),
            Block::text("If that was you, there is nothing to do. If not: sign in with a link that we mail you, and change it at once."),
            Block::button("Look at the password", url),
        ],
    )
}
