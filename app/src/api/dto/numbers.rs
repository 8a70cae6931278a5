use domain::audience::Origin;
use domain::money::{Currency, Money};
use domain::numbers::{Span, Takings, Yield};
use serde::{Deserialize, Serialize};

/// The creator's numbers of a span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersView {
    /// The days.
    pub span: Span,
    /// The currency of every amount. Orders in others are counted, and their amounts left out.
    pub currency: Currency,
    /// The currencies that prices are or were in, the offer's own first.
    pub currencies: Vec<Currency>,
    /// How many took each step, beside the days before.
    pub funnel: Compared<FunnelCounts>,
    /// What came in and went back, beside the days before.
    pub takings: Compared<Takings>,
    /// The same along the days, in order.
    pub points: Vec<Point>,
    /// The seats of the main offer as they are now, where there is one.
    pub seats: Option<SeatCounts>,
    /// Coupons that were used, most used first.
    pub coupons: Vec<CouponSums>,
    /// Where people came from, most sales first.
    pub origins: Vec<(Origin, Yield)>,
    /// All other origins together, where there are more than are shown.
    pub other_origins: Option<Yield>,
    /// How far students come.
    pub learning: LearningSums,
}

impl NumbersView {
    /// An amount in the currency of the numbers.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// A number of the span beside that of the span before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared<T> {
    /// Of the span.
    pub now: T,
    /// Of as many days before it.
    pub before: T,
}

impl<T> Compared<T> {
    /// A part of both.
    pub fn map<U>(&self, part: impl Fn(&T) -> U) -> Compared<U> {
        Compared { now: part(&self.now), before: part(&self.before) }
    }
}

/// How many took each step of the funnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelCounts {
    /// Opened a page of the sale.
    pub visitors: u64,
    /// Opened the checkout.
    pub checkout: u64,
    /// Paid a main order.
    pub paid: u64,
    /// Paid it with the bump.
    pub bump: u64,
    /// Bought an offer after it.
    pub upsell: u64,
}

/// Some days of a chart, beside the days that stood in their place before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The days.
    pub span: Span,
    /// Visitors.
    pub visitors: Compared<u64>,
    /// What came in and went back.
    pub takings: Compared<Takings>,
}

/// Seats as they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatCounts {
    /// Sold.
    pub sold: u32,
    /// Held for somebody who pays now, or who was invited from the waitlist.
    pub held: u32,
    /// Left; `None` is without limit.
    pub left: Option<u32>,
}

/// What a coupon brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponSums {
    /// Its code.
    pub code: String,
    /// Paid orders with it.
    pub uses: u64,
    /// What they brought.
    pub revenue: Money,
    /// What of it was refunded.
    pub refunded: Money,
}

/// How far the students come whose access began in the span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearningSums {
    /// How many they are.
    pub students: u64,
    /// How many of them have completed the course.
    pub finished: u64,
    /// The published lessons in order.
    pub lessons: Vec<LessonSums>,
}

/// How far students come in a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonSums {
    /// Its title.
    pub title: String,
    /// Its module's title.
    pub module: String,
    /// How many have opened it.
    pub reached: u64,
    /// How many have completed it.
    pub completed: u64,
    /// The furthest place in the video that half of those who began it have not passed, in hundredths; `None` where nobody has.
    pub median_percent: Option<u32>,
}
