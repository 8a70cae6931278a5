//! The test cards and how their issuers answer.

use crate::error::ApiError;

/// When the issuer wants to see the cardholder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Authentication {
    /// Never.
    Never,
    /// Always while the cardholder is present; without them only if the card was not set up.
    UnlessSetUp,
    /// Always.
    Always,
}

/// What comes after authentication.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The money is taken.
    Pay,
    /// The money is taken later.
    PayLater,
    /// The issuer declines with this decline code.
    Decline(&'static str),
}

/// How one card behaves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Behaviour {
    /// When the issuer wants to see the cardholder.
    pub authentication: Authentication,
    /// What comes after.
    pub outcome: Outcome,
}

const fn card(authentication: Authentication, outcome: Outcome) -> Behaviour {
    Behaviour { authentication, outcome }
}

/// The number, its name as a ready-made payment method, and its behaviour.
const CARDS: &[(&str, &str, Behaviour)] = {
    use Authentication::{Always, Never, UnlessSetUp};
    use Outcome::{Decline, Pay, PayLater};
    &[
        ("4242424242424242", "pm_card_visa", card(Never, Pay)),
        ("5555555555554444", "pm_card_mastercard", card(Never, Pay)),
        ("378282246310005", "pm_card_amex", card(Never, Pay)),
        ("4000056655665556", "pm_card_visa_debit", card(Never, Pay)),
        ("4000002760000016", "pm_card_de", card(Never, Pay)),
        ("4000000000000002", "pm_card_visa_chargeDeclined", card(Never, Decline("generic_decline"))),
        ("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", card(Never, Decline("insufficient_funds"))),
        ("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", card(Never, Decline("lost_card"))),
        ("4000000000000069", "pm_card_chargeDeclinedExpiredCard", card(Never, Decline("expired_card"))),
        ("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", card(Never, Decline("incorrect_cvc"))),
        ("4000000000000119", "pm_card_chargeDeclinedProcessingError", card(Never, Decline("processing_error"))),
        ("4000000000000341", "pm_card_chargeCustomerFail", card(Never, Decline("generic_decline"))),
        ("4000002500003155", "pm_card_authenticationRequiredOnSetup", card(UnlessSetUp, Pay)),
        ("4000000000003220", "pm_card_threeDSecure2Required", card(Always, Pay)),
        ("4000008400001629", "pm_card_threeDSecureRequiredChargeDeclined", card(Always, Decline("generic_decline"))),
        ("4000002760003184", "pm_card_authenticationRequired", card(Always, Pay)),
        ("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", card(Always, Decline("insufficient_funds"))),
        ("4000003800000446", "pm_card_authenticationRequiredSetupForOffSession", card(UnlessSetUp, Pay)),
        ("4000000000000077", "pm_card_bypassPending", card(Never, PayLater)),
        ("4000000000000259", "pm_card_createDispute", card(Never, Pay)),
    ]
};

/// How the card with this number behaves; the complaint is the one about the card.
pub fn behaviour(number: &str) -> Result<Behaviour, ApiError> {
    if !is_valid(number) {
        return Err(ApiError::card("incorrect_number", "Your card number is incorrect.").param("number"));
    }
    CARDS.iter().find(|(known, ..)| *known == number).map(|(.., behaviour)| *behaviour).ok_or_else(|| {
        ApiError::card(
            "card_declined",
            "Your card was declined. Your request was in test mode, but used a non test card. \
             For a list of valid test cards, visit: https://stripe.com/docs/testing.",
        )
        .with("decline_code", "test_mode_live_card".into())
    })
}

/// The number behind a ready-made payment method like `pm_card_visa`.
pub fn ready_made(name: &str) -> Option<&'static str> {
    CARDS.iter().find(|(_, known, _)| *known == name).map(|(number, ..)| *number)
}

/// Whether the digits make a card number: its length and Luhn's checksum.
pub fn is_valid(number: &str) -> bool {
    if !(13..=19).contains(&number.len()) || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .map(|digit| u32::from(digit - b'0'))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

/// The network, by the first digits.
pub fn brand(number: &str) -> &'static str {
    match number.as_bytes() {
        [b'5', ..] => "mastercard",
        [b'3', b'4' | b'7', ..] => "amex",
        _ => "visa",
    }
}

/// The error a decline code comes with.
pub fn decline(decline_code: &str) -> ApiError {
    let (code, message) = match decline_code {
        "insufficient_funds" => ("card_declined", "Your card has insufficient funds."),
        "expired_card" => ("expired_card", "Your card has expired."),
        "incorrect_cvc" => ("incorrect_cvc", "Your card's security code is incorrect."),
        "processing_error" => ("processing_error", "An error occurred while processing your card. Try again in a little bit."),
        "authentication_required" => ("authentication_required", "Your card was declined. This transaction requires authentication."),
        _ => ("card_declined", "Your card was declined."),
    };
    let error = ApiError::card(code, message);
    if code == "card_declined" || code == "authentication_required" { error.with("decline_code", decline_code.into()) } else { error }
}

#[cfg(test)]
mod tests {
    use super::{CARDS, behaviour, is_valid};

    #[test]
    fn every_test_card_has_a_right_checksum() {
        for (number, ..) in CARDS {
            assert!(is_valid(number), "{number}");
        }
    }

    #[test]
    fn a_mistyped_number_is_incorrect() {
        assert_eq!(behaviour("4242424242424241").unwrap_err().fields()["code"], "incorrect_number");
    }

    #[test]
    fn a_real_card_is_refused() {
        assert_eq!(behaviour("4111111111111111").unwrap_err().fields()["decline_code"], "test_mode_live_card");
    }
}
