use crate::api::ApiError;
use crate::api::dto::TaxNote;
use crate::api::error::{Conflict, Field, Problem};
use crate::paths::{self, LocalPath};
use domain::access::Denied;
use domain::coupon::CouponRefusal;
use domain::file_kind::FileRefusal;
use domain::landing::Spot;
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
            words("Please sign in first", "We will mail you a link; there is no password to remember.", (paths::sign_in(), "Sign in"))
        }
        ApiError::WrongPassword => words(
            "This did not let you in",
            "Address and password do not belong together, or the account has no password. A link by mail always works.",
            (paths::sign_in(), "Mail me a link"),
        ),
        ApiError::ProofNeeded => words(
            "Please show once more that it is you",
            "What you asked for can lock you out if somebody else does it. Nothing was changed.",
            (paths::password(), "Show that it is me"),
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
            "Sign-in links work once and for ten minutes. A new one takes a moment.",
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
        ApiError::Transport => {
            words("The connection was interrupted", "Please check that you are online and try again. Nothing was lost.", home())
        }
    }
}

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

#[expect(clippy::too_many_lines, reason = "a few words for each conflict, and no conflict without")]
fn conflict_words(conflict: Conflict) -> Words {
    let checkout = || (paths::checkout(), "Back to the checkout");
    let home = || (paths::home(), "To the course page");
    let course = || (paths::learn(), "Back to the overview");
    match conflict {
        Conflict::QuoteExpired => {
            words("The price was looked up again", "The page had been open for a while. Nothing was charged.", checkout())
        }
        Conflict::PriceChanged => words("The price has changed", "Nothing was charged. Please look at the new price first.", checkout()),
        Conflict::SoldOut => words(
            "The last seat has just gone",
            "Nothing was charged. If one comes back, the waitlist has the first call.",
            (paths::waitlist(), "Join the waitlist"),
        ),
        Conflict::NotLater => words(
            "The deadline was not moved",
            "It can only be moved to a later time. Somebody may have moved it just now.",
            (paths::admin(), "To the panel"),
        ),
        Conflict::CorrectionOver => words(
            "This address can no longer be corrected here",
            "That is possible three times within 30 minutes after the payment, and only while nobody has signed in with the address. Please write to us.",
            home(),
        ),
        Conflict::SeatsToBeHad => {
            words("There are seats to be had", "You do not have to wait: you can join right now.", (paths::checkout(), "To the checkout"))
        }
        Conflict::KeptSeatGone => words(
            "The time of your personal link is up",
            "The seat went to the next in line. Nothing was charged. You can join the waitlist again.",
            (paths::waitlist(), "To the waitlist"),
        ),
        Conflict::NotOnSale(why) => unavailable_words(why),
        Conflict::AlreadyOwned => words(
            "This address owns the course already",
            "Nothing was charged. Sign in with this address to continue learning.",
            (paths::sign_in(), "Sign in"),
        ),
        Conflict::CouponEnded => {
            words("The coupon no longer holds", "Nothing was charged. Please look at the price without it first.", checkout())
        }
        Conflict::CouponUsed => words(
            "This coupon was used with this address before",
            "It holds once per person. Nothing was charged; you can go on without it.",
            checkout(),
        ),
        Conflict::ExtraOwned => {
            words("This address owns the addition already", "Nothing was charged. Please untick it and press the button again.", checkout())
        }
        Conflict::OrderEnded => words("The time to pay this order is over", "Nothing was charged. You can begin again.", checkout()),
        Conflict::NothingToRefund => {
            words("There is not so much left to refund", "Nothing was sent by this. What went back already is on the order.", home())
        }
        Conflict::RefundTooLate => words(
            "The days of the refund promise are over",
            "Nothing was changed. If something is wrong with the course, please write to us.",
            (paths::legal("refunds"), "Read the refund policy"),
        ),
        Conflict::PaymentDisputed => words(
            "The bank has this payment in dispute",
            "Nothing can be sent back meanwhile: the bank decides who gets the money.",
            home(),
        ),
        Conflict::OrderDisputed => words(
            "The bank has an earlier payment in dispute",
            "This address bought the course before. Nothing was charged now, and please do not pay again: if the bank lets the payment stand, the course opens again by itself.",
            (paths::account(), "Look at your orders"),
        ),
        Conflict::ConsentRevoked => words(
            "The saved card or PayPal account may no longer be charged",
            "It was removed, so nothing was charged. You can still add this, with a card or at PayPal.",
            (paths::account(), "To your account"),
        ),
        Conflict::PostSettled => {
            words("This can no longer be changed", "Questions and answers can be changed for 24 hours after they were posted.", course())
        }
        Conflict::PostInUse => words(
            "This stays, because others rely on it",
            "A question with answers, and an accepted answer, can no longer be deleted.",
            course(),
        ),
        Conflict::AlreadyReported => {
            words("You have reported this already", "Thank you. Somebody from the course will look at it.", course())
        }
        Conflict::TooManyNotes => words(
            "You have as many notes as fit",
            "Nothing you typed is lost. Please download your notes, and delete some that you no longer need.",
            (paths::notes(), "To your notes"),
        ),
        Conflict::AddressTaken => words(
            "Somebody else has this address",
            "Nothing was changed. If the two are one person, tick the box below and all that this person owns moves there.",
            (paths::admin_people(), "To the list of people"),
        ),
        Conflict::BothOrdering => words(
            "Both have an unfinished order",
            "Nothing was changed. Wait until one of the two orders is paid or has run out.",
            (paths::admin_people(), "To the list of people"),
        ),
        Conflict::NoLongerSo => words(
            "That has changed meanwhile",
            "Nothing was changed by this. The page now shows how it is.",
            (paths::admin(), "To the panel"),
        ),
        Conflict::NotSentAgain => words(
            "This mail cannot be sent again",
            "Its content was a secret for one person, and it is not kept.",
            (paths::admin_mails(), "To the list of mails"),
        ),
        Conflict::IsAdmin => words(
            "This is an admin",
            "The addresses of admins are not changed here, and admins are neither merged nor deleted. Use `lectern admin create`.",
            (paths::admin_people(), "To the list of people"),
        ),
        Conflict::LessonInUse => words(
            "This lesson stays",
            "Students have completed or watched it, written notes or asked questions. Archive it: they lose nothing, and it is out of the way.",
            (paths::admin_lessons(), "To the lessons"),
        ),
        Conflict::ModuleInUse => {
            words("This module has lessons", "Move them to another module first.", (paths::admin_lessons(), "To the lessons"))
        }
        Conflict::SettingsChanged => words(
            "Somebody else changed these settings meanwhile",
            "Yours are still in the form, and nothing was overwritten. What was saved meanwhile stands above it: save again to replace that by yours.",
            (paths::admin_lessons(), "To the lessons"),
        ),
        Conflict::LandingUnfinished => words(
            "Something is still to be written",
            "Nothing was published. The sections that lack something say so below; what is hidden may stay unfinished.",
            (paths::admin_landing(), "To the sections"),
        ),
        Conflict::OrderUnderWay => words(
            "An order is still open",
            "Nothing was deleted. Wait until it is paid, or until the seat that it holds is free again: that takes minutes. Then try again.",
            (paths::account(), "To the account"),
        ),
        Conflict::PaymentUnderWay => {
            words("A payment is already on its way", "Please do not pay again. We will write to you as soon as it has arrived.", home())
        }
    }
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

/// What is wrong with a field.
pub fn problem_words(field: Field, problem: Problem) -> &'static str {
    match (field, problem) {
        (Field::Email, Problem::Missing) => "Please enter your e-mail address.",
        (Field::Email, Problem::Malformed) => "This does not look like an e-mail address. An example: ada@example.com",
        (Field::Name, Problem::Missing) => "Please enter your name.",
        (Field::Name, Problem::Malformed) => "Please enter a name without special characters.",
        (Field::Company, Problem::Missing) => "Please enter a company, an address or a VAT id.",
        (Field::VatId, Problem::Malformed) => "This does not look like a VAT id. An example: DE136695976",
        (Field::VatId, Problem::OtherCountry) => "This VAT id belongs to another country than the one you bought from.",
        (Field::VatId, Problem::WrongDigits) => "One of the digits is wrong. Please compare it with your certificate.",
        (Field::Amount | Field::Price(_), Problem::BetweenSteps) => {
            "Payment providers take this currency only where the last digit is zero."
        }
        (Field::Amount, _) => "Please enter an amount that is left, as in 49.50.",
        (Field::Title, Problem::Missing) => "Please say in one line what you want to know.",
        (Field::Title, Problem::TooLong) => "A title has 140 characters at most. The rest fits into the details.",
        (Field::Text | Field::Note, Problem::Missing) => "Please write something first.",
        (Field::Text, Problem::TooLong) => "This has more than the 5,000 characters that fit. Please shorten it.",
        (Field::Moment, _) => "Please type the moment as the video shows it, for instance 3:12.",
        (Field::Note, Problem::TooLong) => {
            "This is too long: a note holds 20,000 characters. It was not saved, and nothing is lost: shorten it, or make two of it."
        }
        (Field::HolderName, Problem::Missing) => "Please enter the name that the certificate is for.",
        (Field::HolderName, Problem::TooLong) => "This is too long: 80 characters fit on the certificate.",
        (Field::HolderName, Problem::Malformed) => "This does not look like a name. Letters of any language are welcome.",
        (Field::Confirmation, _) => "Please type the address of this account, as it stands at the top of the page.",
        (Field::Reason, Problem::Missing) => "Please say why: it is written into the log.",
        (Field::Until, Problem::Past) => "This day is over. Please choose a later one.",
        (Field::Until, _) => "Please enter a day, as in 2026-12-31.",
        (Field::Table, Problem::Missing) => "Please choose a file, or paste a table.",
        (Field::Table, Problem::TooLong) => "This is more than 5 000 lines. Please cut the table into several.",
        (Field::Table, _) => "No column of e-mail addresses was found. The first line names the columns: e-mail, name, until.",
        (Field::LessonTitle, Problem::TooLong) => "A title has 200 characters at most.",
        (Field::Summary, Problem::TooLong) => "This has 500 characters at most. The rest fits into the text.",
        (Field::LessonText, Problem::TooLong) => "This has more than the 100,000 characters that fit. Please make two lessons of it.",
        (Field::Slug, Problem::Taken) => "Another lesson has this address, or had it.",
        (Field::Slug, Problem::Reserved) => "The course has a page of its own at this address. Please choose another.",
        (Field::Slug, Problem::Malformed) => "An address has small letters, digits and single dashes, as in choose-one-promise.",
        (Field::Video, _) => "This does not look like a video of Vimeo. An example: 76979871/8272103f6e",
        (Field::Minutes, _) => "Please enter a number of minutes from 0 to 1440.",
        (Field::Days, _) => "Please enter a whole number of days from 1 to 3650, or nothing.",
        (Field::From, Problem::Past) => "This moment is over. Please choose a later one.",
        (Field::From, _) => "Please enter a day and a time.",
        (Field::After, _) => "Please choose a lesson of this course.",
        (Field::Landing(Spot { word: None, .. }), _) => "There are more of these than fit. Please remove some.",
        (Field::Landing(_), Problem::Missing) => "Still to be written before this can be published.",
        (Field::Landing(_), Problem::TooLong) => "This is longer than fits here. Nothing you typed is lost; please shorten it.",
        (Field::Landing(_), Problem::TooMany) => "These are more lines than fit here. Please leave some out.",
        (Field::Product, _) => "Please choose what it sells, or leave this open for something new.",
        (Field::Price(_), Problem::TooSmall) => "This is less than payment providers take in this currency.",
        (Field::Price(_), Problem::NeverComes) => "This price never comes: one above it holds for as long, or longer.",
        (Field::Price(_), _) => "Please enter an amount, as in 49.50.",
        (Field::TierSeats(_) | Field::Seats | Field::Uses | Field::Lasts, Problem::Malformed) => "Please enter a whole number, or nothing.",
        (Field::Seats, _) => "So many are sold or held already. Nobody loses a seat, so the number cannot be lower.",
        (Field::TierUntil(_) | Field::Begins | Field::Ends, Problem::Malformed) => "Please enter a day and a time, as in 2026-12-31T18:00.",
        (Field::Ends, Problem::Backwards) => "This ends before it begins.",
        (Field::Begins | Field::Ends, Problem::Past) => "This is in the past. Please choose a later moment.",
        (Field::Code, Problem::Exists) => "There is a coupon with this code. Codes are never used again.",
        (Field::Code, _) => "Please enter a code of letters, digits and dashes: WELCOME10",
        (Field::Percent, _) => "Please enter per cent, as in 10 or 12.5.",
        (Field::Uses, _) => "It was used more often than that already.",
        (Field::Country, _) => "Please choose a country.",
        (Field::AsOf, _) => "Please enter a day and a time, as in 2026-12-31T10:00.",
        (Field::SetupCode, Problem::Missing) => "Please enter the code.",
        (Field::SetupCode, Problem::UsedUp) => {
            "So many codes were tried that no more are looked at. Start the program again: it writes a new code into its log."
        }
        (Field::SetupCode, _) => "This is not the code. The last one in the server’s log counts; each start writes a new one.",
        (Field::CourseTitle, Problem::Missing) => "Please give the course a name. You can change it later.",
        (Field::NewPassword, Problem::TooShort) => "This is too short: a password has 8 characters or more.",
        (Field::NewPassword, Problem::TooLong) => "This is too long: 128 characters fit.",
        (Field::NewPassword, Problem::Guessable) => {
            "This is easy to guess. Four words that have nothing to do with each other, or with you, are hard to guess and easy to keep."
        }
        (_, Problem::Missing) => "Please fill this in.",
        (_, Problem::TooLong) => "This is too long.",
        _ => "Please use letters, digits and usual punctuation.",
    }
}

fn wait(seconds: u32) -> String {
    if seconds < 90 { super::text::count(seconds.max(1) as usize, "second", "seconds") } else { super::text::length(seconds + 29) }
}
