use super::{FunnelOffer, LineView, StripeClient, Ways};
use chrono::{DateTime, Utc};
use domain::{money::Money, order::OrderState};
use serde::{Deserialize, Serialize};

/// What the order page shows. A function of the order alone, the same on any device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// The order's public id.
    pub public_id: String,
    /// What was bought.
    pub title: String,
    /// Which page to show.
    pub step: OrderStep,
    /// The state, for those who want it exactly.
    pub state: OrderState,
    /// The lines.
    pub lines: Vec<LineView>,
    /// Their sum.
    pub total: Money,
    /// The address that gets access: whole for the buyer's own browser, masked for others.
    pub email: String,
    /// This browser may put a mistyped address right until this moment.
    pub correctable_until: Option<DateTime<Utc>>,
    /// Whether this browser made the order.
    pub own: bool,
    /// Whether this browser is now signed in as the buyer.
    pub signed_in: bool,
    /// The offer that is shown now, where one is.
    pub offer: Option<FunnelOffer>,
    /// What was bought after this order.
    pub also: Vec<Bought>,
    /// The public id of the order that this one was bought after, where it was.
    pub main: Option<String>,
    /// When the order was made.
    pub created_at: DateTime<Utc>,
    /// The ways to pay beside the card form.
    pub ways: Ways,
    /// How to talk to Stripe in the browser.
    pub stripe: StripeClient,
    /// The server's time at which this was true.
    pub now: DateTime<Utc>,
}

/// An order that was made after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bought {
    /// Its public id.
    pub public_id: String,
    /// The lines.
    pub lines: Vec<LineView>,
    /// Their sum.
    pub total: Money,
}

/// The page that an order's state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderStep {
    /// The buyer can pay.
    Pay {
        /// The seat is held until this moment.
        held_until: DateTime<Utc>,
        /// The last try was refused.
        declined: bool,
    },
    /// The payment is on its way; nothing to do but wait.
    Processing {
        /// It takes longer than two minutes: we will mail.
        slow: bool,
    },
    /// The payment has been on its way for more than ten minutes: we have mailed so.
    OnItsWay,
    /// Paid, and an offer waits for an answer.
    Offer {
        /// Its payment is on its way; nothing to do but wait.
        charging: bool,
    },
    /// Paid, and the way in is open.
    ThankYou,
    /// The time was up and nothing was charged.
    Expired,
    /// The money went back.
    Refunded,
    /// The bank disputes the payment.
    Disputed,
    /// A person is looking at it.
    InReview,
}

impl OrderStep {
    /// Whether the page should go on asking for news.
    pub fn is_moving(self) -> bool {
        matches!(self, Self::Processing { .. } | Self::OnItsWay | Self::Offer { charging: true })
    }
}
