use super::listed::listed;
use crate::api::dto::{Imagined, MOST_DAYS, PreviewChoices, PreviewExtra, PreviewTier, Standing};
use crate::api::error::{Field as FieldName, FieldError};
use crate::api::preview;
use crate::components::{PageSkeleton, PageTitle, problem_words, text};
use crate::forms::Field;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The form of the preview: whom to imagine, and when. What it chooses stands in the address.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let choices = OnceResource::new_blocking(preview::choices());
    view! {
        <PageTitle text="Preview · Admin" />
        <h1>"Preview as a student"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">
            "See the sales page, the checkout and the lessons exactly as somebody else would, at any time. Nothing is written: no progress, no seat, no order."
        </p>
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { listed(choices.await, |choices| view! { <ImagineForm choices /> }) })}</Suspense>
    }
}

#[component]
fn ImagineForm(choices: PreviewChoices) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (imagined, errors) = Imagined::as_far_as(query.to_query_string().trim_start_matches('?'));
    #[cfg(feature = "ssr")]
    if !errors.is_empty() {
        crate::api::context::set_page_status(422);
    }
    let typed = |name: &str, otherwise: &str| query.get(name).unwrap_or_else(|| otherwise.to_owned());
    let now = text::date_time(choices.now);
    let (at, days) = (typed("at", ""), typed("days", "0"));
    let extras = (!choices.extras.is_empty()).then(|| view! { <Extras extras=choices.extras imagined=imagined.clone() /> });
    let nobody = Imagined::default();
    view! {
        <form class="mt-6 grid max-w-[44rem] gap-6" method="get" action=paths::admin_preview_landing(&nobody).to_string()>
            <section class="card grid items-start gap-5 sm:grid-cols-2" aria-labelledby="who">
                <h2 id="who" class="text-xl sm:col-span-2">"Who, and when"</h2>
                <Field label="As of, in UTC" name="at" kind="datetime-local" autocomplete="off" maxlength="16" value=at required=false
                    hint="Empty is now." error=problem(&errors, FieldName::AsOf) />
                <Select label="The student" name="student" chosen=imagined.standing.name().to_owned() options=standings() />
                <Field label="Bought so many days before" name="days" kind="number" autocomplete="off" maxlength="4" value=days required=false
                    hint="Lessons open by this." error=problem(&errors, FieldName::Days) />
                <p class="self-end text-sm text-muted">{format!("It is {now} here. Days go up to {MOST_DAYS}.")}</p>
                {extras}
            </section>
            <section class="card grid items-start gap-5 sm:grid-cols-2" aria-labelledby="sale">
                <h2 id="sale" class="text-xl sm:col-span-2">"The sale"</h2>
                <Select label="Price" name="tier" chosen=imagined.tier.map(|tier| tier.to_string()).unwrap_or_default() options=tiers(choices.tiers) />
                <Field label="Coupon" name="coupon" autocomplete="off" maxlength="40" value=imagined.coupon.clone() required=false error=Signal::derive(|| None) />
                <Tick name="sold_out" value="1" words="Every seat is taken".to_owned() ticked=imagined.sold_out />
            </section>
            <div class="flex flex-wrap gap-3">
                <button type="submit" class="btn btn-primary">"See the sales page"</button>
                <button type="submit" class="btn btn-plain" formaction=paths::admin_preview_checkout(&nobody).to_string()>"See the checkout"</button>
                <button type="submit" class="btn btn-plain" formaction=paths::admin_preview_learn(&nobody).to_string()>"See the course"</button>
            </div>
        </form>
    }
}

fn problem(errors: &[FieldError], field: FieldName) -> Signal<Option<&'static str>> {
    let words = errors.iter().find(|error| error.field == field).map(|error| problem_words(field, error.problem));
    Signal::derive(move || words)
}

fn standings() -> Vec<(String, String)> {
    let words = |standing| match standing {
        Standing::Owns => "Bought it",
        Standing::Never => "Never bought it",
        Standing::Refunded => "Bought it and was refunded",
        Standing::Expired => "Bought it, and the access has ended",
    };
    Standing::ALL.into_iter().map(|standing| (standing.name().to_owned(), words(standing).to_owned())).collect()
}

fn tiers(tiers: Vec<PreviewTier>) -> Vec<(String, String)> {
    let tier = |tier: PreviewTier| (tier.id.to_string(), format!("{}: {}", tier.label, tier.price));
    std::iter::once((String::new(), "The one that holds then".to_owned())).chain(tiers.into_iter().map(tier)).collect()
}

#[component]
fn Select(label: &'static str, name: &'static str, chosen: String, options: Vec<(String, String)>) -> impl IntoView {
    let id = format!("field-{name}");
    let option = move |(value, words): (String, String)| view! { <option selected=value == chosen value=value>{words}</option> };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <select class="input" id=id name=name>{options.into_iter().map(option).collect_view()}</select>
        </div>
    }
}

#[component]
fn Extras(extras: Vec<PreviewExtra>, imagined: Imagined) -> impl IntoView {
    let extra = move |extra: PreviewExtra| {
        let ticked = imagined.with.contains(&extra.offer);
        view! { <Tick name="with" value=extra.offer.to_string() words=extra.title ticked /> }
    };
    view! {
        <fieldset class="grid gap-2 sm:col-span-2">
            <legend class="field-label mb-1">"Owns too"</legend>
            {extras.into_iter().map(extra).collect_view()}
        </fieldset>
    }
}

#[component]
fn Tick(name: &'static str, #[prop(into)] value: String, words: String, ticked: bool) -> impl IntoView {
    view! {
        <label class="flex min-h-8 items-center gap-3">
            <input class="h-5 w-5 flex-none" type="checkbox" name=name value=value checked=ticked />
            <span>{words}</span>
        </label>
    }
}
