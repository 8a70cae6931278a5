use super::super::chosen::chosen;
use super::super::figure::Figure;
use super::super::listed::listed;
use super::chooser::{Choice, Chooser};
use super::coupons::Coupons;
use super::funnel::FunnelCard;
use super::lessons::Lessons;
use super::origins::Origins;
use super::revenue::Revenue;
use super::seats::Seats;
use super::words::{against, against_count, days, ends, percent};
use crate::api::dto::NumbersView;
use crate::api::numbers;
use crate::components::{PageSkeleton, PageTitle, text};
use leptos::prelude::*;

/// What visitors, sales and students add up to.
#[component]
pub fn NumbersPage() -> impl IntoView {
    let (range, from, to, currency) = (chosen("range"), chosen("from"), chosen("to"), chosen("currency"));
    let choice = Memo::new(move |_| Choice { range: range.get(), from: from.get(), to: to.get(), currency: currency.get() });
    let answer =
        Resource::new_blocking(move || choice.get(), |Choice { range, from, to, currency }| numbers::view(range, from, to, currency));
    view! {
        <PageTitle text="Numbers · Admin" />
        <h1>"Numbers"</h1>
        <Transition fallback=PageSkeleton>
            {move || {
                let choice = choice.get_untracked();
                Suspend::new(async move {
                    let answer = answer.await;
                    let currencies = answer.as_ref().map(|view| view.currencies.clone()).unwrap_or_default();
                    view! {
                        <Chooser choice=choice.clone() currencies />
                        {listed(answer, move |numbers| view! { <Numbers numbers choice /> })}
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Numbers(numbers: NumbersView, choice: Choice) -> impl IntoView {
    let what = format!("{}: {}, beside the {} before. Days are UTC.", days(numbers.span), ends(numbers.span), days(numbers.span));
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{what}</p>
        <Figures numbers=numbers.clone() />
        <div class="mt-6 grid grid-cols-1 gap-6">
            <FunnelCard numbers=numbers.clone() choice=choice.clone() />
            <Revenue numbers=numbers.clone() choice=choice.clone() />
            <Origins numbers=numbers.clone() choice=choice.clone() />
            <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
                <Coupons numbers=numbers.clone() choice=choice.clone() />
                {numbers.seats.map(|seats| view! { <Seats seats choice=choice.clone() /> })}
            </div>
            <Lessons learning=numbers.learning choice />
        </div>
    }
}

/// The numbers that are looked at first.
#[component]
fn Figures(numbers: NumbersView) -> impl IntoView {
    let NumbersView { span, funnel, takings, currency, .. } = numbers;
    let money = move |minor| domain::money::Money::new(minor, currency).to_string();
    let net = takings.map(|takings| takings.net());
    let (visitors, paid) = (funnel.map(|counts| counts.visitors), funnel.map(|counts| counts.paid));
    let before = format!("Paid orders as a share of visitors · {} in the {} before", percent(paid.before, visitors.before), days(span));
    view! {
        <dl class="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Figure name="Visitors" value=text::number(visitors.now) note=against_count(visitors, span) />
            <Figure name="Paid orders" value=text::number(paid.now) note=against_count(paid, span) />
            <Figure name="Visitors who paid" value=percent(paid.now, visitors.now) note=before />
            <Figure name="Net" value=money(net.now) note=against(net, span, money) />
        </dl>
    }
}
