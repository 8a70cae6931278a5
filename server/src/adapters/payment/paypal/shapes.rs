//! PayPal's answers, as much of them as is needed. Unknown fields and words are no error.

use serde::{Deserialize, Serialize};

/// A decimal string and its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// ISO 4217.
    pub currency_code: String,
    /// Decimal.
    pub value: String,
}

/// `POST /v1/oauth2/token`
#[derive(Deserialize)]
pub struct AccessToken {
    /// What calls carry.
    pub access_token: String,
    /// For how many seconds.
    pub expires_in: u64,
}

/// `GET /v2/checkout/orders/{id}`
#[derive(Clone, Debug, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// `CREATED`, `PAYER_ACTION_REQUIRED`, `APPROVED`, `COMPLETED`, `VOIDED` …
    pub status: String,
    /// What is paid: one unit in our orders.
    #[serde(default)]
    pub purchase_units: Vec<PurchaseUnit>,
    /// With what it is paid.
    #[serde(default)]
    pub payment_source: PaymentSource,
    /// Who paid.
    pub payer: Option<Payer>,
    /// Where to go on.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// Who paid.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Payer {
    /// The address of the account.
    pub email_address: Option<String>,
    /// The name of its holder.
    pub name: Option<PayerName>,
}

/// The name of an account's holder.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PayerName {
    /// The given name.
    pub given_name: Option<String>,
    /// The surname.
    pub surname: Option<String>,
}

/// What is paid.
#[derive(Clone, Debug, Deserialize)]
pub struct PurchaseUnit {
    /// Our order in short.
    pub reference_id: Option<String>,
    /// How much.
    pub amount: Option<Amount>,
    /// Our order.
    pub custom_id: Option<String>,
    /// Our row of the payment.
    pub invoice_id: Option<String>,
    /// Who is paid.
    pub payee: Option<Payee>,
    /// What was taken and sent back.
    #[serde(default)]
    pub payments: Payments,
}

/// Who is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Payee {
    /// The account.
    pub merchant_id: Option<String>,
    /// Its address.
    pub email_address: Option<String>,
}

/// What was taken and sent back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Payments {
    /// Taken.
    pub captures: Vec<Capture>,
    /// Sent back.
    pub refunds: Vec<Refund>,
}

/// `GET /v2/payments/captures/{id}`
#[derive(Clone, Debug, Deserialize)]
pub struct Capture {
    /// Its id.
    pub id: String,
    /// `COMPLETED`, `PENDING`, `DECLINED`, `REFUNDED` …
    pub status: String,
    /// How much.
    pub amount: Option<Amount>,
    /// Our order.
    pub custom_id: Option<String>,
    /// Who is paid; PayPal says it of a capture that is read by itself.
    pub payee: Option<Payee>,
    /// What of it PayPal keeps; told once the money is there.
    pub seller_receivable_breakdown: Option<Breakdown>,
    /// When it was made, in RFC 3339.
    #[serde(default)]
    pub create_time: String,
    /// What it belongs to; PayPal says it of a capture that is read by itself.
    #[serde(default)]
    pub supplementary_data: SupplementaryData,
}

/// What PayPal keeps of what came, or gives back with what goes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Breakdown {
    /// In the currency of the payment.
    pub paypal_fee: Option<Amount>,
    /// In the currency of the account, where PayPal takes it in that one.
    pub paypal_fee_in_receivable_currency: Option<Amount>,
}

/// What a capture belongs to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SupplementaryData {
    /// The ids.
    pub related_ids: RelatedIds,
}

/// The ids of what a capture belongs to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RelatedIds {
    /// The order.
    pub order_id: Option<String>,
}

/// `GET /v1/reporting/transactions`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Transactions {
    /// The transactions of this page.
    pub transaction_details: Vec<TransactionDetail>,
    /// How many pages there are.
    pub total_pages: u32,
}

/// A transaction in its wrapping.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransactionDetail {
    /// What it is.
    pub transaction_info: TransactionInfo,
}

/// Money that came or went.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransactionInfo {
    /// The capture, or the refund.
    pub transaction_id: String,
    /// `T00…` is a payment, `T11…` a return.
    pub transaction_event_code: String,
    /// Our order.
    pub custom_field: Option<String>,
}

/// `GET /v1/notifications/webhooks-events`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Events {
    /// The events of this page, newest first.
    pub events: Vec<serde_json::Value>,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// `POST /v2/payments/captures/{id}/refund`
#[derive(Clone, Debug, Deserialize)]
pub struct Refund {
    /// Its id.
    pub id: String,
    /// `COMPLETED`, `PENDING`, `FAILED`, `CANCELLED`.
    pub status: String,
    /// How much.
    pub amount: Option<Amount>,
    /// The call that made it.
    pub custom_id: Option<String>,
    /// What of its fee PayPal gives back.
    pub seller_payable_breakdown: Option<Breakdown>,
    /// When it was made, in RFC 3339.
    #[serde(default)]
    pub create_time: String,
}

/// With what an order is paid.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaymentSource {
    /// A wallet.
    pub paypal: Option<Wallet>,
}

/// A wallet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wallet {
    /// More about it.
    pub attributes: Option<Attributes>,
}

/// More about a wallet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Attributes {
    /// The stored method that was made of it.
    pub vault: Option<Vaulted>,
}

/// A stored method, or one that is about to be.
#[derive(Clone, Debug, Deserialize)]
pub struct Vaulted {
    /// Its id, once it is stored.
    pub id: Option<String>,
    /// `VAULTED` or `APPROVED`.
    pub status: Option<String>,
}

/// Where to go on.
#[derive(Clone, Debug, Deserialize)]
pub struct Link {
    /// The address.
    pub href: String,
    /// What is there.
    pub rel: String,
}

/// `GET /v1/customer/disputes`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Disputes {
    /// The disputes.
    pub items: Vec<Dispute>,
}

/// A dispute.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Dispute {
    /// Its id.
    #[serde(rename = "dispute_id")]
    pub id: String,
    /// What it is about.
    #[serde(rename = "dispute_amount")]
    pub amount: Option<Amount>,
    /// When it was opened, in RFC 3339.
    pub create_time: String,
    /// `OPEN`, `WAITING_FOR_SELLER_RESPONSE`, `UNDER_REVIEW`, `RESOLVED` …
    pub status: String,
    /// `INQUIRY`, `CHARGEBACK`, `PRE_ARBITRATION`, `ARBITRATION`.
    #[serde(rename = "dispute_life_cycle_stage")]
    pub stage: String,
    /// How it ended.
    #[serde(rename = "dispute_outcome")]
    pub outcome: Option<DisputeOutcome>,
}

/// How a dispute ended.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DisputeOutcome {
    /// `RESOLVED_BUYER_FAVOUR`, `RESOLVED_SELLER_FAVOUR` …
    pub outcome_code: String,
}

/// A refusal. The token's endpoint has its own form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// The class of it.
    pub name: String,
    /// The class of it, where a token is asked for.
    pub error: String,
    /// The reasons.
    pub details: Vec<Detail>,
}

/// A reason.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// `ORDER_ALREADY_CAPTURED`, `INSTRUMENT_DECLINED` …
    pub issue: String,
}
