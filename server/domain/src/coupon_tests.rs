use super::*;
use crate::money::Currency;
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn coupon(discount: Discount) -> Coupon {
    let code = CouponCode::parse("welcome10").expect("a code");
    Coupon { code, discount, window: Window::default(), max_uses: Some(5), uses: 0, enabled: true, offers: Vec::new() }
}

fn sold(kind: LineKind, offer: u128, minor: i64, currency: Currency) -> Line {
    Line { kind, offer: Some(OfferId(Uuid::from_u128(offer))), label: "x".into(), amount: Money::new(minor, currency) }
}

fn cart(currency: Currency) -> Vec<Line> {
    vec![sold(LineKind::Main, 1, 14_900, currency), sold(LineKind::Bump, 2, 2_900, currency)]
}

#[test]
fn a_code_is_taken_however_it_is_typed() {
    assert_eq!(CouponCode::parse(" wel come-10 ").map(String::from), Ok("WELCOME-10".to_owned()));
    for wrong in ["", "  ", "a b'; --", "ünder", &"x".repeat(41)] {
        assert_eq!(CouponCode::parse(wrong), Err(NotACode), "{wrong}");
    }
}

#[test]
fn a_coupon_says_why_it_does_not_hold() {
    let usual = coupon(Discount::BasisPoints(1_000));
    let opens = now() + TimeDelta::milliseconds(1);
    assert_eq!(usual.holds(now()), Ok(()));
    assert_eq!(Coupon { uses: 5, ..usual.clone() }.holds(now()), Err(CouponRefusal::UsedUp));
    assert_eq!(Coupon { enabled: false, ..usual.clone() }.holds(now()), Err(CouponRefusal::Expired));
    assert_eq!(Coupon { window: Window { from: None, until: Some(now()) }, ..usual.clone() }.holds(now()), Err(CouponRefusal::Expired));
    assert_eq!(Coupon { window: Window { from: Some(opens), until: None }, ..usual }.holds(now()), Err(CouponRefusal::NotYet(opens)));
}

#[test]
fn a_coupon_for_one_offer_reduces_that_offer_alone() {
    let only = |offer: u128| Coupon { offers: vec![OfferId(Uuid::from_u128(offer))], ..coupon(Discount::BasisPoints(5_000)) };
    let lines = only(2).lines(&cart(Currency::Eur)).expect("it applies");
    assert_eq!((lines.len(), lines[0].amount.minor, lines[0].offer), (1, -1_450, Some(OfferId(Uuid::from_u128(2)))));
    assert_eq!(only(3).lines(&cart(Currency::Eur)), Err(CouponRefusal::NotForThis));
}

#[test]
fn a_coupon_for_everything_is_one_line() {
    let lines = coupon(Discount::BasisPoints(1_000)).lines(&cart(Currency::Eur)).expect("it applies");
    assert_eq!((lines.len(), lines[0].amount.minor, lines[0].offer), (1, -1_780, None));
    assert_eq!(lines[0].label, "Coupon WELCOME10 (−10\u{a0}%)");
}

#[test]
fn nobody_pays_nothing_and_no_currency_is_guessed() {
    assert_eq!(coupon(Discount::BasisPoints(10_000)).lines(&cart(Currency::Eur)), Err(CouponRefusal::NothingLeft));
    let fixed = |minor, currency| coupon(Discount::Fixed(Money::new(minor, currency)));
    assert_eq!(fixed(99_999, Currency::Eur).lines(&cart(Currency::Eur)), Err(CouponRefusal::NothingLeft));
    assert_eq!(fixed(500, Currency::Usd).lines(&cart(Currency::Eur)), Err(CouponRefusal::OtherCurrency));
    let free_bump = Coupon { offers: vec![OfferId(Uuid::from_u128(2))], ..fixed(99_999, Currency::Eur) };
    assert_eq!(free_bump.lines(&cart(Currency::Eur)).expect("it applies")[0].amount.minor, -2_900);
}

proptest! {
    #[test]
    fn reading_a_code_never_panics_and_reading_it_again_changes_nothing(text in ".*") {
        if let Ok(code) = CouponCode::parse(&text) {
            prop_assert_eq!(CouponCode::parse(code.as_str()), Ok(code));
        }
    }

    #[test]
    fn something_is_always_left_to_pay(
        main in 1_i64..10_000_000, bump in 1_i64..10_000_000, bps in 0_u32..20_000, fixed in 0_i64..30_000_000, only in 0_u128..4,
        index in 0_usize..Currency::ALL.len(), by_part in any::<bool>(),
    ) {
        let currency = Currency::ALL[index];
        let discount = if by_part { Discount::BasisPoints(bps) } else { Discount::Fixed(Money::new(fixed, currency)) };
        let offers = if only == 0 { Vec::new() } else { vec![OfferId(Uuid::from_u128(only))] };
        let cart = [sold(LineKind::Main, 1, main, currency), sold(LineKind::Bump, 2, bump, currency)];
        if let Ok(lines) = (Coupon { offers, ..coupon(discount) }).lines(&cart) {
            let off: i64 = lines.iter().map(|line| line.amount.minor).sum();
            prop_assert!(lines.iter().all(|line| line.amount.minor < 0));
            prop_assert!(main + bump + off > 0);
        }
    }
}
