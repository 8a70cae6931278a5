//! Everything the provider knows, behind one lock.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde_json::Value;

use crate::cards::Behaviour;
use crate::control::Script;
use crate::effects::{Effects, Origin};
use crate::faults::Faults;
use crate::fees::Fees;
use crate::idempotency::Keys;
use crate::machine::refunds::RefundStart;
use crate::params::Params;
use crate::paypal::book::Book;
use crate::shapes;
use crate::table::Table;

/// What a payment method hides: how its card behaves and whether it may still be used.
#[derive(Clone, Debug)]
pub struct Card {
    /// How the issuer answers.
    pub behaviour: Behaviour,
    /// The issuer was asked once with the intention of later payments.
    pub set_up: bool,
    /// It was used without a customer, or detached: it cannot be used again.
    pub spent: bool,
}

/// What a payment intent hides: where its confirmation stands.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The payment method being confirmed.
    pub method: Option<String>,
    /// It was the customer's before this payment.
    pub saved: bool,
    /// Where the browser goes after a redirect.
    pub return_url: Option<String>,
}

/// What a Checkout Session hides.
#[derive(Clone, Debug)]
pub struct Checkout {
    /// What its payment intent is to be like.
    pub intent_data: Params,
    /// What is sold.
    pub items: Vec<Value>,
}

/// The objects, the keys, the faults and the counts.
#[derive(Debug)]
pub struct Store {
    /// Customers.
    pub customers: Table,
    /// Payment intents.
    pub intents: Table,
    /// Payment methods.
    pub methods: Table,
    /// Checkout Sessions.
    pub sessions: Table,
    /// Charges: each succeeded one is money really taken.
    pub charges: Table,
    /// Refunds.
    pub refunds: Table,
    /// Entries of the balance.
    pub balance: Table,
    /// How the balance is kept.
    pub fees: Fees,
    /// Disputes.
    pub disputes: Table,
    /// Events.
    pub events: Table,
    /// Hidden state of payment intents.
    pub flows: HashMap<String, Flow>,
    /// Hidden state of Checkout Sessions.
    pub checkouts: HashMap<String, Checkout>,
    /// Hidden state of payment methods.
    pub cards: HashMap<String, Card>,
    /// Everything of PayPal.
    pub paypal: Book,
    /// How the next refunds begin, if not well.
    pub next_refunds: VecDeque<RefundStart>,
    /// Idempotency keys.
    pub keys: Keys,
    /// Faults that wait for their call.
    pub faults: Faults,
    /// Calls of the API by operation.
    pub calls: BTreeMap<String, u64>,
    /// Mails that were sent, by their keys.
    pub mails: BTreeMap<String, serde_json::Value>,
    /// What a measuring service was told.
    pub measurements: Vec<serde_json::Value>,
    /// Whether browsers get `stripe.js`.
    pub script: Script,
    /// What the running call leaves to do.
    pub effects: Effects,
    /// The running call.
    pub origin: Origin,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            customers: Table::new("customer", "id"),
            intents: Table::new("payment_intent", "intent"),
            methods: Table::new("PaymentMethod", "payment_method"),
            sessions: Table::new("checkout.session", "session"),
            charges: Table::new("charge", "id"),
            refunds: Table::new("refund", "refund"),
            balance: Table::new("balance_transaction", "id"),
            fees: Fees::default(),
            disputes: Table::new("dispute", "dispute"),
            events: Table::new("event", "id"),
            flows: HashMap::new(),
            checkouts: HashMap::new(),
            cards: HashMap::new(),
            paypal: Book::default(),
            next_refunds: VecDeque::new(),
            keys: Keys::default(),
            faults: Faults::default(),
            calls: BTreeMap::new(),
            mails: BTreeMap::new(),
            measurements: Vec::new(),
            script: Script::default(),
            effects: Effects::default(),
            origin: Origin::default(),
        }
    }
}

impl Store {
    /// Records that something happened to an object, as it is seen at this moment.
    pub fn emit(&mut self, kind: &str, live: bool, object: &Value) {
        let event = shapes::event(kind, live, object, &self.origin);
        let id = self.events.insert(live, event);
        self.effects.events.push(id);
    }

    /// Records an event of a payment intent.
    pub fn emit_intent(&mut self, kind: &str, id: &str) {
        if let Ok(intent) = self.intents.find(id) {
            let (live, view) = (intent.live(), intent.view());
            self.emit(kind, live, &view);
        }
    }

    /// Records an event of a charge.
    pub fn emit_charge(&mut self, kind: &str, id: &str) {
        if let Ok(charge) = self.charges.find(id) {
            let (live, view) = (charge.live(), charge.view());
            self.emit(kind, live, &view);
        }
    }
}
