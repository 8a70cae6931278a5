//! Amounts and codes as people type them.

use super::texts::made_of;
use crate::services::typed;
use app::api::error::Field;
use domain::coupon::CouponCode;
use domain::money::{Currency, Money};
use proptest::prelude::*;

const AMOUNTS: &[&str] =
    &["0", "1", "9", "49", "99999999", "9223372036854775807", ".", ",", "-", "+", " ", "e5", "0x", "٣", "½", "∞", "NaN", "€"];
const CODES: &[&str] = &["WELCOME", "10", "-", "_", " ", "\u{a0}", "ſ", "İ", "K", "a", "ab1"];

proptest! {
    #[test]
    fn an_amount_is_read_exactly_or_not_at_all(text in made_of(AMOUNTS), other in any::<i64>(), share in any::<u32>()) {
        for currency in Currency::ALL {
            let Some(read) = Money::from_typed(&text, currency) else { continue };
            prop_assert!(read.minor >= 0 && read.currency == currency);
            prop_assert_eq!(Money::from_typed(&read.decimal(), currency), Some(read));
            prop_assert_eq!(read.checked_add(Money::new(other, currency)).ok().map(|sum| sum.minor), read.minor.checked_add(other));
            let _ = (read.basis_points(share % 10_001), read.in_steps(), read.in_full(), read.to_string());
            if let Ok(amount) = typed::amount(&text, currency, Field::Amount) {
                prop_assert!(amount.minor > 0 && amount.is_in_steps() && amount == read);
            }
        }
    }

    #[test]
    fn a_code_is_of_letters_digits_and_dashes_however_it_is_typed(text in made_of(CODES)) {
        if let Ok(code) = CouponCode::parse(&text) {
            let code = code.as_str();
            prop_assert!((1..=40).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-_".contains(&byte)));
            prop_assert_eq!(CouponCode::parse(code).map(|again| again.as_str() == code), Ok(true));
        }
    }

    #[test]
    fn numbers_days_and_moments_are_read_or_refused(text in made_of(AMOUNTS), day in "[0-9T:+.-]{0,26}") {
        for text in [text, day] {
            if let Ok(Some(number)) = typed::number(&text, Field::Seats) {
                prop_assert!(number >= 0);
            }
            let _ = (typed::day(&text, Field::Until), typed::moment(&text, Field::Begins), typed::line(&text, 40, Field::Title));
        }
    }
}
