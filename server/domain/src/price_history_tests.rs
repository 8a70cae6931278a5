use super::*;
use crate::ids::PriceTierId;
use crate::money::Currency;
use crate::pricing::{PriceTier, current_tier};
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(days)
}

fn charged(minor: i64, from: i64, until: Option<i64>) -> Charged {
    Charged { price: eur(minor), from: day(from), until: until.map(day) }
}

#[test]
fn a_price_that_was_never_charged_is_no_comparison() {
    assert_eq!(comparison(&[charged(14_900, 0, None)], eur(14_900), eur(19_900)), None, "the regular price still waits");
    assert_eq!(comparison(&[], eur(14_900), eur(19_900)), None);
}

#[test]
fn a_real_reduction_names_the_old_price_and_the_lowest_of_thirty_days() {
    let history = [charged(19_900, 0, Some(50)), charged(17_900, 50, Some(60)), charged(14_900, 60, None)];
    let shown = Comparison { compare_at: eur(19_900), lowest_30d: eur(17_900) };
    assert_eq!(comparison(&history, eur(14_900), eur(19_900)), Some(shown));
}

#[test]
fn a_price_that_was_as_low_a_week_ago_is_no_reduction() {
    let history = [charged(14_900, 0, Some(50)), charged(19_900, 50, Some(57)), charged(14_900, 57, None)];
    assert_eq!(comparison(&history, eur(14_900), eur(19_900)), None);
}

#[test]
fn a_low_price_of_long_ago_does_not_count() {
    let history = [charged(9_900, 0, Some(10)), charged(19_900, 10, Some(50)), charged(14_900, 50, None)];
    let shown = Comparison { compare_at: eur(19_900), lowest_30d: eur(19_900) };
    assert_eq!(comparison(&history, eur(14_900), eur(19_900)), Some(shown));
}

#[test]
fn a_pause_does_not_make_a_price_new() {
    let history = [charged(19_900, 0, Some(20)), charged(14_900, 20, Some(25)), charged(14_900, 70, None)];
    let shown = Comparison { compare_at: eur(19_900), lowest_30d: eur(19_900) };
    assert_eq!(comparison(&history, eur(14_900), eur(19_900)), Some(shown));
}

/// Looks at tiers that end by date once an hour and writes down what changes.
fn watched(tiers: &[PriceTier], hours: i64) -> Vec<Charged> {
    let mut history: Vec<Charged> = Vec::new();
    for hour in 0..hours {
        let now = DateTime::UNIX_EPOCH + TimeDelta::hours(hour);
        let price = current_tier(tiers, now, 0).ok().map(|tier| tier.price);
        let open = history.last().filter(|last| last.until.is_none()).map(|last| last.price);
        let change = observe(open, price);
        if change != Change::None
            && let Some(last) = history.last_mut().filter(|last| last.until.is_none())
        {
            last.until = Some(now);
        }
        if let Change::Begin(price) = change {
            history.push(Charged { price, from: now, until: None });
        }
    }
    history
}

fn tiers() -> impl Strategy<Value = Vec<PriceTier>> {
    prop::collection::vec((1_i64..40, prop::option::weighted(0.8, 0_i64..200)), 1..6).prop_map(|tiers| {
        let tier = |(price, until): (i64, Option<i64>)| PriceTier {
            id: PriceTierId(uuid::Uuid::nil()),
            label: String::new(),
            price: eur(price * 100),
            until_at: until.map(|hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours)),
            until_taken: None,
        };
        tiers.into_iter().map(tier).collect()
    })
}

proptest! {
    #[test]
    fn tiers_by_date_become_segments_that_tell_each_price(tiers in tiers(), probe in 0_i64..220) {
        let history = watched(&tiers, 220);
        let at = DateTime::UNIX_EPOCH + TimeDelta::hours(probe);
        let told: Vec<_> = history.iter().filter(|part| part.from <= at && part.until.is_none_or(|until| at < until)).collect();
        let price = current_tier(&tiers, at, 0).ok().map(|tier| tier.price);
        prop_assert!(told.len() <= 1);
        prop_assert_eq!(told.first().map(|part| part.price), price);
        prop_assert!(history.iter().all(|part| part.until.is_none_or(|until| until > part.from)));
    }

    #[test]
    fn no_discount_is_ever_invented(tiers in tiers(), hours in 1_i64..220) {
        let history = watched(&tiers, hours);
        let now = DateTime::UNIX_EPOCH + TimeDelta::hours(hours - 1);
        let (Ok(tier), Some(last)) = (current_tier(&tiers, now, 0), tiers.last()) else { return Ok(()) };
        if let Some(shown) = comparison(&history, tier.price, last.price) {
            prop_assert!(shown.compare_at.minor > tier.price.minor && shown.lowest_30d.minor > tier.price.minor);
            prop_assert!(history.iter().any(|part| part.price == shown.compare_at && part.until.is_some()));
            prop_assert!(history.iter().any(|part| part.price == shown.lowest_30d && part.until.is_some()));
        }
    }
}
