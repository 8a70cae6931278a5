//! A new order, and everything that can be wrong with it.

use serde_json::{Map, Value, json};

use super::payment::{invoice_is_free, take};
use crate::paypal::amount::Money;
use crate::paypal::book::{Order, OrderStatus, Outcome, Unit};
use crate::paypal::ids::{timestamp, transaction_id};
use crate::paypal::refusal::Refusal;
use crate::paypal::requests::{Amount, Breakdown, CreateOrder, Item, Plain, PurchaseUnit, Wallet};
use crate::store::Store;

/// PayPal's words for an amount of nothing.
pub const ABOVE_ZERO: &str = "Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.";

/// PayPal's words for lines without their sum.
const ITEM_TOTAL_REQUIRED: &str = "If item details are specified (items.unit_amount and items.quantity) corresponding \
                                   amount.breakdown.item_total is required.";

/// Makes an order; one that is paid with a saved wallet is captured before this returns.
pub fn create(store: &mut Store, asked: CreateOrder) -> Result<String, Refusal> {
    if asked.intent != "CAPTURE" {
        return Err(Refusal::unprocessable("UNSUPPORTED_INTENT", "The stand-in captures at once: only `intent=CAPTURE` is supported.")
            .at("/intent", &asked.intent));
    }
    let [unit] = asked.purchase_units.as_slice() else {
        return Err(Refusal::invalid(
            "INVALID_ARRAY_MAX_ITEMS",
            "The number of items in an array parameter is too large.",
            "/purchase_units",
        ));
    };
    let unit = unit_of(unit)?;
    let wallet = asked.payment_source.map(|source| source.paypal);
    if let Some(wallet) = &wallet {
        check_wallet(wallet)?;
    }
    invoice_is_free(&store.paypal, unit.invoice_id.as_deref())?;
    let id = transaction_id();
    let saved = wallet.as_ref().and_then(|wallet| wallet.vault_id.clone());
    let status = if wallet.is_some() { OrderStatus::PayerActionRequired } else { OrderStatus::Created };
    let (created, updated) = (timestamp(), timestamp());
    let order = Order { id: id.clone(), status, unit, wallet, approved: false, token: None, created, updated, mask: Map::new() };
    store.paypal.orders.insert(id.clone(), order);
    if let Some(token) = saved {
        let charged = charge_saved(store, &id, &token);
        charged.inspect_err(|_| drop(store.paypal.orders.remove(&id)))?;
    }
    Ok(id)
}

/// Takes the money without asking anyone, if the wallet is still saved and its owner need not be asked.
fn charge_saved(store: &mut Store, id: &str, token: &str) -> Result<(), Refusal> {
    store.paypal.token(token).map_err(|_| {
        Refusal::unprocessable("TOKEN_ID_NOT_FOUND", "Specified token was not found. Verify the token and try the request again.")
            .at("/payment_source/paypal/vault_id", token)
    })?;
    if store.paypal.outcomes.first().is_some_and(|(outcome, _)| *outcome == Outcome::PayerAction) {
        store.paypal.next_outcome();
        return Ok(());
    }
    store.paypal.order_mut(id)?.approved = true;
    take(store, id)
}

fn unit_of(unit: &PurchaseUnit) -> Result<Unit, Refusal> {
    let field = "/purchase_units/@reference_id=='default'";
    for (name, text, longest) in [
        ("reference_id", &unit.reference_id, 256),
        ("description", &unit.description, 127),
        ("custom_id", &unit.custom_id, 127),
        ("invoice_id", &unit.invoice_id, 127),
        ("soft_descriptor", &unit.soft_descriptor, 22),
    ] {
        check_length(&format!("{field}/{name}"), text.as_deref(), longest)?;
    }
    let money = Money::read(&unit.amount.currency_code, &unit.amount.value, &format!("{field}/amount"))?;
    if money.minor == 0 {
        let refusal = Refusal::unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", ABOVE_ZERO);
        return Err(refusal.at(&format!("{field}/amount/value"), &unit.amount.value));
    }
    check_sums(unit, money)?;
    Ok(Unit {
        reference_id: unit.reference_id.clone().unwrap_or_else(|| "default".to_owned()),
        description: unit.description.clone(),
        custom_id: unit.custom_id.clone(),
        invoice_id: unit.invoice_id.clone(),
        soft_descriptor: unit.soft_descriptor.clone(),
        money,
        breakdown: unit.amount.breakdown.as_ref().map_or(Value::Null, |parts| without_nulls(json!(parts))),
        items: if unit.items.is_empty() { Value::Null } else { without_nulls(json!(unit.items)) },
    })
}

