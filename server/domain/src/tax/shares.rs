//! Sharing an amount out so that the shares sum to it.

use crate::money::Money;
use crate::pricing::{Line, LineKind};
use std::cmp::Reverse;

/// Shares `total` out in proportion to `weights`, by the largest remainder: every share is the exact one rounded down, and
/// the units left over go one each to the largest remainders, the earlier weight first. The shares sum to `total`.
///
/// Weights may be negative (a discount takes its part away) as long as they sum to more than zero. Where they do not, the
/// first weight takes all.
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().copied().map(i128::from).sum();
    if sum <= 0 {
        return weights.iter().enumerate().map(|(index, _)| if index == 0 { total } else { 0 }).collect();
    }
    let exact = |weight: &i64| i128::from(total) * i128::from(*weight);
    let mut shares: Vec<i128> = weights.iter().map(|weight| exact(weight).div_euclid(sum)).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|index| Reverse(weights.get(*index).map(|weight| exact(weight).rem_euclid(sum))));
    let left = usize::try_from(i128::from(total) - shares.iter().sum::<i128>()).unwrap_or_default();
    for index in by_remainder.into_iter().take(left) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or_default()).collect()
}

/// The same in steps of a currency, so that each share can be sent back alone. What lies between two steps stays with the first.
fn allocate_in_steps(total: Money, weights: &[i64]) -> Vec<i64> {
    let step = total.currency.step();
    let mut shares: Vec<i64> = allocate(total.minor / step, weights).into_iter().map(|share| share * step).collect();
    if let Some(first) = shares.first_mut() {
        *first += total.minor % step;
    }
    shares
}

/// What each item of an order is worth of the money that was paid: its price with its part of discounts and tax. The answer
/// names main and bump lines by their index in `lines`; their shares sum to the sum of all lines.
///
/// A discount that names an offer reduces that offer's line; the others reduce every line in proportion.
pub fn item_shares(lines: &[Line]) -> Vec<(usize, Money)> {
    let is_item = |line: &Line| matches!(line.kind, LineKind::Main | LineKind::Bump);
    let discount_of = |item: &Line| {
        let own = lines.iter().filter(|line| line.kind == LineKind::Discount && line.offer.is_some() && line.offer == item.offer);
        own.map(|line| line.amount.minor).sum::<i64>()
    };
    let items: Vec<(usize, &Line)> = lines.iter().enumerate().filter(|(_, line)| is_item(line)).collect();
    let worth: Vec<i64> = items.iter().map(|(_, line)| (line.amount.minor + discount_of(line)).max(0)).collect();
    let Some(currency) = items.first().map(|(_, line)| line.amount.currency) else { return Vec::new() };
    let total = Money::new(lines.iter().map(|line| line.amount.minor).sum(), currency);
    let shares = allocate_in_steps(total, &worth);
    items.into_iter().zip(shares).map(|((index, _), share)| (index, Money::new(share, currency))).collect()
}

/// The part of `whole` that belongs to `amount`, when `before` of `total` went the same way earlier. Over the amounts of a
/// series that sums to `total` the parts sum to `whole`: the tax of an order in its credit notes.
pub fn part_of(whole: i64, total: i64, before: i64, amount: i64) -> i64 {
    if total <= 0 {
        return 0;
    }
    let up_to = |reached: i64| {
        let (whole, reached, total) = (i128::from(whole), i128::from(reached.clamp(0, total)), i128::from(total));
        i64::try_from((2 * whole * reached + total) / (2 * total)).unwrap_or_default()
    };
    up_to(before.saturating_add(amount)) - up_to(before)
}
