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

const COLUMNS: [&str; 9] = ["Source", "Medium", "Campaign", "Visitors", "Sales", "Sold to", "Revenue", "Refunded", "Completed"];

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
        view! { <NumberTable label="Sources" columns=COLUMNS.to_vec() rows words=3 /> }.into_any()
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
    let dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let source = if origin.is_direct() {
        "Direct".to_owned()
    } else if origin.source.is_empty() {
        dash(origin.referrer)
    } else {
        origin.source
    };
    let refunded = format!("{} · {}", text::number(sum.refunds), money(sum.refunded));
    let completed = format!("{} · {}", text::number(sum.completed), percent(sum.completed, sum.sales));
    let (visitors, sales) = (text::number(sum.visitors), text::number(sum.sales));
    let share = percent(sum.sales, sum.visitors);
    vec![source, dash(origin.medium), dash(origin.campaign), visitors, sales, share, money(sum.revenue), refunded, completed]
}
