use super::pay_flow::PayFlow;
use super::picked::NO_COUNTRY;
use crate::api::dto::{TaxChoice, VatProblem};
use crate::components::{Glyph, Icon};
use domain::country::Country;
use leptos::prelude::*;

/// Country and VAT id, where the seller charges tax.
#[component]
pub fn TaxFields(
    /// The page's state.
    flow: PayFlow,
) -> impl IntoView {
    match flow.choices.with_untracked(|choices| choices.tax.clone()) {
        Some(tax) => view! { <Fields tax flow /> }.into_any(),
        None => view! { <input type="hidden" name="country" value=NO_COUNTRY /> }.into_any(),
    }
}

#[component]
fn Fields(tax: TaxChoice, flow: PayFlow) -> impl IntoView {
    let mut countries: Vec<Country> = Country::all().collect();
    countries.sort_by_key(|country| country.name());
    let option = move |country: Country| {
        view! { <option value=country.code() selected=country == tax.country>{country.name()}</option> }
    };
    let move_to = move |event| {
        let code = event_target_value(&event);
        flow.choose(move |picked| picked.country = code);
    };
    let type_id = move |event| {
        let id = event_target_value(&event);
        flow.choose(move |picked| picked.vat_id = id);
    };
    let problem = move || flow.choices.with(|choices| choices.tax.as_ref().and_then(|tax| tax.problem).map(words));
    let open = !tax.vat_id.is_empty();
    view! {
        <div class="field">
            <label class="field-label" for="field-country">"Country"</label>
            <select class="input" id="field-country" name="country" autocomplete="country" on:change=move_to>
                {countries.into_iter().map(option).collect_view()}
            </select>
        </div>
        <details class="grid gap-3 text-sm" open=open>
            <summary class="link min-h-11 content-center">"Buying for a company?"</summary>
            <div class="field">
                <label class="field-label" for="field-vat">"VAT id (optional)"</label>
                <input class="input" id="field-vat" name="vat_id" type="text" maxlength="40" autocomplete="off" spellcheck="false"
                    value=tax.vat_id aria-describedby="field-vat-error" aria-invalid=move || problem().map(|_| "true") on:change=type_id />
                <p class="field-error" id="field-vat-error" role="alert" hidden=move || problem().is_none()>
                    <Icon glyph=Glyph::CircleAlert />
                    <span>{move || problem().unwrap_or_default()}</span>
                </p>
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
