//! What an offer is in the shop.

use serde::{Deserialize, Serialize};

/// A kind of offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// The course itself. There is one.
    Main,
    /// An addition that is ticked at the checkout.
    Bump,
    /// It is offered after the purchase.
    Upsell,
    /// It is offered to who declined an upsell.
    Downsell,
}

impl OfferKind {
    /// Every kind, in the order in which a buyer meets them.
    pub const ALL: [Self; 4] = [Self::Main, Self::Bump, Self::Upsell, Self::Downsell];

    /// The name in the database and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Bump => "bump",
            Self::Upsell => "upsell",
            Self::Downsell => "downsell",
        }
    }

    /// Finds a kind by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether who buys it takes a seat of it. A bump is bought with the course and takes none of its own.
    pub fn has_seats(self) -> bool {
        self != Self::Bump
    }

    /// Whether it is offered after a purchase, for as long as it stands.
    pub fn follows_purchase(self) -> bool {
        matches!(self, Self::Upsell | Self::Downsell)
    }
}
