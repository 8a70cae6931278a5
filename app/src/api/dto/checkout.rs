use chrono::{DateTime, Utc};
use domain::refund_policy::RefundPolicy;
use domain::{
    country::Country,
    coupon::CouponRefusal,
    ids::{OfferId, QuoteId},
    money::Money,
    price_history::Comparison,
    pricing::LineKind,
    scarcity::Unavailable,
};
use serde::{Deserialize, Serialize};

/// What the checkout page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// What is for sale.
    pub title: String,
    /// The stored quote; absent where the offer cannot be bought.
    pub quote: Option<QuoteView>,
    /// Why the offer cannot be bought now, if so.
    pub unavailable: Option<Unavailable>,
    /// The signed-in person owns it already.
    pub owned: bool,
    /// What this browser began earlier and has not finished.
    pub resume: Option<ResumableOrder>,
    /// The order, by its public id, that this browser began and whose payment is on its way: nothing is sold beside it.
    pub under_way: Option<String>,
    /// The signed-in person's address and name.
    pub buyer: Option<Buyer>,
    /// What became of the personal link by which the visitor came, if so.
    pub kept_seat: Option<KeptSeat>,
    /// What can be chosen, and what is.
    pub choices: Choices,
    /// The ways to pay beside the card form.
    pub ways: Ways,
    /// How to talk to Stripe in the browser.
    pub stripe: StripeClient,
    /// What the buyer may agree to, so that later offers are paid in one click.
    pub consent: Option<ConsentView>,
    /// Seats left; `None` is without limit.
    pub seats_left: Option<u32>,
    /// What is promised about money back.
    pub refund: RefundPolicy,
    /// The server's time at which this was true.
    pub now: DateTime<Utc>,
}

/// What a buyer can choose, and what is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Additions that can be ticked.
    pub bumps: Vec<BumpView>,
    /// The code that was typed.
    pub coupon: Option<CouponView>,
    /// Where the buyer is; absent where the seller charges no tax.
    pub tax: Option<TaxChoice>,
}

/// An addition that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BumpView {
    /// Its offer.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// What it is, in a sentence; or empty.
    pub text: String,
    /// Its price.
    pub price: Money,
    /// What that may be compared with.
    pub compared: Option<Comparison>,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// A coupon's code that was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponView {
    /// The code.
    pub code: String,
    /// Why it takes nothing off, if so.
    pub refusal: Option<CouponRefusal>,
}

/// Where the buyer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxChoice {
    /// The country.
    pub country: Country,
    /// The VAT id as typed, or empty.
    pub vat_id: String,
    /// Why the VAT id does not count, if so.
    pub problem: Option<VatProblem>,
}

/// What is wrong with a VAT id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatProblem {
    /// No ids of this country are known here.
    NotHere,
    /// It belongs to another country.
    OtherCountry,
    /// It is not shaped like one of this country.
    Shape,
    /// A digit is wrong.
    Digits,
}

/// What a price says of tax beside its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaxNote {
    /// The total contains it.
    Included {
        /// The tax with its rate.
        name: String,
        /// How much of the total it is.
        amount: Money,
    },
    /// The buyer owes it.
    ReverseCharge,
}

/// The ways to pay beside the card form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// Stripe's own page.
    pub hosted: bool,
    /// PayPal.
    pub paypal: bool,
}

/// A personal link to a seat that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptSeat {
    /// The seat can be taken.
    Live {
        /// Until this moment.
        until: DateTime<Utc>,
    },
    /// It was taken already, or its time is up.
    Gone,
}

/// The words of the consent to later charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    /// Which text it is.
    pub version: i32,
    /// What may be charged, when, and how it is cancelled.
    pub text: String,
}

/// The public half of the Stripe account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripeClient {
    /// `pk_…`
    pub publishable_key: String,
    /// Where `stripe.js` is.
    pub script_url: String,
}

/// A stored, numbered price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteView {
    /// Its id; paying names it.
    pub id: QuoteId,
    /// The lines.
    pub lines: Vec<LineView>,
    /// Their sum.
    pub total: Money,
    /// What it says of tax.
    pub tax: Option<TaxNote>,
    /// It holds until this moment.
    pub valid_until: DateTime<Utc>,
}

/// A line of a quote or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// What it is for.
    pub kind: LineKind,
    /// What it says.
    pub label: String,
    /// The amount; negative for a discount.
    pub amount: Money,
}

/// An order that this browser began and that can still be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumableOrder {
    /// The order's public id.
    pub public_id: String,
    /// The address that was typed.
    pub email: String,
    /// The name that was typed.
    pub name: String,
    /// The price that is held.
    pub total: Money,
    /// The seat is held until this moment.
    pub held_until: DateTime<Utc>,
}

/// A person who buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
}

/// How a buyer wants to pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayWith {
    /// The card form in the page.
    #[default]
    Card,
    /// Stripe's own page, which needs no script of ours.
    Hosted,
    /// PayPal, by redirect.
    Paypal,
}

/// A payment that the browser may now go on with: by its secret in the page, or at the provider's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentSession {
    /// The order's public id.
    pub public_id: String,
    /// Lets this browser confirm this one payment. Never logged, stored or put into a URL.
    pub client_secret: Option<String>,
    /// The provider's page where the buyer pays, absolute.
    pub redirect_to: Option<String>,
    /// Whether the provider keeps the method, as the buyer agreed. The card form must be told the same.
    pub saves: bool,
    /// The amount at the provider.
    pub amount: Money,
    /// The seat is held until this moment.
    pub held_until: DateTime<Utc>,
    /// Where Stripe sends the buyer back to, absolute.
    pub return_url: String,
    /// The server's time.
    pub now: DateTime<Utc>,
}
