use super::chooser::Choice;
use super::lines::LineChart;
use super::section::{Meanings, Section};
use super::table::TableBehind;
use super::words::{against, days, ends};
use crate::api::dto::{NumbersView, Point};
use crate::components::text;
use domain::money::{Currency, Money};
use domain::numbers::{Span, Takings};
use leptos::prelude::*;

const MEANINGS: [(&str, &str); 7] = [
    (
        "Gross",
        "What orders brought that were paid in these days, later offers among them, tax and all. Each order counts on the day it was paid.",
    ),
    (
        "Refunds",
        "What was sent back in these days, whenever it had been paid. Money that bought nothing (paid twice, or without a seat) was no revenue, and its return is no refund.",
    ),
    ("Lost to disputes", "What banks took back in these days after a dispute."),
    ("Tax", "The tax on invoices of what came in, less the tax on credit notes of what went back. It is owed, not earned."),
    (
        "Fees",
        "What payment providers booked for themselves in these days: for taking money, also where it bought nothing, and for disputes, less what they gave back. Most keep their fee when you refund. What they take in another currency counts at the rate at which they changed the payment.",
    ),
    ("Net", "Gross without refunds, lost disputes, tax and the fees that are known."),
    (
        "Fees not known yet",
        "Payments of these days of which the provider has not told all it keeps; it may take some days, and is asked again by itself. Until then net is as much too high.",
    ),
];

/// What came in, what went back, and what stays.
#[component]
pub fn Revenue(
    /// The numbers.
    numbers: NumbersView,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let NumbersView { span, currency, currencies, takings, points, .. } = numbers;
    let row = |name: &'static str, sign: &'static str, part: fn(&Takings) -> i64| {
        let (amount, money) = (takings.map(part), move |minor| as_money(minor, currency));
        let shown = if amount.now > 0 { format!("{sign}{}", money(amount.now)) } else { money(amount.now) };
        view! { <div><dt>{name}</dt><dd>{shown}</dd><dd class="text-xs text-muted">{against(amount, span, money)}</dd></div> }
    };
    let lines = (
        row("Gross", "", |takings| takings.gross),
        row("Refunds", "−", |takings| takings.refunded),
        row("Lost to disputes", "−", |takings| takings.disputed),
        row("Tax", "−", |takings| takings.tax_kept()),
        row("Fees", "−", |takings| takings.fees),
        row("Net", "", |takings| takings.net()),
    );
    let gross = points.iter().map(|point| point.takings.map(|takings| takings.gross)).collect();
    let of_point = format!("A point is {}. ", days(points.first().map_or(span, |point| point.span)));
    let others =
        (currencies.len() > 1).then(|| format!("Amounts are those paid in {currency}; other currencies are never added to them. "));
    let unknown = takings.now.fees_unknown;
    let unknown = (unknown > 0).then(|| {
        let payments = text::count(usize::try_from(unknown).unwrap_or(usize::MAX), "payment", "payments");
        view! { <p class="text-sm text-muted">"The provider has not told yet what it keeps of "{payments}"."</p> }
    });
    let (first, last) = (span.from.to_string(), span.last_day().to_string());
    let desc = format!(
        "From {first} to {last}: {} in all, {} in the days before.",
        as_money(takings.now.gross, currency),
        as_money(takings.before.gross, currency)
    );
    view! {
        <Section id="days" title="Revenue" choice>
            <LineChart id="gross" title="Gross revenue along the days".to_owned() desc numbers=gross shown=as_money currency ends=(first, last) />
            <p class="text-xs text-muted">{of_point}{others}</p>
            <dl class="sums">{lines}</dl>
            {unknown}
            <TableBehind label="Revenue and visitors" columns=vec!["Days", "Visitors", "Sales", "Gross", "Refunds", "Disputes", "Tax", "Fees", "Net", "Gross before"] rows=rows(&points, currency) />
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}

fn as_money(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).to_string()
}

fn rows(points: &[Point], currency: Currency) -> Vec<Vec<String>> {
    let row = |point: &Point| {
        let Takings { sales, gross, refunded, disputed, fees, .. } = point.takings.now;
        let (tax, net) = (point.takings.now.tax_kept(), point.takings.now.net());
        let counts = [name(point.span), text::number(point.visitors.now), text::number(sales)];
        let amounts = [gross, refunded, disputed, tax, fees, net, point.takings.before.gross].map(|minor| as_money(minor, currency));
        counts.into_iter().chain(amounts).collect()
    };
    points.iter().map(row).collect()
}

fn name(span: Span) -> String {
    ends(span)
}
