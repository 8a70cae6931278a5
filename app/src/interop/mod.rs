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
mod vimeo;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use self::{browser::*, offer_events::*, order_events::*, stripe::*, vimeo::*};

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

/// What a video's player tells. Moments and lengths are in milliseconds of the video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerEvent {
    /// It is there, and stands at this moment.
    Ready {
        /// Where it stands.
        at_ms: u64,
        /// How long the video is.
        duration_ms: u64,
    },
    /// The time, while it plays and when it changes.
    Time {
        /// Where it is.
        at_ms: u64,
    },
    /// It plays.
    Play,
    /// It stands still.
    Pause,
    /// It was moved.
    Seek {
        /// Where to.
        at_ms: u64,
    },
    /// The video is over.
    End,
}

/// Why a video cannot be watched with us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerFault {
    /// Our own part of the player did not load. The video itself may play.
    NoScript,
    /// The player does not answer.
    Silent,
}
