//! The arithmetic of the creator's numbers: spans of days, shares, changes, what is kept of what was taken.
//!
//! Days are UTC. Amounts are minor units of one currency; different currencies never meet here.

use crate::audience::Origin;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The years in which a shop may be.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;
/// The longest span, in days.
pub const LONGEST: u32 = 3_660;
/// A chart has at most so many points.
pub const MOST_POINTS: u32 = 31;

/// The spans that have a name: the days back from today, today among them.
pub const NAMED: [u32; 4] = [7, 30, 90, 365];
/// The span that is shown where none is chosen.
pub const USUAL: u32 = 30;

/// Days in a row: from the first to the day before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

/// Which part of the days that are read a day belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The span itself.
    Now,
    /// The span before it.
    Before,
}

impl Span {
    /// The last so many days, today among them.
    pub fn last(days: u32, today: NaiveDate) -> Self {
        let until = later(today, 1);
        Self { from: earlier(until, days.clamp(1, LONGEST)), until }
    }

    /// What was chosen: two days win over a name (`7`, `30`, `90`, `365`; empty is the usual). With one day alone the other end is
    /// today, or the usual time before. Days in the wrong order are turned round. `None` says that the name is none, or that
    /// a day lies in no year of a shop.
    pub fn chosen(name: &str, first: Option<NaiveDate>, last: Option<NaiveDate>, today: NaiveDate) -> Option<Self> {
        let (first, last) = match (first, last) {
            (None, None) if name.is_empty() => return Some(Self::last(USUAL, today)),
            (None, None) => return NAMED.into_iter().find(|days| days.to_string() == name).map(|days| Self::last(days, today)),
            (Some(first), None) => (first, today.max(first)),
            (None, Some(last)) => (earlier(last, USUAL - 1), last),
            (Some(one), Some(other)) => (one.min(other), one.max(other)),
        };
        let until = later(last, 1);
        let sound = [first, last].iter().all(|day| YEARS.contains(&day.year()));
        sound.then(|| Self { from: first.max(earlier(until, LONGEST)), until })
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        u32::try_from((self.until - self.from).num_days()).unwrap_or_default()
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        earlier(self.until, 1)
    }

    /// As many days just before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self { from: earlier(self.from, self.days()), until: self.from }
    }

    /// Where a day belongs; `None` where it is in neither.
    pub fn side(self, day: NaiveDate) -> Option<Side> {
        match day {
            day if day >= self.until => None,
            day if day >= self.from => Some(Side::Now),
            day if day >= self.before().from => Some(Side::Before),
            _ => None,
        }
    }

    /// How many days a point of a chart stands for, so that there are not too many.
    pub fn step(self) -> u32 {
        self.days().div_ceil(MOST_POINTS).max(1)
    }

    /// The points of a chart: each as many days as [`Span::step`] says, the last one maybe fewer.
    pub fn points(self) -> Vec<Self> {
        let count = self.days().div_ceil(self.step());
        let at = |number: u32| later(self.from, number * self.step());
        (0..count).map(|number| Self { from: at(number), until: at(number + 1).min(self.until) }).collect()
    }

    /// The point that a day belongs to. Days of the span before belong to the points that stand for them now.
    pub fn point_of(self, day: NaiveDate) -> Option<(Side, usize)> {
        let side = self.side(day)?;
        let start = if side == Side::Now { self.from } else { self.before().from };
        let point = (day - start).num_days() / i64::from(self.step());
        Some((side, usize::try_from(point).ok()?))
    }
}

fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

