//! What is for sale, coupons and terms: plausible data, and the ports that answer with it.

use super::fake::Fake;
use super::panel::BREAKOUT;
use super::samples::{eur, now};
use app::api::Result;
use app::api::dto::{
    BumpNumbers, ConsentVersion, CountryRates, CouponDetail, CouponForm, CouponRow, CouponsView, FunnelStep, FunnelView, OfferDetail,
    OfferForm, OfferRow, OffersView, PolicyVersion, PricePeriod, RateForm, RateRow, StepNumbers, Takes, TaxesView, TermsView, TierForm,
    TierView,
};
use app::api::ports::{AdminActor, CouponDesk, NewOffer, NewPolicy, OfferDesk, Terms};
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::country::Country;
use domain::ids::OfferId;
use domain::money::Currency;
use domain::offer_kind::OfferKind;
use domain::price_history::Comparison;
use domain::refund_policy::RefundPolicy;
use domain::scarcity::{Seats, Unavailable};
use uuid::Uuid;

fn row(number: u128, kind: OfferKind) -> OfferRow {
    OfferRow {
        id: OfferId(Uuid::from_u128(number)),
        kind,
        title: BREAKOUT.into(),
        price: Some(eur(14_900)),
        standing: if kind == OfferKind::Main { Ok(()) } else { Err(Unavailable::Paused) },
        seats: Seats { capacity: Some(50), taken: 13 },
        foreign: kind == OfferKind::Upsell,
    }
}

fn offers() -> Vec<OfferRow> {
    (1..).zip(OfferKind::ALL).map(|(number, kind)| row(number, kind)).collect()
}

fn detail() -> OfferDetail {
    let tier = |label: &str, minor, until_taken, now| TierView { label: label.into(), price: eur(minor), until_at: None, until_taken, now };
    OfferDetail {
        row: row(1, OfferKind::Main),
        version: 3,
        enabled: true,
        sells: "The small course workshop".into(),
        description: BREAKOUT.into(),
        currency: Currency::Eur,
        tiers: vec![tier("First seats", 12_900, Some(20), true), tier(BREAKOUT, 19_900, None, false)],
        opens_at: None,
        closes_at: Some(now() + TimeDelta::days(30)),
        stands_min: None,
        show_compare_at: true,
        compared: Some(Comparison { compare_at: eur(19_900), lowest_30d: eur(17_900) }),
        history: vec![PricePeriod { price: eur(19_900), from: now(), until: None }],
    }
}

fn step(number: u128, kind: OfferKind) -> StepNumbers {
    StepNumbers {
        offer: row(number, kind),
        version: 1,
        enabled: kind == OfferKind::Upsell,
        shown: 40,
        accepted: 10,
        declined: 25,
        failed: 2,
        expired: 3,
        undecided: 2,
        rate: Some(2_500),
    }
}

#[async_trait]
impl OfferDesk for Fake {
    async fn list(&self, _: &AdminActor) -> Result<OffersView> {
        Ok(OffersView { offers: offers(), products: Vec::new(), currency: Currency::Eur })
    }
    async fn offer(&self, _: &AdminActor, _: OfferId) -> Result<OfferDetail> {
        Ok(detail())
    }
    async fn add(&self, _: &AdminActor, _: NewOffer) -> Result<OfferId> {
        Ok(OfferId(Uuid::from_u128(1)))
    }
    async fn change(&self, _: &AdminActor, _: OfferId, _: i32, _: OfferForm) -> Result<()> {
        Ok(())
    }
    async fn set_prices(&self, _: &AdminActor, _: OfferId, _: i32, _: &str, _: Vec<TierForm>) -> Result<()> {
        Ok(())
    }
    async fn switch(&self, _: &AdminActor, _: OfferId, _: i32, _: bool) -> Result<()> {
        Ok(())
    }
    async fn funnel(&self, _: &AdminActor) -> Result<FunnelView> {
        Ok(FunnelView {
            paid: 40,
            bumps: vec![BumpNumbers { offer: row(2, OfferKind::Bump), taken: 12, rate: Some(3_000) }],
            steps: vec![
                FunnelStep { upsell: step(3, OfferKind::Upsell), downsells: vec![step(4, OfferKind::Downsell)] },
                FunnelStep { upsell: step(5, OfferKind::Upsell), downsells: Vec::new() },
            ],
            loose: vec![step(6, OfferKind::Downsell)],
        })
    }
    async fn move_step(&self, _: &AdminActor, _: OfferId, _: i32, _: bool) -> Result<()> {
        Ok(())
    }
    async fn stand_in(&self, _: &AdminActor, _: OfferId, _: i32, _: Option<OfferId>) -> Result<()> {
        Ok(())
    }
}

fn coupon() -> CouponRow {
    CouponRow {
        code: "WELCOME10".into(),
        takes: Takes::Percent(1_000),
        standing: Ok(()),
        uses: 3,
        max_uses: Some(5),
        expires_at: Some(now()),
        enabled: true,
    }
}

#[async_trait]
impl CouponDesk for Fake {
    async fn list(&self, _: &AdminActor) -> Result<CouponsView> {
        Ok(CouponsView { coupons: vec![coupon()], offers: offers(), currency: Currency::Kwd })
    }
    async fn coupon(&self, _: &AdminActor, _: &str) -> Result<CouponDetail> {
        Ok(CouponDetail {
            row: coupon(),
            version: 2,
            starts_at: None,
            once_per_person: true,
            only: vec![OfferId(Uuid::from_u128(1))],
            offers: offers(),
            link: "https://course.example/?coupon=WELCOME10".into(),
            spent: 2,
            held: 1,
            returned: 4,
        })
    }
    async fn add(&self, _: &AdminActor, named: &str, _: CouponForm) -> Result<String> {
        Ok(named.to_owned())
    }
    async fn change(&self, _: &AdminActor, _: &str, _: i32, _: CouponForm) -> Result<()> {
        Ok(())
    }
    async fn switch(&self, _: &AdminActor, _: &str, _: i32, _: bool) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Terms for Fake {
    async fn terms(&self, _: &AdminActor) -> Result<TermsView> {
        let policy = |version, days| PolicyVersion {
            version,
            policy: RefundPolicy { days, max_watched_percent: 30, self_service: true },
            since: Some(now()),
        };
        let consent = |version, text: &str| ConsentVersion { version, text: text.into(), since: now(), given: 7, revoked: 1 };
        Ok(TermsView { refunds: vec![policy(2, 30), policy(1, 14)], consents: vec![consent(3, BREAKOUT), consent(2, "Keep this card.")] })
    }
    async fn set_policy(&self, _: &AdminActor, _: i32, _: NewPolicy) -> Result<()> {
        Ok(())
    }
    async fn write_consent(&self, _: &AdminActor, _: i32, _: &str) -> Result<()> {
        Ok(())
    }
    async fn taxes(&self, _: &AdminActor) -> Result<TaxesView> {
        let country = Country::parse("FI").expect("a country");
        let rate = |rate: Option<&str>| RateRow { rate: rate.map(Into::into), from: now() };
        let rates = vec![rate(None), rate(Some("VAT 25.5 %"))];
        Ok(TaxesView {
            seller: Some(country),
            inclusive: true,
            changed: 1,
            countries: vec![CountryRates { country, now: Some("VAT 25.5 %".into()), rates }],
        })
    }
    async fn set_tax_basis(&self, _: &AdminActor, _: i64, _: &str, _: bool) -> Result<()> {
        Ok(())
    }
    async fn add_rate(&self, _: &AdminActor, _: RateForm) -> Result<()> {
        Ok(())
    }
}
