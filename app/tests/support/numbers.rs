//! Plausible numbers, and the port that answers with them.

use super::fake::Fake;
use super::panel::BREAKOUT;
use super::samples::eur;
use app::api::Result;
use app::api::dto::{Compared, CouponSums, FunnelCounts, LearningSums, LessonSums, NumbersView, Point, SeatCounts};
use app::api::ports::{AdminActor, Numbers, NumbersFilter};
use async_trait::async_trait;
use domain::audience::Origin;
use domain::money::Currency;
use domain::numbers::{Span, Takings, Yield};

#[async_trait]
impl Numbers for Fake {
    async fn view(&self, _admin: &AdminActor, _filter: NumbersFilter) -> Result<NumbersView> {
        let span = Span::last(7, "2026-11-25".parse().unwrap());
        let takings = Takings {
            sales: 14,
            gross: 208_600,
            refunded: 14_900,
            disputed: 0,
            tax: 33_300,
            tax_back: 2_379,
            fees: 6_470,
            fees_unknown: 2,
        };
        let both = |now| Compared { now, before: Takings::default() };
        let origin = Origin { source: BREAKOUT.into(), ..Origin::default() };
        Ok(NumbersView {
            span,
            currency: Currency::Eur,
            currencies: vec![Currency::Eur, Currency::Usd],
            funnel: Compared {
                now: FunnelCounts { visitors: 1_204, checkout: 96, paid: 14, bump: 5, upsell: 2 },
                before: FunnelCounts { visitors: 1_000, checkout: 96, paid: 7, bump: 5, upsell: 2 },
            },
            takings: both(takings),
            points: span
                .points()
                .into_iter()
                .map(|span| Point { span, visitors: Compared { now: 172, before: 143 }, takings: both(takings) })
                .collect(),
            seats: Some(SeatCounts { sold: 14, held: 1, left: Some(5) }),
            coupons: vec![CouponSums { code: "SPRING".into(), uses: 3, revenue: eur(35_760), refunded: eur(0) }],
            origins: vec![(origin, Yield { visitors: 9, sales: 2, revenue: 29_800, refunds: 1, refunded: 14_900, completed: 1 })],
            other_origins: Some(Yield { visitors: 3, ..Yield::default() }),
            learning: LearningSums {
                students: 14,
                finished: 2,
                lessons: vec![LessonSums {
                    title: BREAKOUT.into(),
                    module: "One".into(),
                    reached: 12,
                    completed: 9,
                    median_percent: Some(97),
                }],
            },
        })
    }
    async fn table(&self, _admin: &AdminActor, _filter: NumbersFilter, _table: &str) -> Result<String> {
        Ok(String::new())
    }
}
