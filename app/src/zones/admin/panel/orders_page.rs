use super::chosen::chosen;
use super::filters::{Filters, OneOf, Typed};
use super::listed::listed;
use super::order_table::OrderTable;
use super::turner::{Beside, Turner, counted};
use crate::api::admin;
use crate::api::dto::{Listed, OrderRow};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

/// The states that are looked for.
const STATES: [(&str, &str); 14] = [
    ("needs_review", "Needs review"),
    ("paid", "Paid"),
    ("closed", "Closed"),
    ("partially_refunded", "Partly refunded"),
    ("refunded", "Refunded"),
    ("disputed", "Disputed"),
    ("won", "Dispute won"),
    ("lost", "Dispute lost"),
    ("awaiting_payment", "Awaiting payment"),
    ("requires_action", "Authenticating"),
    ("failed", "Declined"),
    ("expiring", "Expiring"),
    ("expired", "Expired"),
    ("draft", "Draft"),
];

/// All orders, newest first.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let (search, state, from, to, page) = (chosen("search"), chosen("state"), chosen("from"), chosen("to"), chosen("page"));
    let query = [("search", search), ("state", state), ("from", from), ("to", to)];
    let orders = Resource::new_blocking(
        move || (search.get(), state.get(), from.get(), to.get(), page.get()),
        |(search, state, from, to, page)| admin::orders(search, state, from, to, page),
    );
    let table = move || {
        let chosen = query.map(|(name, value)| (name, value.get()));
        paths::admin_with(&paths::admin_orders_csv(), &chosen.each_ref().map(|(name, value)| (*name, value.as_str()))).to_string()
    };
    view! {
        <PageTitle text="Orders · Admin" />
        <div class="panel-head">
            <h1>"Orders"</h1>
            <a class="btn btn-plain btn-sm" href=table rel="external" download><Icon glyph=Glyph::Download />"Table (CSV)"</a>
        </div>
        <Filters list=paths::admin_orders()>
            <Typed label="Name, address or order" name="search" value=search />
            <OneOf label="State" name="state" options=STATES.to_vec() value=state />
            <Typed label="From day" name="from" kind="date" value=from />
            <Typed label="To day" name="to" kind="date" value=to />
        </Filters>
        <Transition fallback=PageSkeleton>
            {move || {
                let query = query.map(|(name, value)| (name, value.get_untracked())).to_vec();
                Suspend::new(async move { listed(orders.await, move |list| view! { <Orders list query /> }) })
            }}
        </Transition>
    }
}

#[component]
fn Orders(list: Listed<OrderRow>, query: Vec<(&'static str, String)>) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        let all = query.iter().all(|(_, value)| value.is_empty());
        let words =
            if all { "No orders yet. The first one appears here by itself." } else { "No order fits. Try fewer words, or all states." };
        return view! { <p class="card mt-6 text-muted">{words}</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "order", "orders")}</p>
        <div class="card mt-2 overflow-hidden p-0 sm:p-0"><OrderTable orders=list.rows /></div>
        <Turner list=paths::admin_orders() query beside />
    }
    .into_any()
}
