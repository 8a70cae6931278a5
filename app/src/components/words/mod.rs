mod conflict;
mod field;
mod notice;

use conflict::conflict_words;
pub use field::problem_words;
pub use notice::Notice;

use crate::api::ApiError;
use crate::api::dto::TaxNote;
use crate::api::error::Conflict;
use crate::paths::{self, LocalPath};
use domain::access::Denied;
use domain::coupon::CouponRefusal;
use domain::file_kind::FileRefusal;
use domain::lesson_access::Closed;
use domain::scarcity::Unavailable;

/// An error in plain words: what happened, what to do, and a link that helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub title: &'static str,
    /// What it means and what to do.
    pub text: String,
    /// Where to go next, and the words of that link.
    pub next: (LocalPath, &'static str),
}

fn words(title: &'static str, text: &str, next: (LocalPath, &'static str)) -> Words {
    Words { title, text: text.to_owned(), next }
}

/// Puts an error into words.
pub fn words_for(error: &ApiError) -> Words {
    let home = || (paths::home(), "To the course page");
    match error {
        ApiError::BadRequest => words("That did not arrive in one piece", "Please reload the page and try again.", home()),
        ApiError::Unauthenticated => {
            words("Please sign in first", "By a link that we mail you, or by your password.", (paths::sign_in(), "Sign in"))
        }
        ApiError::WrongPassword => words(
            "This did not let you in",
            "Address and password do not belong together, or the account has no password. A link by mail always works.",
            (paths::sign_in(), "Mail me a link"),
        ),
        ApiError::ProofNeeded => words(
            "Please show once more that it is you",
            "What you asked for can lock you out if somebody else does it. Nothing was changed.",
            (paths::proof(""), "Show that it is me"),
        ),
        ApiError::FactorNeeded => words(
            "The panel asks for a second factor",
            "It is shut until this browser has shown one. Your account shows how; it takes a minute.",
            (paths::second_factor_needed(), "To your second factor"),
        ),
        ApiError::Busy => words(
            "Many people are signing in right now",
            "Please try again in a moment, or let us mail you a link. Nothing you typed is wrong.",
            (paths::sign_in(), "To the sign-in page"),
        ),
        ApiError::Forbidden => words(
            "Your account has no access to this course",
            "If you bought it with another address, sign in with that one. Otherwise you are welcome to join.",
            (paths::checkout(), "Join the course"),
        ),
        ApiError::Closed(closed) => closed_words(*closed),
        ApiError::NotFound => words("There is nothing at this address", "The link may be old, or a letter may be missing from it.", home()),
        ApiError::Conflict(conflict) => conflict_words(*conflict),
        ApiError::DeadLink => words(
            "This link no longer works",
            "Links in our mails work once, and for a short time. A new one takes a moment.",
            (paths::sign_in(), "Send me a new link"),
        ),
        ApiError::File(refusal) => words("This file was not taken", file_words(*refusal), (paths::admin_lessons(), "To the lessons")),
        ApiError::FilesUnavailable => words(
            "The files cannot be reached just now",
            "The place where they are kept does not answer. Nothing was changed; please try again in a few minutes.",
            home(),
        ),
        ApiError::Invalid(_) => words("Please check the form", "The fields that need another look are marked.", home()),
        ApiError::TooMany { retry_after_s } => {
            Words { title: "That was a lot of tries", text: format!("Please wait {} and try again.", wait(*retry_after_s)), next: home() }
        }
        ApiError::TooManyHolds { retry_after_s } => Words {
            title: "Several seats are held for you already",
            text: format!(
                "You, or somebody on the same network, began to pay for other seats and has not finished. Finish one of those payments, or try again in {}. Nothing was charged.",
                wait(*retry_after_s)
            ),
            next: (paths::checkout(), "Back to the checkout"),
        },
        ApiError::ProviderUnavailable => words(
            "The payment provider does not answer",
            "Nothing was charged and nothing is lost. Trying again in a moment is safe.",
            (paths::checkout(), "Back to the checkout"),
        ),
        ApiError::Internal => words(
            "Something went wrong on our side",
            "It has been noted. Please try again in a moment; nothing was charged by this.",
            home(),
        ),
        ApiError::Transport => words(INTERRUPTED.0, INTERRUPTED.1, home()),
        ApiError::Unreadable => words(UNREADABLE.0, UNREADABLE.1, home()),
    }
}

/// No answer came: a title, and what to do.
pub const INTERRUPTED: (&str, &str) =
    ("The connection was interrupted", "Please check that you are online and try again. Nothing was lost.");

/// An answer came that says nothing to the page: a title, and what to do.
pub const UNREADABLE: (&str, &str) = (
    "There may be a new version of this page",
    "The site gave an answer that this page cannot read. Please try again in a moment. If that does not help, keep what you typed and reload the page.",
);

