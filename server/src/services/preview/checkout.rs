//! The checkout as an imagined person would see it: the price of now, and nothing begun.

use super::PreviewService;
use super::student::SAM;
use crate::core::Reading;
use crate::error::Result;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::rows;
use crate::services::selection::{self, Customer, Priced, QUOTE_VALID};
use crate::services::{consent, quoting, refunds};
use app::api::dto::{Buyer, CheckoutView, Imagined, QuoteView, Standing};
use app::api::ports::Selection;
use domain::ids::QuoteId;
use domain::scarcity::Unavailable;
use uuid::Uuid;

impl PreviewService {
    pub(super) async fn checkout_view(&self, reading: &Reading, found: &OfferWithTiers, imagined: &Imagined) -> Result<CheckoutView> {
        let price = quoting::current_price(found, reading.now);
        let products = self.products(found, imagined).await?;
        let wish = Selection { coupon: Some(imagined.coupon.clone()), ..Selection::default() };
        let priced = match price {
            Ok(tier) => selection::price(reading, found, tier, &wish, Customer::Imagined(&products)).await?,
            Err(_) => None,
        };
        let quote = priced.as_ref().map(|priced| quote(priced, reading)).transpose()?;
        let ways = quote.as_ref().and_then(|quote| self.ways.iter().find(|(currency, _)| *currency == quote.total.currency));
        Ok(CheckoutView {
            title: found.offer.title.clone(),
            unavailable: if quote.is_some() { None } else { Some(price.err().unwrap_or(Unavailable::Paused)) },
            ways: ways.map(|(_, ways)| *ways).unwrap_or_default(),
            quote,
            owned: products.contains(&found.offer.product_id),
            resume: None,
            under_way: None,
            buyer: Some(Buyer { email: SAM.0.to_owned(), name: SAM.1.to_owned() }),
            kept_seat: None,
            choices: priced.map(|priced| priced.choices).unwrap_or_default(),
            stripe: self.stripe.clone(),
            consent: consent::question(reading.db()).await?,
            seats_left: rows::seats(&found.offer).left(),
            refund: refunds::policy::policy(reading.db()).await?,
            now: reading.now,
        })
    }

    /// The products that the person owns.
    async fn products(&self, found: &OfferWithTiers, imagined: &Imagined) -> Result<Vec<Uuid>> {
        let with: Vec<Uuid> = imagined.with.iter().map(|offer| offer.0).collect();
        let extras = catalog::products_of(&self.db, &with).await?.into_values();
        let course = (imagined.standing == Standing::Owns).then_some(found.offer.product_id);
        Ok(extras.filter(|product| *product != found.offer.product_id).chain(course).collect())
    }
}

/// A quote that nobody stores.
fn quote(priced: &Priced, reading: &Reading) -> Result<QuoteView> {
    quoting::view(QuoteId(Uuid::nil()), &priced.lines, priced.tax.as_ref(), reading.now + QUOTE_VALID)
}
