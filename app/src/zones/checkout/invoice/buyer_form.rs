use crate::api::ApiError;
use crate::api::dto::BuyerDetails;
use crate::api::error::Field as FieldName;
use crate::api::invoices::SetBuyer;
use crate::components::{Alert, Tone, problem_words, words_for};
use crate::forms::{Field, Submit};
use leptos::prelude::*;

/// Has the invoice made out to a company.
#[component]
pub fn BuyerForm(
    /// The order.
    public_id: String,
    /// To whom it is made out now.
    buyer: BuyerDetails,
) -> impl IntoView {
    let action = ServerAction::<SetBuyer>::new();
    let error = move || action.value().get().and_then(Result::err);
    let problem = move |field| Signal::derive(move || Some(problem_words(field, error()?.problem_with(field)?)));
    let other = move || {
        error().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let title = if buyer.company.is_empty() { "Add company details" } else { "Change company details" };
    view! {
        <section class="card grid gap-5 no-print" aria-labelledby="company">
            <div>
                <h2 id="company" class="text-lg">{title}</h2>
                <p class="mt-1 text-sm text-muted">"They are printed on the invoice. Its number and its amounts stay as they are."</p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <input type="hidden" name="public_id" value=public_id />
                    <Field label="Company" name="company" autocomplete="organization" maxlength="120" required=false value=buyer.company error=problem(FieldName::Company) />
                    <Field label="Street and number" name="street" autocomplete="street-address" maxlength="120" required=false value=buyer.street error=problem(FieldName::Street) />
                    <Field label="Postal code and city" name="city" autocomplete="off" maxlength="120" required=false value=buyer.city error=problem(FieldName::City) />
                    <Field label="VAT id" name="vat_id" autocomplete="off" maxlength="30" required=false value=buyer.vat_id hint="With the country in front, for example DE136695976." error=problem(FieldName::VatId) />
                    <div class="contents" role="alert">{other}</div>
                    <Submit pending=action.pending() look="btn-primary justify-self-start">"Save"</Submit>
                </div>
            </ActionForm>
        </section>
    }
}
