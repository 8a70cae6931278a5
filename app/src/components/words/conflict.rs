//! What stands in the way, in plain words.

use super::{Words, unavailable_words, words};
use crate::api::error::Conflict;
use crate::paths;

/// Puts a conflict into words.
#[expect(clippy::too_many_lines, reason = "a few words for each conflict, and no conflict without")]
pub fn conflict_words(conflict: Conflict) -> Words {
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
        Conflict::FactorRequired => words(
            "An admin needs a second factor",
            "Nothing was changed. You can set up another authenticator in its place.",
            (paths::second_factor(), "To your second factor"),
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
