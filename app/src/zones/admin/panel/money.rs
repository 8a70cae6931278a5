use crate::api::dto::{DisputeRow, OrderMoney, RefundRow, RefundableItem};
use crate::components::LocalTime;
use crate::paths;
use domain::money::Money;
use leptos::prelude::*;
use leptos_router::components::Form;

/// Refunds and disputes of an order, and the form that begins a refund.
#[component]
pub fn MoneyCard(
    /// The order's public id.
    public_id: String,
    /// What went back of it, and what can.
    money: OrderMoney,
) -> impl IntoView {
    let OrderMoney { items, refunds, disputes, upsells_left } = money;
    let refundable = items.iter().any(|item| item.left.minor > 0) || upsells_left.is_some();
    let history = (!refunds.is_empty() || !disputes.is_empty()).then(|| {
        view! {
            <section class="card grid gap-4" aria-labelledby="refunds">
                <h2 id="refunds" class="text-xl">"Refunds and disputes"</h2>
                <ul class="grid gap-3 text-sm">
                    {refunds.into_iter().map(refund).collect_view()}
                    {disputes.into_iter().map(dispute).collect_view()}
                </ul>
            </section>
        }
    });
    view! {
        {history}
        {refundable.then(|| view! { <RefundForm public_id items upsells_left /> })}
    }
}

fn refund(row: RefundRow) -> impl IntoView {
    let failure = row.failure.map(|word| format!(" The provider said: {word}."));
    view! {
        <li>
            <p><strong>{row.amount.to_string()}</strong>" "<span class="badge">{row.state}</span>" "<LocalTime at=row.created_at /></p>
            <p class="text-muted">{row.origin}": "{row.reason}{failure}</p>
        </li>
    }
}

fn dispute(row: DisputeRow) -> impl IntoView {
    view! { <li><p><strong>{row.amount.to_string()}</strong>" "<span class="badge badge-danger">"dispute "{row.status}</span>" "<LocalTime at=row.opened_at /></p></li> }
}

/// Leads to a page that says what the refund would do.
#[component]
fn RefundForm(public_id: String, items: Vec<RefundableItem>, upsells_left: Option<Money>) -> impl IntoView {
    let upsells = upsells_left.map(|left| {
        view! {
            <label class="flex min-h-11 items-center gap-3">
                <input type="checkbox" name="with_upsells" value="on" />
                <span>"And all that was bought after it · "{left.to_string()}</span>
            </label>
        }
    });
    let choice = |item: RefundableItem| {
        let gone = item.left.minor == 0;
        view! {
            <label class="flex min-h-11 items-center gap-3">
                <input type="checkbox" name="item" value=item.id disabled=gone />
                <span>{item.label}" · "{item.left.to_string()}" of "{item.share.to_string()}</span>
            </label>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="refund">
            <h2 id="refund" class="text-xl">"Refund"</h2>
            <Form method="GET" action=paths::admin_refund(&public_id).to_string() attr:class="grid gap-4">
                <fieldset class="grid gap-1"><legend class="field-label">"What goes back"</legend>{items.into_iter().map(choice).collect_view()}</fieldset>
                <p class="field-hint">"Nothing ticked means everything that is left. Access to what is refunded wholly ends; a coupon stays spent."</p>
                <div class="field">
                    <label class="field-label" for="refund-amount">"Only a part of one item"</label>
                    <input class="input" id="refund-amount" name="amount" type="text" inputmode="decimal" autocomplete="off" maxlength="20" />
                </div>
                {upsells}
                <button type="submit" class="btn btn-plain">"See what it does"</button>
            </Form>
        </section>
    }
}
