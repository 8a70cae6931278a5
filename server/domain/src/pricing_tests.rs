use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

fn tier(price: i64, until_at: Option<DateTime<Utc>>, until_taken: Option<u32>) -> PriceTier {
    let price = Money::new(price, Currency::Eur);
    PriceTier { id: PriceTierId(Uuid::nil()), label: String::new(), price, until_at, until_taken }
}

fn sellable(price: i64) -> Sellable {
    Sellable { offer: OfferId(Uuid::nil()), label: "Course".into(), price: Money::new(price, Currency::Eur) }
}

#[test]
fn an_early_price_ends_to_the_millisecond() {
    let end = DateTime::UNIX_EPOCH + TimeDelta::days(1);
    let ms = TimeDelta::milliseconds(1);
    let tiers = [tier(100, Some(end), None), tier(150, None, None)];
    let price_at = |now| current_tier(&tiers, now, 0).map(|tier| tier.price.minor);
    assert_eq!(price_at(end - ms), Ok(100));
    assert_eq!(price_at(end), Ok(150));
    assert_eq!(price_at(end + ms), Ok(150));
}

#[test]
fn the_first_seats_price_ends_with_the_last_of_them() {
    let tiers = [tier(100, None, Some(3)), tier(150, None, None)];
    let price_at = |taken| current_tier(&tiers, DateTime::UNIX_EPOCH, taken).map(|tier| tier.price.minor);
    assert_eq!((price_at(2), price_at(3), price_at(4)), (Ok(100), Ok(150), Ok(150)));
}

#[test]
fn without_a_tier_there_is_no_price() {
    assert_eq!(current_tier(&[], DateTime::UNIX_EPOCH, 0), Err(PricingError::NoTier));
    let over = [tier(100, None, Some(0))];
    assert_eq!(current_tier(&over, DateTime::UNIX_EPOCH, 0), Err(PricingError::NoTier));
}

#[test]
fn a_discount_of_everything_leaves_nothing_to_pay() {
    let all = Some(("Gift", Discount::BasisPoints(10_000)));
    assert_eq!(price_lines(&sellable(100), &[], all), Err(PricingError::NothingToPay));
}

fn any_discount() -> impl Strategy<Value = Discount> {
    prop_oneof![
        any::<u32>().prop_map(Discount::BasisPoints),
        any::<i64>().prop_map(|minor| Discount::Fixed(Money::new(minor, Currency::Eur))),
        any::<i64>().prop_map(|minor| Discount::Fixed(Money::new(minor, Currency::Usd))),
    ]
}

proptest! {
    #[test]
    fn a_total_is_positive_and_lines_sum_to_it(
        price in 1_i64..1_000_000_000,
        bumps in proptest::collection::vec(1_i64..1_000_000, 0..4),
        discount in proptest::option::of(any_discount()),
    ) {
        let bumps: Vec<_> = bumps.into_iter().map(sellable).collect();
        if let Ok(priced) = price_lines(&sellable(price), &bumps, discount.map(|d| ("Code", d))) {
            prop_assert!(priced.total.minor > 0);
            prop_assert_eq!(priced.lines.iter().map(|line| line.amount.minor).sum::<i64>(), priced.total.minor);
            prop_assert_eq!(sum(&priced.lines, Currency::Eur), Ok(priced.total));
        }
    }

    #[test]
    fn a_discount_never_raises_a_price_nor_goes_below_zero(price in 0_i64..i64::MAX / 20_000, discount in any_discount()) {
        let off = discount.amount_off(Money::new(price, Currency::Eur));
        prop_assert!(off.minor >= 0 && off.minor <= price);
    }

    #[test]
    fn a_larger_percentage_never_costs_more(price in 0_i64..1_000_000_000, a in 0_u32..12_000, b in 0_u32..12_000) {
        let off = |bps| Discount::BasisPoints(bps).amount_off(Money::new(price, Currency::Eur)).minor;
        prop_assert!(off(a.min(b)) <= off(a.max(b)));
    }

    #[test]
    fn decimals_and_minor_units_say_the_same(minor in any::<i64>()) {
        for currency in Currency::ALL {
            let text = Money::new(minor, currency).decimal();
            prop_assert_eq!(text.replace('.', "").parse::<i128>().ok(), Some(i128::from(minor)));
        }
    }
}
