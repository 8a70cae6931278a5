use super::chooser::Choice;
use super::lines::LineChart;
use super::plot;
use super::section::{Meanings, Section};
use super::table::TableBehind;
use super::words::{against_count, percent};
use crate::api::dto::{Compared, FunnelCounts, NumbersView};
use crate::components::text;
use domain::money::Currency;
use domain::numbers::Span;
use leptos::prelude::*;

const MEANINGS: [(&str, &str); 5] = [
    (
        "Visitors",
        "Browsers that opened the course page, a free lesson or the checkout, once a day each: who comes again tomorrow counts again. No cookie is set for it. Programs, admins, and people whose browser asks not to be tracked are not counted.",
    ),
    ("Checkout", "Those of the visitors who opened the checkout. The share is of visitors."),
    ("Paid", "Orders of the course that were paid in these days, whatever became of them later. The share is of those at the checkout."),
    ("Bump", "Those of the paid orders with the addition that the checkout offers. The share is of paid orders."),
    ("Upsell", "Those of the paid orders after which an offer was bought. The share is of paid orders."),
];

/// A step: its name, its count, and what its share is of.
type Step = (&'static str, Compared<u64>, Option<(Compared<u64>, &'static str)>);

fn steps(counts: Compared<FunnelCounts>) -> [Step; 5] {
    let visitors = counts.map(|counts| counts.visitors);
    let checkout = counts.map(|counts| counts.checkout);
    let paid = counts.map(|counts| counts.paid);
    [
        ("Visitors", visitors, None),
        ("Checkout", checkout, Some((visitors, "of visitors"))),
        ("Paid", paid, Some((checkout, "of those at the checkout"))),
        ("Bump", counts.map(|counts| counts.bump), Some((paid, "of paid orders"))),
        ("Upsell", counts.map(|counts| counts.upsell), Some((paid, "of paid orders"))),
    ]
}

/// From the first visit to the last offer.
#[component]
pub fn FunnelCard(
    /// The numbers.
    numbers: NumbersView,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let NumbersView { span, funnel, points, currency, .. } = numbers;
    let steps = steps(funnel);
    let bands = plot::funnel(&steps.map(|(_, count, _)| count.now));
    let desc = steps.map(|(name, count, _)| format!("{name}: {}", count.now)).join(", ");
    let rows: Vec<_> = steps
        .iter()
        .map(|(name, count, of)| {
            let shares = of.map(|(whole, _)| [percent(count.now, whole.now), percent(count.before, whole.before)]).unwrap_or_default();
            let [share, share_before] = shares;
            vec![(*name).to_owned(), text::number(count.now), share, text::number(count.before), share_before]
        })
        .collect();
    let visitors: Vec<_> = points.into_iter().map(|point| point.visitors.map(|count| i64::try_from(*count).unwrap_or(i64::MAX))).collect();
    let ends = (span.from.to_string(), span.last_day().to_string());
    view! {
        <Section id="funnel" title="From visit to sale" choice>
            <div class="funnel">
                <svg viewBox="0 0 1000 500" preserveAspectRatio="none" role="img" aria-labelledby="funnel-title funnel-desc">
                    <title id="funnel-title">"The funnel"</title>
                    <desc id="funnel-desc">{desc}</desc>
                    {bands.into_iter().map(|band| view! { <path class="chart-band" d=band /> }).collect_view()}
                </svg>
                <ol>{steps.into_iter().map(|step| row(step, span)).collect_view()}</ol>
            </div>
            <TableBehind label="The funnel" columns=vec!["Step", "Number", "Share", "Days before", "Share then"] rows />
            <h3 class="text-base font-semibold">"Visitors along the days"</h3>
            <LineChart id="visitors" title="Visitors along the days".to_owned() desc=format!("From {} to {}, beside the days before. The numbers are in the table of revenue.", ends.0, ends.1)
                numbers=visitors shown=as_count currency ends />
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}

fn as_count(number: i64, _: Currency) -> String {
    text::number(number.unsigned_abs())
}

fn row((name, count, of): Step, span: Span) -> impl IntoView {
    let share = of.map(|(whole, words)| format!("{} {words}", percent(count.now, whole.now)));
    view! {
        <li>
            <p><span class="font-semibold">{name}</span>" "<span class="funnel-number">{text::number(count.now)}</span></p>
            <p class="text-xs text-muted">{share}</p>
            <p class="text-xs text-muted">{against_count(count, span)}</p>
        </li>
    }
}
