use super::pager::Pager;
use super::state_badge::StateBadge;
use crate::api::admin;
use crate::api::dto::{OrderRow, Page};
use crate::components::{LocalTime, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// All orders, newest first.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let query = use_query_map();
    let number = Memo::new(move |_| query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1)));
    let orders = Resource::new_blocking(move || number.get(), admin::orders);
    view! {
        <PageTitle text="Orders · Admin" />
        <Transition fallback=PageSkeleton>{move || Suspend::new(async move { loaded(orders.await, |page| view! { <OrderTable page /> }) })}</Transition>
    }
}

#[component]
fn OrderTable(page: Page<OrderRow>) -> impl IntoView {
    let Page { rows, number, pages, total } = page;
    let list = if rows.is_empty() {
        view! { <p class="card mt-6 text-muted">"No orders yet. The first one appears here by itself."</p> }.into_any()
    } else {
        view! {
            <div class="card mt-6 overflow-hidden p-0 sm:p-0">
                <table class="table table-stack">
                    <thead><tr><th scope="col">"Buyer"</th><th scope="col">"State"</th><th scope="col">"Made"</th><th scope="col" class="text-right">"Total"</th></tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <Pager number pages />
        }
        .into_any()
    };
    view! {
        <div class="flex items-baseline justify-between gap-4"><h1>"Orders"</h1><p class="text-sm text-muted">{total}" in all"</p></div>
        {list}
    }
}

fn row(order: OrderRow) -> impl IntoView {
    let name = if order.name.is_empty() { order.email.clone() } else { order.name };
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-semibold" href=paths::admin_order(&order.public_id).to_string()>{name}</a><br /><span class="break-all text-muted">{order.email}</span></td>
            <td><StateBadge state=order.state /></td>
            <td class="text-muted max-md:col-span-2 max-md:row-start-3"><LocalTime at=order.created_at /></td>
            <td class="text-right font-semibold tabular-nums">{order.total.to_string()}</td>
        </tr>
    }
}
