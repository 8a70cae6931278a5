//! Paying, on the pages of the checkout and of an order. The pages are the server's; the card form is the provider's.

mod answers;
mod card;
mod choices;
mod hints;
mod notice;
mod order;
mod pay;

use super::{Begin, Touch};

/// Listens to what can be chosen, paid and answered. Before anything else does: these forms are none of those that change in place.
pub const BEGIN: [Begin; 4] = [choices::begin, pay::begin, answers::begin, hints::begin];

/// Brings a part to life that has just come.
pub const TOUCH: [Touch; 3] = [hints::touch, card::touch, order::touch];
