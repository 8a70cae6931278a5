//! What the providers keep of every payment: 2.9 % and 30 of the smallest unit, and how the tests turn it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::shapes::{NewEntry, balance_transaction};
use crate::store::Store;

/// How the balance is kept.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fees {
    /// Charges do not say yet which entry of the balance is theirs.
    pub late: bool,
    /// The currency of Stripe's balance, in lower-case letters; without one each payment stays in its own.
    pub currency: Option<String>,
    /// How many thousandths of it one unit of a payment's currency buys.
    pub rate: Option<i64>,
    /// A refund gives its part of the percentage back.
    pub returned: bool,
}

/// What is kept of an amount.
pub fn of_charge(amount: i64) -> i64 {
    of_refund(amount) + 30
}

/// The percentage of an amount.
pub fn of_refund(amount: i64) -> i64 {
    (amount * 29 + 500) / 1000
}

/// Enters a charge in the balance.
pub fn book_charge(store: &mut Store, id: &str) -> Result<(), ApiError> {
    let charge = store.charges.find(id)?;
    let (live, source, amount) = (charge.live(), charge.real().clone(), charge.int("amount"));
    let settled = settled(&store.fees, amount);
    let entry = enter(store, live, "charge", &source, settled, of_charge(settled));
    let late = store.fees.late;
    let charge = store.charges.find_mut(id)?;
    charge.set("balance_transaction", entry);
    if late {
        charge.falsify(Map::from_iter([("balance_transaction".to_owned(), Value::Null)]));
    }
    Ok(())
}

/// Enters a refund in the balance and gives the entry's id.
pub fn book_refund(store: &mut Store, live: bool, refund: &Value) -> String {
    let settled = settled(&store.fees, refund["amount"].as_i64().unwrap_or_default());
    let fee = if store.fees.returned { -of_refund(settled) } else { 0 };
    enter(store, live, "refund", refund, -settled, fee)
}

/// Keeps the balance in another way from now on. Charges that were late are no longer, unless they are to be.
pub fn set(store: &mut Store, fees: Fees) -> Value {
    if !fees.late {
        for id in store.charges.ids() {
            if let Ok(charge) = store.charges.find_mut(&id) {
                charge.falsify(Map::new());
            }
        }
    }
    store.fees = fees;
    json!(store.fees)
}

fn settled(fees: &Fees, amount: i64) -> i64 {
    fees.rate.map_or(amount, |rate| (amount * rate + 500) / 1000)
}

fn enter(store: &mut Store, live: bool, kind: &str, source: &Value, amount: i64, fee: i64) -> String {
    let own = source["currency"].as_str().unwrap_or_default();
    let currency = store.fees.currency.clone().unwrap_or_else(|| own.to_owned());
    let exchange_rate = store.fees.rate.and_then(|rate| i32::try_from(rate).ok()).map(|rate| f64::from(rate) / 1000.0);
    let entry = balance_transaction(&NewEntry { kind, source, amount, currency: &currency, exchange_rate, fee });
    store.balance.insert(live, entry)
}
