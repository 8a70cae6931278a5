//! The only file set that talks to JavaScript. On the server each function that pages draw with is a stand-in that does nothing.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod hand;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod offer_events;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod order_events;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod stripe;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod upload;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod vimeo;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod writing;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use self::{browser::*, offer_events::*, order_events::*, stripe::*, upload::*, vimeo::*, writing::*};

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
    /// Nobody here knows what became of the payment: it was sent, and no answer came that says so. The order page asks the provider.
    Unknown,
    /// Anything else.
    Broken,
}

impl CardFault {
    /// What an error of the provider's script says of a payment, by its `type`, `code` and `message`. A line that broke and a fault of
    /// the provider's own are no refusals: the money may have been taken.
    pub fn of_error(kind: Option<&str>, code: Option<&str>, message: Option<String>) -> Self {
        match (kind, code) {
            (_, Some("payment_intent_unexpected_state")) => Self::Moved,
            (Some("api_connection_error" | "api_error"), _) => Self::Unknown,
            _ => message.map_or(Self::Broken, Self::Refused),
        }
    }
}

/// A file that is chosen in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A picture that is in the browser.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub struct PictureFile(send_wrapper::SendWrapper<web_sys::File>);

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
    /// The student begins to move it to another moment.
    Grasp {
        /// False where what the student pressed may have been for something else.
        surely: bool,
    },
    /// It was moved, by whomever.
    Seek {
        /// Where to.
        at_ms: u64,
    },
    /// The video is over.
    End,
    /// It cannot go on.
    Fault,
}

/// Why a video cannot be watched with us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerFault {
    /// Our own part of the player did not load. The video itself may play.
    NoScript,
    /// The player does not answer.
    Silent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_about_the_payment_is_a_refusal() {
        let of = |kind, code| CardFault::of_error(kind, code, Some("Words.".to_owned()));
        let refused = CardFault::Refused("Words.".to_owned());
        for (kind, code, fault) in [
            (Some("card_error"), Some("card_declined"), refused.clone()),
            (Some("validation_error"), Some("incomplete_number"), refused.clone()),
            (Some("invalid_request_error"), Some("payment_intent_authentication_failure"), refused.clone()),
            (Some("invalid_request_error"), Some("payment_intent_unexpected_state"), CardFault::Moved),
            (Some("api_connection_error"), None, CardFault::Unknown),
            (Some("api_error"), None, CardFault::Unknown),
            (Some("api_error"), Some("lock_timeout"), CardFault::Unknown),
            (None, None, refused),
        ] {
            assert_eq!(of(kind, code), fault, "{kind:?} {code:?}");
        }
        assert_eq!(CardFault::of_error(Some("card_error"), None, None), CardFault::Broken);
    }
}
