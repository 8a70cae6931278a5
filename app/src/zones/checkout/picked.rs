use crate::api::dto::{CheckoutView, Choices};
use crate::api::{Result, checkout};
use crate::request;
use domain::ids::OfferId;

/// What is sent for a country where none is asked for: it says that the selection is whole.
pub const NO_COUNTRY: &str = "none";

/// What the buyer has chosen on this page, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The bumps that are ticked.
    pub bumps: Vec<OfferId>,
    /// A coupon's code, or empty.
    pub coupon: String,
    /// The country's code.
    pub country: String,
    /// A VAT id, or empty.
    pub vat_id: String,
}

impl Picked {
    /// What the page came with.
    pub fn of(choices: &Choices) -> Self {
        let tax = choices.tax.as_ref();
        Self {
            bumps: choices.bumps.iter().filter(|bump| bump.ticked).map(|bump| bump.offer).collect(),
            coupon: choices.coupon.as_ref().map(|coupon| coupon.code.clone()).unwrap_or_default(),
            country: tax.map_or_else(|| NO_COUNTRY.to_owned(), |tax| tax.country.code().to_owned()),
            vat_id: tax.map(|tax| tax.vat_id.clone()).unwrap_or_default(),
        }
    }

    /// Ticks or unticks a bump.
    pub fn tick(&mut self, offer: OfferId, ticked: bool) {
        self.bumps.retain(|other| *other != offer);
        if ticked {
            self.bumps.push(offer);
        }
    }

    /// Asks what it costs now.
    pub async fn ask(self) -> Result<CheckoutView> {
        let typed = |text: String| (!text.trim().is_empty()).then_some(text);
        let bumps = self.bumps.iter().map(ToString::to_string).collect();
        checkout::quote(request::query_value("seat"), None, bumps, typed(self.coupon), Some(self.country), typed(self.vat_id)).await
    }
}