/// Where the reason is to be found for which access was taken back.
pub const WHY_REVOKED: &str =
    "Your orders show why: a refund, or a dispute at your bank. If they do not, please write to us. Your progress is kept.";

fn closed_words(closed: Closed) -> Words {
    let (title, text, next) = match closed {
        Closed::OpensAt(at) => (
            "This lesson is not open yet",
            format!("It opens on {}.", super::text::date_time(at)),
            (paths::learn(), "Back to the overview"),
        ),
        Closed::Access(Denied::StartsAt(at)) => (
            "Your course has not begun yet",
            format!("Your access begins on {}.", super::text::date_time(at)),
            (paths::home(), "To the course page"),
        ),
        Closed::Access(Denied::EndedAt(at)) => (
            "Your access has ended",
            format!("It ended on {}. Your progress is kept.", super::text::date_time(at)),
            (paths::home(), "To the course page"),
        ),
        Closed::Access(Denied::RevokedAt(at)) => (
            "Your access was taken back",
            format!("It ended on {}. {WHY_REVOKED}", super::text::date_time(at)),
            (paths::account(), "Look at your orders"),
        ),
        Closed::After(_) | Closed::Access(Denied::NoGrant) | Closed::Draft => (
            "This lesson is not open yet",
            "It opens when you have completed an earlier lesson; its page says which.".to_owned(),
            (paths::learn(), "Back to the overview"),
        ),
    };
    Words { title, text, next }
}

fn unavailable_words(why: Unavailable) -> Words {
    let wait = || (paths::waitlist(), "Join the waitlist");
    let (title, text, next) = match why {
        Unavailable::OpensAt(at) => {
            ("Enrolment has not opened yet", format!("It opens on {}. Nothing was charged.", super::text::date_time(at)), wait())
        }
        Unavailable::ClosedAt(at) => (
            "Enrolment is closed",
            format!("It closed on {}. Nothing was charged.", super::text::date_time(at)),
            (paths::home(), "To the course page"),
        ),
        Unavailable::Paused => ("Enrolment is paused", "The doors are closed for a moment. Nothing was charged.".to_owned(), wait()),
        Unavailable::SoldOut => return conflict_words(Conflict::SoldOut),
    };
    Words { title, text, next }
}

/// Why a file was not taken, and what to do.
pub fn file_words(refusal: FileRefusal) -> &'static str {
    match refusal {
        FileRefusal::Missing => "Please choose a file first.",
        FileRefusal::Empty => "This file is empty. Please choose another.",
        FileRefusal::TooLarge => "This file is larger than the limit. A video is better kept at Vimeo; other files can be split.",
        FileRefusal::OtherKind => {
            "Files of this kind are not taken: they could run something on a student’s computer. Put it into a ZIP archive if it is meant."
        }
        FileRefusal::OtherContent => "The content of this file is not what its ending says. Please save it again in the right format.",
        FileRefusal::TooManyPixels => {
            "This picture has more than 12,000 pixels on one side, or more than 50 million in all. Please make it smaller: 2000 are wide enough."
        }
        FileRefusal::Interrupted => "The connection broke off before the file was here. Nothing was changed; please try again.",
        FileRefusal::TooMany => "This lesson has as many files as it may have. Please remove one first, or put several into a ZIP archive.",
    }
}

/// Why a coupon takes nothing off, and what to do.
pub fn coupon_words(refusal: CouponRefusal) -> String {
    match refusal {
        CouponRefusal::Unknown => "We don’t know this code. Please check its spelling.".to_owned(),
        CouponRefusal::NotYet(at) => format!("This code holds from {}.", super::text::date_time(at)),
        CouponRefusal::Expired => "This code is no longer valid.".to_owned(),
        CouponRefusal::UsedUp => "This code has been used as often as it may be.".to_owned(),
        CouponRefusal::AlreadyUsed => "You have used this code before; it holds once per person.".to_owned(),
        CouponRefusal::NotForThis => "This code is not for what you are buying.".to_owned(),
        CouponRefusal::OtherCurrency => "This code is for prices in another currency.".to_owned(),
        CouponRefusal::TooLittleLeft(smallest) => {
            format!("This code would leave less to pay than {smallest}, the smallest amount that can be charged. Please write to us.")
        }
        CouponRefusal::NothingLeft => "This code would leave nothing to pay. Please write to us, and we will let you in.".to_owned(),
    }
}

/// What a price says of tax.
pub fn tax_words(note: &TaxNote) -> String {
    match note {
        TaxNote::Included { name, amount } => format!("Includes {name}: {amount}"),
        TaxNote::ReverseCharge => "You account for the VAT yourself (reverse charge).".to_owned(),
    }
}

fn wait(seconds: u32) -> String {
    if seconds < 90 { super::text::count(seconds.max(1) as usize, "second", "seconds") } else { super::text::length(seconds + 29) }
}
