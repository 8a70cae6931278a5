use super::done::Done;
use super::mail_list::MailList;
use super::money::MoneyCard;
use super::state_badge::StateBadge;
use super::timeline::TimelineCard;
use crate::api::dto::{FeeRow, OrderDetail, OrderMoney, PaymentRow};
use crate::api::{self, admin, refunds};
use crate::components::{Glyph, Icon, OrderLines, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

const DONE: &[(&str, &str)] = &[("refunded", "The money is on its way back. Access ends when the provider says that it has left.")];

/// One order with everything that happened to it.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let order = Resource::new_blocking(move || id.get(), admin::order);
    // Asked for beside the order: from within its card it would be asked for twice where the order is quick.
    let money = Resource::new_blocking(move || id.get(), refunds::money);
    let both = move || {
        Suspend::new(async move {
            let (order, money) = (order.await, money.await);
            loaded(order, |detail| view! { <Detail detail money /> })
        })
    };
    view! {
        <PageTitle text="Order · Admin" />
        <Transition fallback=PageSkeleton>{both}</Transition>
    }
}

#[component]
fn Detail(detail: OrderDetail, money: api::Result<OrderMoney>) -> impl IntoView {
    let OrderDetail { order, buyer, lines, payment, source, invoiced, credit_notes, mails, timeline } = detail;
    let source = (!source.is_empty()).then(|| view! { <SourceCard source /> });
    let papers = invoiced.then(|| view! { <PapersCard order=order.public_id.clone() credit_notes /> });
    let mails = (!mails.is_empty()).then(|| view! { <MailList mails /> });
    let money_of = order.public_id.clone();
    let name = if order.name.is_empty() { order.email.clone() } else { order.name };
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_orders().to_string()><Icon glyph=Glyph::ArrowLeft />"All orders"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1>{name}</h1><StateBadge state=order.state /></div>
        <p class="mt-1 text-sm break-all text-muted">
            <a class="link" href=paths::admin_person(buyer).to_string()>{order.email}</a>" · order "{order.public_id}
        </p>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <div class="grid gap-6"><TimelineCard lines=timeline />{mails}</div>
            <div class="grid gap-6">
                <section class="card grid gap-4" aria-labelledby="lines"><h2 id="lines" class="text-xl">"Lines"</h2><OrderLines lines total=order.total /></section>
                {payment.map(|payment| view! { <PaymentCard payment /> })}
                {loaded(money, |money| view! { <MoneyCard public_id=money_of money /> })}
                {papers}
                {source}
            </div>
        </div>
    }
}

#[component]
fn PapersCard(order: String, credit_notes: u32) -> impl IntoView {
    let of = order.clone();
    let note = move |number: u32| {
        view! { <li><a class="link" href=paths::credit_note_pdf(&of, number).to_string() rel="external">"Credit note "{number}</a></li> }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="papers">
            <h2 id="papers" class="text-xl">"Papers"</h2>
            <ul class="grid gap-2 text-sm">
                <li><a class="link" href=paths::invoice(&order).to_string() rel="external">"Invoice"</a>" · "<a class="link" href=paths::invoice_pdf(&order).to_string() rel="external">"PDF"</a></li>
                {(1..=credit_notes).map(note).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn SourceCard(source: Vec<(String, String)>) -> impl IntoView {
    let name = |name: String| match name.as_str() {
        "ref" => "Site before".to_owned(),
        "from" => "First page".to_owned(),
        _ => name,
    };
    let part = move |(key, value): (String, String)| view! { <div><dt>{name(key)}</dt><dd>{value}</dd></div> };
    view! {
        <section class="card grid gap-4" aria-labelledby="source">
            <h2 id="source" class="text-xl">"Where the buyer came from"</h2>
            <dl class="terms">{source.into_iter().map(part).collect_view()}</dl>
        </section>
    }
}

#[component]
fn PaymentCard(payment: PaymentRow) -> impl IntoView {
    let (fees, known) = (payment.fees, payment.fees_known);
    let unknown = (!known)
        .then(|| view! { <div><dt>"Fees"</dt><dd>"The provider has not told all of them yet; it is asked again by itself."</dd></div> });
    view! {
        <section class="card grid gap-4" aria-labelledby="payment">
            <h2 id="payment" class="text-xl">"Payment"</h2>
            <dl class="terms">
                <div><dt>"Provider"</dt><dd>{payment.provider}</dd></div>
                <div><dt>"Reference"</dt><dd class="font-mono">{payment.reference.unwrap_or_else(|| "not yet".to_owned())}</dd></div>
                <div><dt>"State in our records"</dt><dd>{payment.state}</dd></div>
                {fees.into_iter().map(fee).collect_view()}
                {unknown}
            </dl>
        </section>
    }
}

fn fee(fee: FeeRow) -> impl IntoView {
    let name = match fee.kind.as_str() {
        "refund" => "Fee of a refund",
        "dispute" => "Fee of a dispute",
        _ => "Fee",
    };
    let booked = fee.booked.map(|booked| format!(" (booked as {booked})"));
    view! { <div><dt>{name}</dt><dd>{fee.amount.to_string()}{booked}</dd></div> }
}
