//! Whether money and access agree: what the providers say they hold, held against orders and grants.

pub mod compare;
pub mod doors;
pub mod forgotten;
pub mod repair;
pub mod rounds;

pub use compare::compare;

use crate::ports::payment::ProviderId;
use domain::money::Money;
use std::fmt;
use uuid::Uuid;

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The order, where it is one of ours.
    pub order: Option<Uuid>,
    /// What a person looks it up by: the order's public id, or the provider's id of the payment.
    pub name: String,
    /// The money that is meant, where it is known.
    pub money: Option<Money>,
    /// What is wrong, in a few words.
    pub what: String,
}

/// An order for which a provider keeps money, and which is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The order, as the payment names it.
    pub order: Uuid,
    /// Its payments, as the providers' lists name them.
    pub payments: Vec<(ProviderId, String)>,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Money is kept for which nobody got in.
    pub money_without_access: Vec<Difference>,
    /// Somebody is in for whom no money is kept.
    pub access_without_money: Vec<Difference>,
    /// Money is kept more than once for one order.
    pub charged_twice: Vec<Difference>,
    /// What went back differs.
    pub refunds_differ: Vec<Difference>,
    /// Of the money without access, the orders that are not known here.
    pub forgotten: Vec<Forgotten>,
    /// The providers that show no list of their payments: what is not known here is not known of them either.
    pub unlisted: Vec<ProviderId>,
}

impl Report {
    /// The lists with their names.
    pub fn lists(&self) -> [(&'static str, &[Difference]); 4] {
        [
            ("money without access", &self.money_without_access),
            ("access without money", &self.access_without_money),
            ("charged twice", &self.charged_twice),
            ("refunds differ", &self.refunds_differ),
        ]
    }

    /// Whether nothing differs.
    pub fn agrees(&self) -> bool {
        self.lists().iter().all(|(_, list)| list.is_empty())
    }
}

/// A table for people.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, list) in self.lists() {
            writeln!(f, "{name}: {}", if list.is_empty() { "none".to_owned() } else { list.len().to_string() })?;
            for difference in list {
                let money = difference.money.map(|money| money.to_string()).unwrap_or_default();
                writeln!(f, "  {:<36} {money:>12}  {}", difference.name, difference.what)?;
            }
        }
        Ok(())
    }
}
