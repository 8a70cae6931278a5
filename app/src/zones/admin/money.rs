use crate::api::ApiError;
use crate::api::dto::{DisputeRow, OrderMoney, RefundRow, RefundableItem};
use crate::api::error::Field as FieldName;
use crate::api::refunds::{self, RefundOrder};
use crate::components::{Alert, LocalTime, PageSkeleton, Tone, loaded, problem_words, words_for};
use crate::forms::{Field, Submit};
use domain::money::Money;
use leptos::prelude::*;

/// Refunds and disputes of an order, and the form that refunds.
#[component]
pub fn MoneyCard(
    /// The order's public id.
    public_id: String,
) -> impl IntoView {
    let action = ServerAction::<RefundOrder>::new();
    let id = public_id.clone();
    let money = Resource::new_blocking(move || action.version().get(), move |_| refunds::money(id.clone()));
    view! {
        <Transition fallback=PageSkeleton>
            {move || {
                let public_id = public_id.clone();
                Suspend::new(async move { loaded(money.await, move |money| view! { <Money public_id money action /> }) })
            }}
        </Transition>
    }
}

#[component]
fn Money(public_id: String, money: OrderMoney, action: ServerAction<RefundOrder>) -> impl IntoView {
    let OrderMoney { items, refunds, disputes, upsells_left } = money;
    let refundable = items.iter().any(|item| item.left.minor > 0);
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
        {refundable.then(|| view! { <RefundForm public_id items upsells_left action /> })}
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

#[component]
fn RefundForm(
    public_id: String,
    items: Vec<RefundableItem>,
    upsells_left: Option<Money>,
    action: ServerAction<RefundOrder>,
) -> impl IntoView {
    let upsells = upsells_left.map(|left| {
        view! {
            <label class="flex min-h-11 items-center gap-3">
                <input type="checkbox" name="with_upsells" value="on" />
                <span>"And all that was bought after it · "{left.to_string()}</span>
            </label>
        }
    });
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::Amount, error()?.problem_with(FieldName::Amount)?)));
    let refused = move || {
        error().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let choice = |(index, item): (usize, RefundableItem)| {
        let gone = item.left.minor == 0;
        view! {
            <label class="flex min-h-11 items-center gap-3">
                <input type="checkbox" name=format!("items[{index}]") value=item.id disabled=gone />
                <span>{item.label}" · "{item.left.to_string()}" of "{item.share.to_string()}</span>
            </label>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="refund">
            <h2 id="refund" class="text-xl">"Refund"</h2>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="public_id" value=public_id />
                <fieldset class="grid gap-1"><legend class="field-label">"What goes back"</legend>{items.into_iter().enumerate().map(choice).collect_view()}</fieldset>
                <p class="field-hint">"Nothing ticked means everything that is left. Access to what is refunded wholly ends; a coupon stays spent."</p>
                <Field label="Only a part of one item" name="amount" autocomplete="off" maxlength="20" required=false error=problem />
                {upsells}
                <div class="field">
                    <label class="field-label" for="refund-reason">"Reason, for the log"</label>
                    <input class="input" id="refund-reason" name="reason" type="text" autocomplete="off" maxlength="500" required />
                </div>
                <div class="contents" role="alert">{refused}</div>
                <Submit pending=action.pending() look="btn-primary">"Send the money back"</Submit>
            </ActionForm>
        </section>
    }
}
