use super::refused::Refused;
use crate::api::admin::ExtendSale;
use crate::forms::Submit;
use leptos::prelude::*;

/// Moves the deadline of the sale to later.
#[component]
pub fn ExtendSaleForm() -> impl IntoView {
    let action = ServerAction::<ExtendSale>::new();
    view! {
        <section class="card mt-8 grid max-w-[36rem] gap-4" aria-labelledby="extend">
            <div>
                <h2 id="extend" class="text-xl">"Extend the sale"</h2>
                <p class="mt-1 text-sm text-muted">"The deadline can be moved to later only. It is written down, and the price card shows the day on which you did it."</p>
            </div>
            <ActionForm action attr:class="grid gap-4" attr:data-done="The deadline is moved, and the price card says so.">
                <div class="field">
                    <label class="field-label" for="extend-until">"New deadline, in UTC"</label>
                    <input class="input" id="extend-until" type="datetime-local" name="until" required />
                </div>
                <Refused action />
                <Submit pending=action.pending() look="btn-plain">"Extend"</Submit>
            </ActionForm>
        </section>
    }
}
