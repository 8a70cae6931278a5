use crate::api::dto::{CountryRates, RateRow, TaxesView};
use crate::api::error::Field as FieldName;
use crate::api::terms::{self, AddRate, SetTaxBasis};
use crate::components::{Alert, LocalTime, PageSkeleton, PageTitle, Tone, loaded};
use crate::forms::{Field, Select, Submit};
use crate::zones::admin::done::Done;
use crate::zones::admin::panel::typed::Typed;
use crate::zones::admin::refused::{Refused, problem};
use domain::country::Country;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const DONE: &[(&str, &str)] = &[
    ("changed", "That is changed, for prices that are asked from now on."),
    ("added", "The rate is written down. Invoices that are out stay as they are."),
];

/// Where the seller is, whether prices contain the tax, and the rates.
#[component]
pub fn TaxesPage() -> impl IntoView {
    let query = use_query_map();
    let (basis, add) = (ServerAction::<SetTaxBasis>::new(), ServerAction::<AddRate>::new());
    let taxes = Resource::new_blocking(
        move || (query.with(|query| query.get("done")), basis.version().get(), add.version().get()),
        |_| terms::taxes(),
    );
    view! {
        <PageTitle text="Taxes · Admin" />
        <Done words=DONE />
        <h1>"Taxes"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Which tax a buyer is charged, by country. A rate holds from a day on and is never changed after: quotes, orders and invoices carry the one of their day."</p>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(taxes.await, move |taxes| view! { <Taxes taxes basis add /> }) })}
        </Transition>
    }
}

fn all_countries() -> Vec<(String, String)> {
    let mut all: Vec<_> = Country::all().map(|country| (country.code().to_owned(), country.name().to_owned())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

#[component]
fn Taxes(taxes: TaxesView, basis: ServerAction<SetTaxBasis>, add: ServerAction<AddRate>) -> impl IntoView {
    let none = taxes.seller.is_none().then(|| {
        view! { <Alert tone=Tone::Warning><p>"Nobody is charged any tax until you say where you sell from."</p></Alert> }
    });
    view! {
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <section class="card overflow-hidden p-0 sm:p-0" aria-labelledby="rates">
                <h2 id="rates" class="px-5 pt-5 text-xl sm:px-7 sm:pt-6">"Rates"</h2>
                <table class="table table-stack mt-2">
                    <thead><tr><th scope="col">"Country"</th><th scope="col">"Now"</th><th scope="col">"From"</th></tr></thead>
                    <tbody>{taxes.countries.iter().cloned().map(row).collect_view()}</tbody>
                </table>
            </section>
            <div class="grid min-w-0 gap-6">{none}<RateCard action=add /><BasisCard taxes action=basis /></div>
        </div>
    }
}

fn row(country: CountryRates) -> impl IntoView {
    let now = country.now.unwrap_or_else(|| "No tax".to_owned());
    let rate = |rate: RateRow| {
        let words = rate.rate.unwrap_or_else(|| "No tax".to_owned());
        view! { <li>{words}" from "<LocalTime at=rate.from date_only=true /></li> }
    };
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2 font-semibold">{country.country.name()}</td>
            <td class="whitespace-nowrap">{now}</td>
            <td class="text-muted"><ul>{country.rates.into_iter().map(rate).collect_view()}</ul></td>
        </tr>
    }
}

#[component]
fn RateCard(action: ServerAction<AddRate>) -> impl IntoView {
    let typed = Typed::of::<AddRate>();
    view! {
        <section class="card grid gap-4" aria-labelledby="add-rate">
            <h2 id="add-rate" class="text-xl">"Another rate"</h2>
            <ActionForm action attr:class="grid gap-4">
                <Select label="Country" name="form[country]" options=all_countries() value=typed.or("form[country]", "DE") error=problem(action, FieldName::Country) />
                <Field label="Per cent" name="form[percent]" keys="decimal" autocomplete="off" maxlength="6" required=false value=typed.or("form[percent]", "") hint="Nothing for no tax from then on." error=problem(action, FieldName::Percent) />
                <Field label="What it is called there" name="form[label]" autocomplete="off" maxlength="20" value=typed.or("form[label]", "VAT") error=problem(action, FieldName::Words) />
                <Field label="First day" name="form[from]" kind="date" autocomplete="off" maxlength="10" required=false value=typed.or("form[from]", "") hint="In UTC. Nothing for at once." error=problem(action, FieldName::Begins) />
                <Refused action />
                <Submit pending=action.pending()>"Add the rate"</Submit>
            </ActionForm>
        </section>
    }
}

#[component]
fn BasisCard(taxes: TaxesView, action: ServerAction<SetTaxBasis>) -> impl IntoView {
    let typed = Typed::of::<SetTaxBasis>();
    let seller = taxes.seller.map_or("DE", Country::code);
    view! {
        <section class="card grid gap-4" aria-labelledby="basis">
            <h2 id="basis" class="text-xl">"Where you sell from"</h2>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="changed" value=taxes.changed />
                <Select label="Country" name="seller" scope="basis" options=all_countries() value=typed.or("seller", seller) error=problem(action, FieldName::Country) />
                <label class="flex min-h-8 items-center gap-3">
                    <input class="h-5 w-5 flex-none" type="checkbox" name="inclusive" value="on" checked=typed.ticked("inclusive", taxes.inclusive) />
                    <span>"Prices contain the tax"</span>
                </label>
                <p class="field-hint">"Otherwise it is added to them, and buyers see it before they pay."</p>
                <Refused action />
                <Submit pending=action.pending() look="btn-plain">"Save"</Submit>
            </ActionForm>
        </section>
    }
}
