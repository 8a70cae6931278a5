use crate::api::admin::ExtendSale;
use crate::components::{Alert, Tone, words_for};
use crate::forms::Submit;
use leptos::prelude::*;

/// Moves the deadline of the sale to later. The page says that it was moved.
#[component]
pub fn ExtendSaleForm() -> impl IntoView {
    let action = ServerAction::<ExtendSale>::new();
    let said = move || {
        action.value().get().map(|answer| match answer {
            Ok(()) => view! { <Alert tone=Tone::Positive><p>"The deadline is moved, and the price card says so."</p></Alert> }.into_any(),
            Err(error) => {
                let words = words_for(&error);
                view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }.into_any()
            }
        })
    };
    view! {
        <section class="card mt-8 grid max-w-[36rem] gap-4" aria-labelledby="extend">
            <div>
                <h2 id="extend" class="text-xl">"Extend the sale"</h2>
                <p class="mt-1 text-sm text-muted">"The deadline can be moved to later only. It is written down, and the price card shows the day on which you did it."</p>
            </div>
            <ActionForm action attr:class="grid gap-4">
                <div class="field">
                    <label class="field-label" for="extend-until">"New deadline, in UTC"</label>
                    <input class="input" id="extend-until" type="datetime-local" name="until" required />
                </div>
                <div class="contents" role="status">{said}</div>
                <Submit pending=action.pending() look="btn-plain">"Extend"</Submit>
            </ActionForm>
        </section>
    }
}
