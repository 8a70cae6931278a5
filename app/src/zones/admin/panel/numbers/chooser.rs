use super::super::filters::{Filters, OneOf, Typed};
use crate::paths::{self, LocalPath};
use domain::money::Currency;
use domain::numbers::{NAMED, USUAL};
use leptos::prelude::*;

/// What is chosen, as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// A span with a name.
    pub range: String,
    /// The first day of one's own.
    pub from: String,
    /// The last.
    pub to: String,
    /// The currency.
    pub currency: String,
}

impl Choice {
    fn at(self, page: &LocalPath) -> LocalPath {
        let all = [("range", self.range), ("from", self.from), ("to", self.to), ("currency", self.currency)];
        paths::admin_with(page, &all.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// One of the tables of these numbers, to keep.
    pub fn table(self, name: &str) -> LocalPath {
        self.at(&paths::admin_numbers_csv(name))
    }

    /// The same numbers of a span with a name.
    fn of_span(&self, days: u32) -> LocalPath {
        let named = Self { range: days.to_string(), currency: self.currency.clone(), ..Self::default() };
        named.at(&paths::admin_numbers())
    }

    /// Whether a span with a name is what is chosen.
    fn is_span(&self, days: u32) -> bool {
        let named = if self.range.is_empty() { USUAL.to_string() } else { self.range.clone() };
        self.from.is_empty() && self.to.is_empty() && named == days.to_string()
    }
}

/// Chooses the days and the currency.
#[component]
pub fn Chooser(
    /// What is chosen.
    choice: Choice,
    /// What the currency can be.
    currencies: Vec<Currency>,
) -> impl IntoView {
    let span = |days: u32| {
        let words = if days == 365 { "A year".to_owned() } else { format!("{days} days") };
        let current = choice.is_span(days).then_some("true");
        view! { <li><a class="btn btn-plain btn-sm" href=choice.of_span(days).to_string() aria-current=current>{words}</a></li> }
    };
    let spans = NAMED.map(span).collect_view();
    let Choice { range, from, to, currency } = choice;
    let options: Vec<_> = currencies.into_iter().map(|currency| (currency.code(), currency.code())).collect();
    let chosen = if currency.is_empty() { options.first().map(|(first, _)| (*first).to_owned()).unwrap_or_default() } else { currency };
    let several = options.len() > 1;
    view! {
        <nav class="mt-6" aria-label="Days"><ul class="spans">{spans}</ul></nav>
        <Filters list=paths::admin_numbers()>
            <input type="hidden" name="range" value=range />
            <Typed label="From day" name="from" kind="date" value=from />
            <Typed label="To day" name="to" kind="date" value=to />
            {several.then(move || view! { <OneOf label="Currency" name="currency" options value=chosen all=false /> })}
        </Filters>
    }
}
