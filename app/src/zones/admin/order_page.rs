use super::money::MoneyCard;
use super::state_badge::StateBadge;
use crate::api::admin;
use crate::api::dto::{OrderDetail, PaymentRow, TimelineEntry};
use crate::components::{Glyph, Icon, LocalTime, OrderLines, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One order with everything that happened to it.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let order = Resource::new_blocking(move || id.get(), admin::order);
    view! {
        <PageTitle text="Order · Admin" />
        <Transition fallback=PageSkeleton>{move || Suspend::new(async move { loaded(order.await, |detail| view! { <Detail detail /> }) })}</Transition>
    }
}

#[component]
fn Detail(detail: OrderDetail) -> impl IntoView {
    let OrderDetail { order, lines, payment, source, timeline } = detail;
    let source = (!source.is_empty()).then(|| view! { <SourceCard source /> });
    let money_of = order.public_id.clone();
    let name = if order.name.is_empty() { order.email.clone() } else { order.name };
    view! {
        <a class="quiet-link" href=paths::admin_orders(1).to_string()><Icon glyph=Glyph::ArrowLeft />"All orders"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1>{name}</h1><StateBadge state=order.state /></div>
        <p class="mt-1 text-sm break-all text-muted">{order.email}" · order "{order.public_id}</p>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <section class="card" aria-labelledby="timeline"><h2 id="timeline" class="text-xl">"What happened"</h2><ol class="timeline mt-5">{timeline.into_iter().map(entry).collect_view()}</ol></section>
            <div class="grid gap-6">
                <section class="card grid gap-4" aria-labelledby="lines"><h2 id="lines" class="text-xl">"Lines"</h2><OrderLines lines total=order.total /></section>
                {payment.map(|payment| view! { <PaymentCard payment /> })}
                <MoneyCard public_id=money_of />
                {source}
            </div>
        </div>
    }
}

fn entry(entry: TimelineEntry) -> impl IntoView {
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted"><LocalTime at=entry.at /><span class="badge">{entry.kind}</span></p>
            <p class="mt-0.5">{entry.what}</p>
        </li>
    }
}

#[component]
fn SourceCard(source: Vec<(String, String)>) -> impl IntoView {
    let name = |name: String| match name.as_str() {
        "ref" => "Site before".to_owned(),
        "from" => "First page".to_owned(),
        _ => name,
    };
    let part = move |(key, value): (String, String)| view! { <div><dt class="text-muted">{name(key)}</dt><dd class="break-all">{value}</dd></div> };
    view! {
        <section class="card grid gap-4" aria-labelledby="source">
            <h2 id="source" class="text-xl">"Where the buyer came from"</h2>
            <dl class="grid gap-3 text-sm">{source.into_iter().map(part).collect_view()}</dl>
        </section>
    }
}

#[component]
fn PaymentCard(payment: PaymentRow) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="payment">
            <h2 id="payment" class="text-xl">"Payment"</h2>
            <dl class="grid gap-3 text-sm">
                <div><dt class="text-muted">"Provider"</dt><dd>{payment.provider}</dd></div>
                <div><dt class="text-muted">"Reference"</dt><dd class="font-mono break-all">{payment.reference.unwrap_or_else(|| "not yet".to_owned())}</dd></div>
                <div><dt class="text-muted">"State in our records"</dt><dd>{payment.state}</dd></div>
            </dl>
        </section>
    }
}
