use super::field_error::FieldError;
use crate::api::dto::{TaxChoice, VatProblem};
use crate::components::live;
use domain::country::Country;
use leptos::prelude::*;

/// What is sent for a country where none is asked for: it says that the selection is whole.
const NO_COUNTRY: &str = "none";

/// Country and VAT id, where the seller charges tax.
#[component]
pub fn TaxFields(
    /// Where the buyer is, if that is asked.
    tax: Option<TaxChoice>,
) -> impl IntoView {
    match tax {
        Some(tax) => view! { <Fields tax /> }.into_any(),
        None => view! { <input type="hidden" name="country" value=NO_COUNTRY /> }.into_any(),
    }
}

#[component]
fn Fields(tax: TaxChoice) -> impl IntoView {
    let mut countries: Vec<Country> = Country::all().collect();
    countries.sort_by_key(|country| country.name());
    let option = move |country: Country| {
        view! { <option value=country.code() selected=country == tax.country>{country.name()}</option> }
    };
    let problem = tax.problem.map(words);
    let open = !tax.vat_id.is_empty();
    view! {
        <div class="field">
            <label class="field-label" for="field-country">"Country"</label>
            <select class="input" id="field-country" name="country" autocomplete="country">
                {countries.into_iter().map(option).collect_view()}
            </select>
        </div>
        <details class="grid gap-3 text-sm" open=open>
            <summary class="link min-h-11 content-center">"Buying for a company?"</summary>
            <div class="field">
                <label class="field-label" for="field-vat">"VAT id (optional)"</label>
                <input class="input" id="field-vat" name="vat_id" type="text" maxlength="40" autocomplete="off" spellcheck="false"
                    value=tax.vat_id aria-describedby="field-vat-error" aria-invalid=problem.map(|_| "true") />
                {live(view! { <FieldError id="field-vat-error" words=problem.map(str::to_owned) /> })}
                <p class="field-hint">"Name and address of the company can be added to the invoice after the purchase."</p>
            </div>
        </details>
    }
}

fn words(problem: VatProblem) -> &'static str {
    match problem {
        VatProblem::NotHere => "We know no VAT ids of this country, so it changes nothing here.",
        VatProblem::OtherCountry => "This VAT id belongs to another country than the one above.",
        VatProblem::Shape => "This does not look like a VAT id of this country.",
        VatProblem::Digits => "A digit of this VAT id seems to be wrong. Please compare it once more.",
    }
}