fn earlier(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// `part` of `whole` in thousandths, half a thousandth rounded up. `None` where there is no whole.
pub fn share(part: u64, whole: u64) -> Option<u64> {
    let product = u128::from(part) * 2_000 + u128::from(whole);
    (whole > 0).then(|| u64::try_from(product / (u128::from(whole) * 2)).unwrap_or(u64::MAX))
}

/// By how many thousandths a number has changed, rounded towards zero. `None` where there was nothing before.
pub fn change(now: i64, before: i64) -> Option<i64> {
    let product = (i128::from(now) - i128::from(before)) * 1_000;
    (before > 0).then(|| i64::try_from(product / i128::from(before)).unwrap_or(if product < 0 { i64::MIN } else { i64::MAX }))
}

/// What came in and what went away again, in minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takings {
    /// How many orders were paid.
    pub sales: u64,
    /// What they paid, tax and all.
    pub gross: i64,
    /// What was refunded.
    pub refunded: i64,
    /// What banks took back after a dispute.
    pub disputed: i64,
    /// The tax in what came in.
    pub tax: i64,
    /// The tax in what went away again.
    pub tax_back: i64,
    /// What payment providers kept, less what they gave back.
    pub fees: i64,
    /// Payments whose fees are not all known.
    pub fees_unknown: u64,
}

impl Takings {
    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            sales: self.sales.saturating_add(other.sales),
            gross: self.gross.saturating_add(other.gross),
            refunded: self.refunded.saturating_add(other.refunded),
            disputed: self.disputed.saturating_add(other.disputed),
            tax: self.tax.saturating_add(other.tax),
            tax_back: self.tax_back.saturating_add(other.tax_back),
            fees: self.fees.saturating_add(other.fees),
            fees_unknown: self.fees_unknown.saturating_add(other.fees_unknown),
        }
    }

    /// The tax that stays owed.
    pub fn tax_kept(self) -> i64 {
        self.tax.saturating_sub(self.tax_back)
    }

    /// What stays: without what went away, without the tax that is owed, and without the fees that are known.
    pub fn net(self) -> i64 {
        self.gross.saturating_sub(self.refunded).saturating_sub(self.disputed).saturating_sub(self.tax_kept()).saturating_sub(self.fees)
    }
}

/// The middle of what was counted: half of all have at most this. Of two in the middle it is the lower one. `None` of nothing.
pub fn median(counted: &BTreeMap<u32, u64>) -> Option<u32> {
    let all: u64 = counted.values().sum();
    let mut below = 0;
    counted.iter().find_map(|(value, count)| {
        below += count;
        (*count > 0 && below >= all.div_ceil(2)).then_some(*value)
    })
}

/// What became of those whom an origin led here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yield {
    /// Visitors.
    pub visitors: u64,
    /// Main orders that were paid.
    pub sales: u64,
    /// What they and what was bought after them brought, in minor units.
    pub revenue: i64,
    /// Those of the sales of which anything was refunded.
    pub refunds: u64,
    /// What of the revenue was refunded, in minor units.
    pub refunded: i64,
    /// Those of the sales whose buyer has completed the course.
    pub completed: u64,
}

impl Yield {
    fn plus(self, other: Self) -> Self {
        Self {
            visitors: self.visitors.saturating_add(other.visitors),
            sales: self.sales.saturating_add(other.sales),
            revenue: self.revenue.saturating_add(other.revenue),
            refunds: self.refunds.saturating_add(other.refunds),
            refunded: self.refunded.saturating_add(other.refunded),
            completed: self.completed.saturating_add(other.completed),
        }
    }
}

/// Puts together what belongs to one origin, most sales first, then most visitors. At most `most` stand alone; the rest is summed
/// up in the second part.
pub fn by_origin(found: impl IntoIterator<Item = (Origin, Yield)>, most: usize) -> (Vec<(Origin, Yield)>, Option<Yield>) {
    let mut sums = BTreeMap::<Origin, Yield>::new();
    for (origin, more) in found {
        let sum = sums.entry(origin).or_default();
        *sum = sum.plus(more);
    }
    let mut rows: Vec<_> = sums.into_iter().collect();
    rows.sort_by_key(|(_, sum)| std::cmp::Reverse((sum.sales, sum.visitors)));
    let rest = rows.split_off(most.min(rows.len()));
    let sum = rest.iter().map(|(_, sum)| *sum).reduce(Yield::plus);
    (rows, sum)
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;
