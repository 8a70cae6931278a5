//! The only file set that talks to JavaScript. On the server each function is a stand-in that does nothing.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod offer_events;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod order_events;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod stripe;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use self::{browser::*, offer_events::*, order_events::*, stripe::*};

#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
mod absent;
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
pub use self::absent::*;

/// What the card form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardFormMode {
    /// A payment that is opened when the buyer submits.
    Deferred(domain::money::Money),
    /// A payment that is open.
    Open(String),
}

/// Why the card form cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardFault {
    /// The provider's script did not load.
    NoScript,
    /// The form is not filled in yet: the provider's own words. Nothing was sent.
    Incomplete(String),
    /// The payment was refused and the buyer can put it right: the provider's own words.
    Refused(String),
    /// The payment is in another state than this page thinks; the order page knows more.
    Moved,
    /// Anything else.
    Broken,
}
