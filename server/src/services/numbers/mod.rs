//! The creator's numbers: read in a handful of statements, put together by the rules of [`domain::numbers`].

mod learning;
mod tables;

use crate::core::Core;
use crate::error::Result;
use crate::repo::numbers::{self as counted, BackRow, FeeDay, OriginRow, SaleDay, VisitDay};
use app::api::dto::{Compared, CouponSums, FunnelCounts, NumbersView, Point, SeatCounts};
use app::api::ports::{AdminActor, Numbers, NumbersFilter};
use app::api::{self, ApiError};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::audience::{Origin, VisitStep};
use domain::money::{Currency, Money};
use domain::numbers::{Side, Span, Takings, Yield, by_origin};
use std::sync::Arc;

/// So many origins stand alone.
const MOST_ORIGINS: usize = 50;
/// The currency where nothing has a price yet.
const NO_PRICE: Currency = Currency::Eur;

/// The numbers over the database.
pub struct NumbersService(pub Arc<Core>);

#[async_trait]
impl Numbers for NumbersService {
    async fn view(&self, _admin: &AdminActor, filter: NumbersFilter) -> api::Result<NumbersView> {
        Ok(self.numbers(&filter).await?)
    }

    async fn table(&self, _admin: &AdminActor, filter: NumbersFilter, table: &str) -> api::Result<String> {
        let write = tables::named(table).ok_or(ApiError::NotFound)?;
        Ok(write(&self.numbers(&filter).await?))
    }
}

impl NumbersService {
    async fn numbers(&self, filter: &NumbersFilter) -> Result<NumbersView> {
        let db = self.0.db.read();
        let span = span(filter, self.0.now().date_naive())?;
        let offer = counted::offer_now(db).await?;
        let main = offer.as_ref().and_then(|offer| offer.currency.clone());
        let currencies = currencies(main.into_iter().chain(counted::currencies(db).await?));
        let currency = chosen(&filter.currency, &currencies)?;
        let mut sums = Sums::new(span);
        counted::visits(db, span).await?.iter().try_for_each(|row| sums.visit(row))?;
        counted::sales(db, span, currency).await?.iter().try_for_each(|row| sums.sale(row))?;
        counted::money_back(db, span, currency).await?.iter().try_for_each(|row| sums.back(row))?;
        counted::fees(db, span, currency).await?.iter().try_for_each(|row| sums.fees(row))?;
        let coupons = counted::coupons(db, span, currency).await?;
        let found = counted::by_origin(db, span, currency).await?.into_iter().map(origin);
        let (origins, other_origins) = by_origin(found, MOST_ORIGINS);
        Ok(NumbersView {
            span,
            currency,
            currencies,
            funnel: sums.funnel,
            takings: sums.takings,
            points: sums.points,
            seats: offer.map(|offer| seats(&offer)),
            coupons: coupons.into_iter().map(|row| coupon(row, currency)).collect(),
            origins,
            other_origins,
            learning: learning::sums(db, span).await?,
        })
    }
}

/// The days that are wanted.
fn span(filter: &NumbersFilter, today: NaiveDate) -> Result<Span> {
    let (from, until) = filter.days.moments().ok_or(ApiError::BadRequest)?;
    let last = until.map(|until| until.date_naive().pred_opt().unwrap_or(today));
    let span = Span::chosen(&filter.range, from.map(|from| from.date_naive()), last, today);
    Ok(span.ok_or(ApiError::BadRequest)?)
}

/// Each currency once, in the order in which they come.
fn currencies(codes: impl IntoIterator<Item = String>) -> Vec<Currency> {
    let mut all = Vec::new();
    for currency in codes.into_iter().filter_map(|code| Currency::from_code(&code)) {
        if !all.contains(&currency) {
            all.push(currency);
        }
    }
    all
}

fn chosen(code: &str, known: &[Currency]) -> Result<Currency> {
    if code.is_empty() {
        return Ok(known.first().copied().unwrap_or(NO_PRICE));
    }
    Ok(Currency::from_code(code).ok_or(ApiError::BadRequest)?)
}

/// What rows of days add up to.
struct Sums {
    span: Span,
    funnel: Compared<FunnelCounts>,
    takings: Compared<Takings>,
    points: Vec<Point>,
}

impl Sums {
    fn new(span: Span) -> Self {
        let points = span.points().into_iter().map(|span| Point { span, visitors: Compared::default(), takings: Compared::default() });
        Self { span, funnel: Compared::default(), takings: Compared::default(), points: points.collect() }
    }

    fn visit(&mut self, row: &VisitDay) -> Result<()> {
        let Some((side, point)) = self.span.point_of(row.day()?) else { return Ok(()) };
        let visitors = whole(row.visitors);
        let counts = of(&mut self.funnel, side);
        if row.step == VisitStep::Checkout.name() {
            counts.checkout += visitors;
            return Ok(());
        }
        counts.visitors += visitors;
        if let Some(point) = self.points.get_mut(point) {
            *of(&mut point.visitors, side) += visitors;
        }
        Ok(())
    }

    fn sale(&mut self, row: &SaleDay) -> Result<()> {
        let Some((side, _)) = self.span.point_of(row.day()?) else { return Ok(()) };
        let counts = of(&mut self.funnel, side);
        counts.paid += whole(row.paid);
        counts.bump += whole(row.bump);
        counts.upsell += whole(row.upsell);
        self.take(row.day()?, Takings { sales: whole(row.sales), gross: row.gross, tax: row.tax, ..Takings::default() });
        Ok(())
    }

    fn back(&mut self, row: &BackRow) -> Result<()> {
        let (refunded, disputed) = if row.kind == "refund" { (row.amount, 0) } else { (0, row.amount) };
        self.take(row.day()?, Takings { refunded, disputed, tax_back: row.tax, ..Takings::default() });
        Ok(())
    }

    fn fees(&mut self, row: &FeeDay) -> Result<()> {
        self.take(row.day()?, Takings { fees: row.fees, fees_unknown: whole(row.unknown), ..Takings::default() });
        Ok(())
    }

    fn take(&mut self, day: NaiveDate, more: Takings) {
        let Some((side, point)) = self.span.point_of(day) else { return };
        let point = self.points.get_mut(point).map(|point| &mut point.takings);
        for sum in std::iter::once(&mut self.takings).chain(point) {
            let sum = of(sum, side);
            *sum = sum.plus(more);
        }
    }
}

fn of<T>(compared: &mut Compared<T>, side: Side) -> &mut T {
    match side {
        Side::Now => &mut compared.now,
        Side::Before => &mut compared.before,
    }
}

/// A count that the database keeps signed.
fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn seats(offer: &counted::OfferNow) -> SeatCounts {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    let (taken, held) = (number(offer.taken.into()), number(offer.held));
    let left = offer.seats.map(|seats| number(seats.into()).saturating_sub(taken));
    SeatCounts { sold: taken.saturating_sub(held), held: held.min(taken), left }
}

fn coupon(row: counted::CouponRow, currency: Currency) -> CouponSums {
    let money = |minor| Money::new(minor, currency);
    CouponSums { uses: whole(row.uses), revenue: money(row.revenue), refunded: money(row.refunded), code: row.code }
}

fn origin(row: OriginRow) -> (Origin, Yield) {
    let brought = Yield {
        visitors: whole(row.visitors),
        sales: whole(row.sales),
        revenue: row.revenue,
        refunds: whole(row.refunds),
        refunded: row.refunded,
        completed: whole(row.completed),
    };
    (Origin { source: row.source, medium: row.medium, campaign: row.campaign, referrer: row.referrer }, brought)
}
