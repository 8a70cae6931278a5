//! What is wrong with what was typed, in plain words.

use crate::api::error::{Field, Problem};
use domain::landing::Spot;

/// What is wrong with a field.
pub fn problem_words(field: Field, problem: Problem) -> &'static str {
    match (field, problem) {
        (Field::Email, Problem::Missing) => "Please enter your e-mail address.",
        (Field::Email, Problem::Malformed) => "This does not look like an e-mail address. An example: ada@example.com",
        (Field::Email, Problem::Exists) => "This is the address of your account already.",
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
        (Field::FactorCode, Problem::Missing) => "Please type the code.",
        (Field::FactorCode, Problem::Malformed) => {
            "This does not look like a code: six digits from the app, or a recovery code of 24 letters and digits."
        }
        (Field::FactorCode, Problem::UsedUp) => "This code was used already. Please wait for the next one; it comes within half a minute.",
        (Field::FactorCode, _) => {
            "This code does not fit. Please take the newest one, and look whether the clock of your telephone is right."
        }
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
