//! What is for sale: the list, one offer with its prices, and the form for another.

mod add_page;
mod history_card;
mod list_page;
mod page;
mod prices_card;
mod standing;
mod status_card;
mod terms_card;

pub use add_page::AddOfferPage;
pub use list_page::OffersPage;
pub use page::OfferPage;
pub use standing::{StandingBadge, kind_words};

use super::refused::{Refused, problem};
use super::typed::Typed;
use crate::api::offers;
use domain::money::Currency;
use leptos::prelude::*;

/// What can be done to an offer. One of each for the page, so that it is read again after each.
#[derive(Clone, Copy)]
struct Actions {
    change: ServerAction<offers::ChangeOffer>,
    prices: ServerAction<offers::SetPrices>,
    switch: ServerAction<offers::SwitchOffer>,
}

impl Actions {
    fn new() -> Self {
        Self { change: ServerAction::new(), prices: ServerAction::new(), switch: ServerAction::new() }
    }

    /// Changes with every answer.
    fn versions(self) -> [usize; 3] {
        [self.change.version().get(), self.prices.version().get(), self.switch.version().get()]
    }
}

/// The currencies, as a form offers them.
pub fn currencies() -> Vec<(String, String)> {
    Currency::ALL.iter().map(|currency| (currency.code().to_owned(), currency.code().to_owned())).collect()
}