fn check_length(field: &str, text: Option<&str>, longest: usize) -> Result<(), Refusal> {
    match text {
        Some(text) if text.is_empty() || text.chars().count() > longest => {
            Err(Refusal::invalid("INVALID_STRING_LENGTH", "The value of a field is either too short or too long", field))
        }
        _ => Ok(()),
    }
}

/// The parts add up to the total, and the items to their part.
fn check_sums(unit: &PurchaseUnit, total: Money) -> Result<(), Refusal> {
    let Some(parts) = &unit.amount.breakdown else {
        return if unit.items.is_empty() { Ok(()) } else { Err(Refusal::unprocessable("ITEM_TOTAL_REQUIRED", ITEM_TOTAL_REQUIRED)) };
    };
    let (items, tax) = sums_of(&unit.amount, &unit.items)?;
    let part = |given: &Option<Plain>| given.as_ref().map_or(Ok(0), |plain| same_currency(&unit.amount, plain));
    let Breakdown { item_total, tax_total, discount } = parts;
    if part(item_total)? + part(tax_total)? - part(discount)? != total.minor {
        return Err(Refusal::unprocessable(
            "AMOUNT_MISMATCH",
            "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount.",
        ));
    }
    if !unit.items.is_empty() && part(item_total)? != items {
        return Err(Refusal::unprocessable(
            "ITEM_TOTAL_MISMATCH",
            "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.",
        ));
    }
    if tax > 0 && part(tax_total)? != tax {
        return Err(Refusal::unprocessable(
            "TAX_TOTAL_MISMATCH",
            "Should equal sum of (tax * quantity) across all items for a given purchase_unit.",
        ));
    }
    Ok(())
}

fn sums_of(total: &Amount, items: &[Item]) -> Result<(i64, i64), Refusal> {
    let mut sums = (0_i64, 0_i64);
    for item in items {
        check_length("/purchase_units/@reference_id=='default'/items/name", Some(&item.name), 127)?;
        let quantity: i64 = item.quantity.parse().ok().filter(|quantity| (1..=9_999_999_999).contains(quantity)).ok_or_else(|| {
            Refusal::invalid(
                "INVALID_PARAMETER_SYNTAX",
                "The value of a field does not conform to the expected format.",
                "/purchase_units/@reference_id=='default'/items/quantity",
            )
        })?;
        let (price, tax) = (same_currency(total, &item.unit_amount)?, item.tax.as_ref().map_or(Ok(0), |tax| same_currency(total, tax))?);
        sums = (quantity.saturating_mul(price).saturating_add(sums.0), quantity.saturating_mul(tax).saturating_add(sums.1));
    }
    Ok(sums)
}

fn same_currency(total: &Amount, part: &Plain) -> Result<i64, Refusal> {
    if part.currency_code != total.currency_code {
        return Err(Refusal::unprocessable(
            "MULTI_CURRENCY_ORDER",
            "Multiple differing values of currency_code are not supported. \
                 Entire Order request must have the same currency_code.",
        ));
    }
    Money::read(&part.currency_code, &part.value, "/purchase_units/@reference_id=='default'/amount/breakdown").map(|money| money.minor)
}

fn check_wallet(wallet: &Wallet) -> Result<(), Refusal> {
    let field = "/payment_source/paypal";
    if let Some(experience) = &wallet.experience_context {
        for (name, value, allowed) in [
            ("user_action", &experience.user_action, &["CONTINUE", "PAY_NOW"][..]),
            ("shipping_preference", &experience.shipping_preference, &["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]),
            ("landing_page", &experience.landing_page, &["LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE"]),
            ("payment_method_preference", &experience.payment_method_preference, &["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]),
        ] {
            one_of(&format!("{field}/experience_context/{name}"), value.as_deref(), allowed)?;
        }
        check_length(&format!("{field}/experience_context/brand_name"), experience.brand_name.as_deref(), 127)?;
    }
    let Some(vault) = wallet.attributes.as_ref().and_then(|attributes| attributes.vault.as_ref()) else { return Ok(()) };
    one_of(&format!("{field}/attributes/vault/store_in_vault"), Some(&vault.store_in_vault), &["ON_SUCCESS"])?;
    one_of(&format!("{field}/attributes/vault/usage_type"), Some(&vault.usage_type), &["MERCHANT", "PLATFORM"])?;
    let customer =
        wallet.attributes.as_ref().and_then(|attributes| attributes.customer.as_ref()).and_then(|customer| customer.id.as_deref());
    check_length(&format!("{field}/attributes/customer/id"), customer, 22)
}

fn one_of(field: &str, value: Option<&str>, allowed: &[&str]) -> Result<(), Refusal> {
    match value {
        Some(value) if !allowed.contains(&value) => {
            Err(Refusal::invalid("INVALID_PARAMETER_VALUE", "A parameter value is not valid.", field).at(field, value))
        }
        _ => Ok(()),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            map.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name, without_nulls(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
