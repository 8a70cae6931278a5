use super::chosen::chosen;
use super::refused::{Refused, problem};
use crate::api::dto::RefundPreview;
use crate::api::error::Field as FieldName;
use crate::api::refunds::{self, RefundOrder};
use crate::components::{Alert, Glyph, Icon, PageSkeleton, PageTitle, Tone, loaded};
use crate::forms::{Field, Submit};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What is chosen to go back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Choice {
    order: String,
    items: Vec<String>,
    amount: String,
    with_upsells: bool,
}

/// What a refund would do, and the button that does it.
#[component]
pub fn RefundPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let (amount, upsells) = (chosen("amount"), chosen("with_upsells"));
    let choice = Memo::new(move |_| Choice {
        order: params.with(|params| params.get("id").unwrap_or_default()),
        items: query.with(|query| query.get_all("item").unwrap_or_default()),
        amount: amount.get(),
        with_upsells: !upsells.get().is_empty(),
    });
    let preview = Resource::new_blocking(
        move || choice.get(),
        |Choice { order, items, amount, with_upsells }| refunds::refund_preview(order, items, amount, with_upsells),
    );
    view! {
        <PageTitle text="Refund · Admin" />
        <a class="quiet-link" href=move || paths::admin_order(&choice.get().order).to_string()><Icon glyph=Glyph::ArrowLeft />"Back to the order"</a>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(preview.await, move |preview| view! { <Preview preview choice=choice.get_untracked() /> }) })}
        </Transition>
    }
}

#[component]
fn Preview(preview: RefundPreview, choice: Choice) -> impl IntoView {
    let part = |(label, amount): (String, domain::money::Money)| view! { <div><dt>{label}</dt><dd>{amount.to_string()}</dd></div> };
    let upsells = preview.upsells.map(|left| view! { <div><dt>"All that was bought after it"</dt><dd>{left.to_string()}</dd></div> });
    view! {
        <h1 class="mt-3">"What this refund does"</h1>
        <div class="mt-8 grid max-w-[44rem] gap-6">
            <section class="card grid gap-5" aria-labelledby="preview">
                <h2 id="preview" class="text-xl">{preview.amount.to_string()}" goes back"</h2>
                <dl class="lines text-sm">{preview.parts.into_iter().map(part).collect_view()}{upsells}</dl>
                <ul class="grid list-disc gap-1 ps-5 text-sm">
                    {effects(&preview.ends, preview.frees_seat, preview.credit_note).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
                </ul>
            </section>
            <Confirm choice />
        </div>
    }
}

fn effects(ends: &[String], frees_seat: bool, credit_note: bool) -> Vec<String> {
    let access = if ends.is_empty() {
        "Access stays as it is: nothing is refunded wholly.".to_owned()
    } else {
        format!("Access ends to: {}.", ends.join(", "))
    };
    let seat = frees_seat.then(|| "A seat is free again; whoever waits first has the first call.".to_owned());
    let note = credit_note.then(|| "A credit note is written to the invoice.".to_owned());
    let always = "The buyer gets a mail. A coupon stays spent. What has gone back cannot be taken again.".to_owned();
    [Some(access), seat, note, Some(always)].into_iter().flatten().collect()
}

#[component]
fn Confirm(choice: Choice) -> impl IntoView {
    let action = ServerAction::<RefundOrder>::new();
    let item = |(index, id): (usize, String)| view! { <input type="hidden" name=format!("items[{index}]") value=id /> };
    view! {
        <section class="card grid gap-4" aria-labelledby="confirm">
            <h2 id="confirm" class="text-xl">"Send it"</h2>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="public_id" value=choice.order />
                {choice.items.into_iter().enumerate().map(item).collect_view()}
                <input type="hidden" name="amount" value=choice.amount />
                {choice.with_upsells.then(|| view! { <input type="hidden" name="with_upsells" value="on" /> })}
                <Field label="Reason, for the log" name="reason" autocomplete="off" maxlength="500" error=problem(action, FieldName::Reason) />
                <Refused action />
                <Submit pending=action.pending() look="btn-primary">"Send the money back"</Submit>
            </ActionForm>
            <Alert tone=Tone::Info><p>"It is sent once, however often the button is pressed."</p></Alert>
        </section>
    }
}
