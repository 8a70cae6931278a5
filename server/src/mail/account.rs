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

/// What became of a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorChange {
    /// There is one now, or another one.
    On,
    /// There is none any more.
    Off,
    /// Recovery codes were made anew.
    NewCodes,
    /// A recovery code let somebody in.
    CodeUsed {
        /// How many are left.
        left: u64,
    },
}

/// Tells the person about a change of their second factor, which they may not have made.
pub fn factor(change: FactorChange, at: DateTime<Utc>, url: &str) -> Letter {
    let at = text::date_time(at);
    let (subject, what) = match change {
        FactorChange::On => (
            "Your account has a second factor now",
            format!(
                "Since {at} your account asks for the code of an authenticator app when you sign in. On all other browsers you are signed out."
            ),
        ),
        FactorChange::Off => (
            "Your second factor was removed",
            format!("Since {at} your account asks for no code any more when you sign in. On all other browsers you are signed out."),
        ),
        FactorChange::NewCodes => (
            "Your recovery codes were made anew",
            format!("On {at} ten new recovery codes were made for your account. Those before do not work any more."),
        ),
        FactorChange::CodeUsed { left } => (
            "A recovery code was used",
            format!("On {at} somebody signed in to your account with one of your recovery codes. There are {left} left."),
        ),
    };
    render(
        subject,
        &[
            Block::text(&what),
            Block::text(
                "If that was you, there is nothing to do. If not: sign in, sign out all other browsers, and set the second factor up anew.",
            ),
            Block::button("Look at the second factor", url),
        ],
    )
}

/// Tells the person that they are signed in as often as they may be.
pub fn many_sessions(most: u32, url: &str) -> Letter {
    render(
        "You are signed in on many browsers",
        &[
            Block::text(&format!(
                "Your account is signed in on {most} browsers, which is as many as there may be. With the next one, the one that has rested for longest is signed out."
            )),
            Block::text("If you do not know all of them, sign out those that are not yours."),
            Block::button("Look at the browsers", url),
        ],
    )
}

/// Tells the person that somebody else may have had one of their sessions.
pub fn shared_session(device: &str, at: DateTime<Utc>, url: &str) -> Letter {
    render(
        "A browser of yours was signed out for safety",
        &[
            Block::text(&format!(
                "On {} what keeps you signed in on {device} was used in two places at once. Somebody may have copied it, so we ended it in both.",
                text::date_time(at)
            )),
            Block::text(
                "Please sign in again. If you did not restore that browser from a backup, or copy it, look for programs in it that you do not know, and change your password if you have one.",
            ),
            Block::button("Look at your browsers", url),
        ],
    )
}
