use super::state_badge::StateBadge;
use crate::api::dto::OrderRow;
use crate::components::LocalTime;
use crate::paths;
use leptos::prelude::*;

/// Orders, one a row.
#[component]
pub fn OrderTable(
    /// The orders.
    orders: Vec<OrderRow>,
) -> impl IntoView {
    view! {
        <table class="table table-stack">
            <thead><tr><th scope="col">"Buyer"</th><th scope="col">"State"</th><th scope="col">"Made"</th><th scope="col" class="text-right">"Total"</th></tr></thead>
            <tbody>{orders.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(order: OrderRow) -> impl IntoView {
    let name = if order.name.is_empty() { order.email.clone() } else { order.name };
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-semibold" href=paths::admin_order(&order.public_id).to_string()>{name}</a><br /><span class="break-all text-muted md:inline-block md:min-w-44">{order.email}</span></td>
            <td><StateBadge state=order.state /></td>
            <td class="text-muted max-md:col-span-2 max-md:row-start-3"><LocalTime at=order.created_at /></td>
            <td class="text-right font-semibold tabular-nums">{order.total.to_string()}</td>
        </tr>
    }
}
