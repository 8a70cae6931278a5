use super::*;
use crate::ids::PriceTierId;
use crate::money::Currency;
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

fn day(day: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(day)
}

fn tier(minor: i64, until_day: Option<i64>, until_taken: Option<u32>) -> NewTier {
    NewTier { label: "Regular".into(), price: Money::new(minor, Currency::Eur), until_at: until_day.map(day), until_taken }
}

fn in_force(tiers: &[NewTier]) -> Vec<PriceTier> {
    let tier = |(index, tier): (u128, &NewTier)| PriceTier {
        id: PriceTierId(Uuid::from_u128(index)),
        label: tier.label.clone(),
        price: tier.price,
        until_at: tier.until_at,
        until_taken: tier.until_taken,
    };
    (0..).zip(tiers).map(tier).collect()
}

#[test]
fn a_price_behind_one_without_an_end_never_comes() {
    assert_eq!(check(&[tier(4_900, None, None), tier(9_900, None, None)], None), Err((1, TierFault::NeverComes)));
    assert_eq!(check(&[tier(4_900, Some(1), None), tier(5_900, Some(1), None)], None), Err((1, TierFault::NeverComes)));
    assert_eq!(check(&[tier(4_900, None, Some(20)), tier(9_900, None, None)], Some(20)), Err((1, TierFault::NeverComes)), "all seats");
    assert_eq!(check(&[tier(4_900, None, Some(20)), tier(9_900, None, None)], Some(21)), Ok(()));
    assert_eq!(check(&[tier(4_900, Some(3), Some(5)), tier(5_900, Some(5), None), tier(9_900, None, None)], None), Ok(()));
}

#[test]
fn a_price_can_be_charged_or_is_none() {
    let dinars = |minor| NewTier { price: Money::new(minor, Currency::Kwd), ..tier(0, None, None) };
    assert_eq!(check(&[dinars(5_120)], None), Ok(()));
    assert_eq!(check(&[dinars(5_124)], None), Err((0, TierFault::NotChargeable(NotChargeable::Uneven))));
    let smallest = NotChargeable::TooSmall(Money::new(50, Currency::Eur));
    assert_eq!(check(&[tier(49, None, None)], None), Err((0, TierFault::NotChargeable(smallest))));
    assert_eq!(check(&[tier(4_900, Some(1), None), dinars(5_120)], None), Err((1, TierFault::OtherCurrency)));
}

#[test]
fn a_price_that_is_charged_for_longer_is_prolonged() {
    let seen = |before: &[NewTier], after: &[NewTier]| prolonged(&in_force(before), &in_force(after), day(0), 3);
    let early = [tier(4_900, Some(5), None), tier(9_900, None, None)];
    let longer = [tier(4_900, Some(7), None), tier(9_900, None, None)];
    assert_eq!(seen(&early, &longer), Some(Prolonged { before: day(5), after: Some(day(7)) }));
    assert_eq!(seen(&early, &[tier(4_500, None, None)]), Some(Prolonged { before: day(5), after: None }), "cheaper, and for ever");
    assert_eq!(seen(&longer, &early), None, "shorter");
    assert_eq!(seen(&early, &[tier(5_900, Some(9), None)]), None, "dearer");
    assert_eq!(seen(&[tier(4_900, None, None)], &longer), None, "no end was promised");
    assert_eq!(seen(&[tier(4_900, Some(5), Some(3)), tier(9_900, None, None)], &longer), None, "it had ended");
}

proptest! {
    /// A list passes if and only if each of its prices is the price at some moment and some number of seats.
    #[test]
    fn every_price_of_a_sound_list_comes(
        ends in prop::collection::vec((prop::option::of(1_i64..5), prop::option::of(1_u32..5)), 1..5),
        seats in prop::option::of(1_u32..6),
    ) {
        let tiers: Vec<_> = ends.iter().map(|(until_day, until_taken)| tier(4_900, *until_day, *until_taken)).collect();
        let charged = in_force(&tiers);
        let comes = |index: usize| {
            (0..=6).any(|at| (0..seats.unwrap_or(7)).any(|taken| {
                current_tier(&charged, day(at), taken).is_ok_and(|tier| tier.id == charged[index].id)
            }))
        };
        let dead = (0..tiers.len()).find(|index| !comes(*index));
        prop_assert_eq!(check(&tiers, seats), dead.map_or(Ok(()), |index| Err((index, TierFault::NeverComes))));
    }

    /// Whatever the prices become: no end moves to later unseen while the price stays.
    #[test]
    fn no_end_moves_to_later_unseen(before in 1_i64..9, after in prop::option::of(1_i64..9)) {
        let was = in_force(&[tier(4_900, Some(before), None), tier(9_900, None, None)]);
        let is = in_force(&[tier(4_900, after, None), tier(9_900, None, None)]);
        let later = after.is_none_or(|after| after > before);
        prop_assert_eq!(prolonged(&was, &is, day(0), 0).is_some(), later);
    }
}
