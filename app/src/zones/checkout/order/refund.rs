use super::super::closed::StatePage;
use crate::api::dto::RefundOffer;
use crate::api::refunds::{self, Refund};
use crate::components::{Alert, Glyph, RefundPromise, Tone, loaded, words_for};
use crate::forms::Submit;
use crate::paths;
use domain::refund_policy::Decision;
use leptos::prelude::*;

/// What the buyer may do about a refund, and what would end with it.
#[component]
pub fn RefundPage(
    /// The order's public id.
    public_id: String,
    /// A person was asked already.
    asked: bool,
) -> impl IntoView {
    Suspend::new(async move { loaded(refunds::offer(public_id).await, |offer| view! { <Offer offer asked /> }) })
}

#[component]
fn Offer(offer: RefundOffer, asked: bool) -> impl IntoView {
    let RefundOffer { public_id, decision, policy, amount, ends } = offer;
    let back = paths::order(&public_id).to_string();
    let action = ServerAction::<Refund>::new();
    let refused = move || {
        action.value().get().and_then(Result::err).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let (text, button) = match decision {
        _ if asked => ("We have your request. A person reads it and answers by mail.", None),
        Decision::AtOnce => ("The refund starts at once and goes back the way the money came.", Some("Refund my order")),
        Decision::Ask => ("A person decides about this one and answers by mail. Your access stays meanwhile.", Some("Ask for a refund")),
        Decision::Never(_) => ("The days of the refund promise are over. If something is wrong with the course, please write to us.", None),
    };
    let form = button.map(|words| {
        view! {
            <ActionForm action attr:class="grid w-full gap-4">
                <input type="hidden" name="public_id" value=public_id />
                <div class="contents" role="alert">{refused}</div>
                <Submit pending=action.pending() look="btn-primary w-full"><span>{words}</span></Submit>
            </ActionForm>
        }
    });
    view! {
        <StatePage glyph=Glyph::Undo title="Get a refund">
            <p class="text-muted">{text}</p>
            <section class="card grid w-full gap-3 text-left" aria-labelledby="ends">
                <h2 id="ends" class="text-lg">{amount.to_string()}" would go back"</h2>
                <p>"With it ends your access to:"</p>
                <ul class="list-disc pl-5">{ends.into_iter().map(|label| view! { <li>{label}</li> }).collect_view()}</ul>
                <RefundPromise policy />
            </section>
            {form}
            <a class="btn btn-plain" href=back>"Back to the order"</a>
        </StatePage>
    }
}
