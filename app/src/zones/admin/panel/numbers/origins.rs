use super::chooser::Choice;
use super::section::{Meanings, Section};
use super::table::NumberTable;
use super::words::percent;
use crate::api::dto::NumbersView;
use crate::components::text;
use domain::audience::Origin;
use domain::money::{Currency, Money};
use domain::numbers::Yield;
use leptos::prelude::*;

const COLUMNS: [&str; 7] = ["Source", "Visitors", "Sales", "Sold to", "Revenue", "Refunded", "Completed"];

const MEANINGS: [(&str, &str); 7] = [
    (
        "Source",
        "What the link said that led here (utm_source, with its medium and campaign); else the site whose link was followed; else direct.",
    ),
    ("Visitors", "As above, by the first page of their day."),
    ("Sales", "Orders of the course that were paid in these days. What the buyer's first link said goes with the order."),
    ("Sold to", "Sales as a share of visitors. It can be more than all of them where people think for a day and come back by another way."),
    ("Revenue", "What these orders and the offers after them brought, tax and all."),
    ("Refunded", "The sales of which anything was refunded until today, and how much."),
    ("Completed", "The sales whose buyer has completed the course until today."),
];

/// What became of those whom each source led here.
#[component]
pub fn Origins(
    /// The numbers.
    numbers: NumbersView,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let NumbersView { origins, other_origins, currency, .. } = numbers;
    let other = other_origins.map(|sum| (Origin::other(), sum));
    let rows: Vec<_> = origins.into_iter().chain(other).map(|(origin, sum)| row(currency, origin, sum)).collect();
    let table = if rows.is_empty() {
        view! { <p class="text-muted">"Nobody was counted in these days yet."</p> }.into_any()
    } else {
        view! { <NumberTable label="Sources" columns=COLUMNS.to_vec() rows /> }.into_any()
    };
    view! {
        <Section id="sources" title="Where they came from" choice>
            {table}
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}

fn row(currency: Currency, origin: Origin, sum: Yield) -> Vec<String> {
    let money = |minor| Money::new(minor, currency).to_string();
    let refunded = format!("{} · {}", text::number(sum.refunds), money(sum.refunded));
    let completed = format!("{} · {}", text::number(sum.completed), percent(sum.completed, sum.sales));
    let (visitors, sales) = (text::number(sum.visitors), text::number(sum.sales));
    let share = percent(sum.sales, sum.visitors);
    vec![name(origin), visitors, sales, share, money(sum.revenue), refunded, completed]
}

/// What the link said; else the site whose link was followed; else that nothing is known.
fn name(origin: Origin) -> String {
    if origin.is_direct() {
        return "Direct".to_owned();
    }
    let Origin { source, medium, campaign, referrer } = origin;
    let first = if source.is_empty() { referrer } else { source };
    [first, medium, campaign].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
