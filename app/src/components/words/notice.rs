use super::words_for;
use crate::api::ApiError;
use crate::components::Tone;
use crate::interop::CardFault;
use crate::paths::LocalPath;
use domain::money::Money;

/// What the buyer has to know before trying again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How serious it is.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// Where to go next, and the words of that link.
    pub next: Option<(LocalPath, &'static str)>,
}

impl Notice {
    /// For an answer of ours.
    pub fn of_error(error: &ApiError) -> Self {
        let words = words_for(error);
        let next = matches!(error, ApiError::Conflict(_) | ApiError::Unauthenticated).then_some(words.next);
        Self { tone: Tone::Danger, title: words.title.to_owned(), text: words.text, next }
    }

    /// For an answer of the card form.
    pub fn of_card(fault: &CardFault) -> Self {
        let (title, text) = match fault {
            CardFault::NoScript => {
                ("The card form is not there yet", "Please wait for it to appear, or reload the page. Nothing was charged.".to_owned())
            }
            CardFault::Incomplete(words) => ("Please look at the card again", format!("{words} Nothing was sent yet.")),
            CardFault::Refused(words) => {
                ("The payment did not go through", format!("{words} You can try again or use another card; your seat stays held."))
            }
            CardFault::Moved => ("This payment has moved on", "We are looking up what happened.".to_owned()),
            CardFault::Unknown => (
                "The connection broke before the answer came",
                "We are asking the provider what happened. Please do not pay again meanwhile.".to_owned(),
            ),
            CardFault::Broken => {
                ("The card form stopped unexpectedly", "Please try again. You are never charged twice for one order.".to_owned())
            }
        };
        Self { tone: Tone::Danger, title: title.to_owned(), text, next: None }
    }

    /// For a price that is no longer the one on the page.
    pub fn of_price(old: Money, new: Money) -> Self {
        let (title, text) = if old == new {
            (
                "The price still holds".to_owned(),
                format!("The page had been open for a while, so we looked it up again: it is still {new}. Nothing was charged yet."),
            )
        } else {
            (
                format!("The price changed from {old} to {new}"),
                "Nothing was charged. If the new price suits you, press the button again.".to_owned(),
            )
        };
        Self { tone: Tone::Warning, title, text, next: None }
    }
}
