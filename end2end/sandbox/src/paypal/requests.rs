//! The bodies of calls, exactly as the documentation allows them: any other name is refused.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::refusal::Refusal;

/// Reads a body; an empty one counts as `{}`.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body)
        .map_err(|error| Refusal::invalid("MALFORMED_REQUEST_JSON", "The request JSON is not well formed.", "").at("/", &error.to_string()))
}

/// The body of `POST /v2/checkout/orders`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateOrder {
    /// `CAPTURE`.
    pub intent: String,
    /// Exactly one here.
    pub purchase_units: Vec<PurchaseUnit>,
    /// Who pays and where they go afterwards.
    pub payment_source: Option<PaymentSource>,
}

/// What is paid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurchaseUnit {
    /// `default` if absent.
    pub reference_id: Option<String>,
    /// For the buyer.
    pub description: Option<String>,
    /// The shop's own reference.
    pub custom_id: Option<String>,
    /// The shop's own number, paid once.
    pub invoice_id: Option<String>,
    /// On the statement.
    pub soft_descriptor: Option<String>,
    /// How much.
    pub amount: Amount,
    /// What it consists of.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// A decimal string and its currency.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plain {
    /// ISO 4217.
    pub currency_code: String,
    /// Decimal.
    pub value: String,
}

/// The total with its parts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// ISO 4217.
    pub currency_code: String,
    /// Decimal.
    pub value: String,
    /// The parts, which add up to the value.
    pub breakdown: Option<Breakdown>,
}

/// Parts of a total.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// The items without tax.
    pub item_total: Option<Plain>,
    /// The tax on them.
    pub tax_total: Option<Plain>,
    /// What is taken off.
    pub discount: Option<Plain>,
}

/// A line.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// How many, a whole number.
    pub quantity: String,
    /// The price of one without tax.
    pub unit_amount: Plain,
    /// The tax on one.
    pub tax: Option<Plain>,
    /// More words.
    pub description: Option<String>,
    /// The shop's number of it.
    pub sku: Option<String>,
    /// `DIGITAL_GOODS` and others.
    pub category: Option<String>,
}

/// Who pays: this stand-in knows wallets only.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentSource {
    /// A wallet.
    pub paypal: Wallet,
}

/// A wallet, new or saved.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wallet {
    /// A saved wallet: the order is captured at once.
    pub vault_id: Option<String>,
    /// Who starts the payment, if the wallet was saved.
    pub stored_payment_source: Option<StoredCredential>,
    /// The newer name of the same.
    pub stored_credential: Option<StoredCredential>,
    /// The buyer's address, to fill in their form.
    pub email_address: Option<String>,
    /// Whether the wallet is saved.
    pub attributes: Option<Attributes>,
    /// The pages before and after.
    pub experience_context: Option<Experience>,
}

/// Why a saved wallet may be used.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCredential {
    /// `CUSTOMER` or `MERCHANT`.
    pub payment_initiator: String,
    /// `ONE_TIME`, `RECURRING` or `UNSCHEDULED`; absent in the newer form.
    pub payment_type: Option<String>,
    /// `FIRST`, `SUBSEQUENT` or `DERIVED`.
    pub usage: Option<String>,
    /// The newer form of the type.
    pub charge_pattern: Option<String>,
    /// The newer form of who may use it.
    pub usage_pattern: Option<String>,
}

/// More about the use of a wallet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attributes {
    /// Whose vault.
    pub customer: Option<Customer>,
    /// How to save it.
    pub vault: Option<Vault>,
}

/// A customer of the vault.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// Its identifier.
    pub id: Option<String>,
}

/// Save the wallet when the payment succeeds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vault {
    /// `ON_SUCCESS`.
    pub store_in_vault: String,
    /// `MERCHANT` or `PLATFORM`.
    pub usage_type: String,
    /// `IMMEDIATE` and others.
    pub usage_pattern: Option<String>,
    /// `CONSUMER` or `BUSINESS`.
    pub customer_type: Option<String>,
    /// For the buyer.
    pub description: Option<String>,
    /// Whether a second token for the same wallet may exist.
    pub permit_multiple_payment_tokens: Option<bool>,
}

/// The pages before and after the approval.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Experience {
    /// Where the buyer goes having approved.
    pub return_url: Option<String>,
    /// Where the buyer goes having cancelled.
    pub cancel_url: Option<String>,
    /// The shop's name.
    pub brand_name: Option<String>,
    /// BCP 47.
    pub locale: Option<String>,
    /// `PAY_NOW` or `CONTINUE`.
    pub user_action: Option<String>,
    /// `NO_SHIPPING` and others.
    pub shipping_preference: Option<String>,
    /// `LOGIN` and others.
    pub landing_page: Option<String>,
    /// `IMMEDIATE_PAYMENT_REQUIRED` or `UNRESTRICTED`.
    pub payment_method_preference: Option<String>,
}

/// The body of a capture. Nothing of it matters here.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaptureOrder {
    /// Not used with wallets.
    pub payment_source: Option<Value>,
}

/// The body of a refund.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RefundCapture {
    /// Everything that is left, if absent.
    pub amount: Option<Plain>,
    /// The shop's own reference.
    pub custom_id: Option<String>,
    /// The shop's own number.
    pub invoice_id: Option<String>,
    /// For the buyer.
    pub note_to_payer: Option<String>,
}
