//! The main offer, sold out or at another price than now.

use crate::repo::catalog::OfferWithTiers;
use crate::repo::rows;
use app::api::dto::Imagined;
use chrono::{DateTime, Utc};
use domain::pricing::PriceTier;
use domain::scarcity::Seats;

/// The offer as it is imagined.
pub fn imagine(mut found: OfferWithTiers, imagined: &Imagined, now: DateTime<Utc>) -> OfferWithTiers {
    let mut seats = rows::seats(&found.offer);
    if let Some(place) = imagined.tier.and_then(|tier| found.tiers.iter().position(|other| other.id == tier)) {
        seats.taken = taken_at(&found.tiers, place, seats.taken);
        found.tiers = from_tier(found.tiers, place, now);
    }
    if imagined.sold_out {
        seats = sold_out(seats);
    }
    let signed = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    found.offer.seats = seats.capacity.map(signed);
    found.offer.taken = signed(seats.taken);
    found
}

/// How many seats are taken while the tier at `place` holds: as many as really are, or as few or many as it takes.
fn taken_at(tiers: &[PriceTier], place: usize, taken: u32) -> u32 {
    let before = tiers[..place].iter().filter_map(|tier| tier.until_taken).max().unwrap_or_default();
    let until = tiers[place].until_taken.unwrap_or(u32::MAX);
    if (before..until).contains(&taken) { taken } else { before }
}

/// The tiers from the one at `place` on. That one holds: a deadline of it that is over is forgotten.
fn from_tier(mut tiers: Vec<PriceTier>, place: usize, now: DateTime<Utc>) -> Vec<PriceTier> {
    let mut tiers = tiers.split_off(place);
    if let Some(first) = tiers.first_mut() {
        first.until_at = first.until_at.filter(|until| now < *until);
    }
    tiers
}

/// All seats are taken; where there is no limit, the limit is what was taken.
fn sold_out(seats: Seats) -> Seats {
    let capacity = seats.capacity.unwrap_or(seats.taken);
    Seats { capacity: Some(capacity), taken: capacity }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use domain::ids::PriceTierId;
    use domain::money::{Currency, Money};
    use domain::pricing::current_tier;
    use uuid::Uuid;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn tier(number: u128, until_at: Option<DateTime<Utc>>, until_taken: Option<u32>) -> PriceTier {
        let id = PriceTierId(Uuid::from_u128(number));
        PriceTier { id, label: number.to_string(), price: Money::new(100, Currency::Eur), until_at, until_taken }
    }

    #[test]
    fn whichever_tier_is_chosen_holds() {
        let over = Some(NOW - TimeDelta::days(1));
        let tiers = [tier(1, None, Some(10)), tier(2, over, Some(20)), tier(3, over, None), tier(4, None, None)];
        for taken in [0, 5, 10, 15, 40] {
            for place in 0..tiers.len() {
                let taken = taken_at(&tiers, place, taken);
                let left = from_tier(tiers.to_vec(), place, NOW);
                assert_eq!(current_tier(&left, NOW, taken).map(|tier| tier.id), Ok(tiers[place].id), "{place} with {taken}");
            }
        }
    }

    #[test]
    fn seats_stay_as_they_are_where_the_tier_allows() {
        let tiers = [tier(1, None, Some(10)), tier(2, None, None)];
        assert_eq!((taken_at(&tiers, 0, 3), taken_at(&tiers, 0, 12), taken_at(&tiers, 1, 3), taken_at(&tiers, 1, 12)), (3, 0, 10, 12));
    }

    #[test]
    fn sold_out_leaves_nothing_even_without_a_limit() {
        for seats in [Seats { capacity: None, taken: 7 }, Seats { capacity: None, taken: 0 }, Seats { capacity: Some(50), taken: 3 }] {
            assert!(sold_out(seats).sold_out());
        }
    }
}
