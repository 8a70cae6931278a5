use super::extend_sale::ExtendSaleForm;
use super::figure::Figure;
use super::next_steps::NextSteps;
use crate::api::{admin, dto::OverviewView};
use crate::components::{Alert, PageSkeleton, PageTitle, Tone, loaded, text};
use crate::paths;
use leptos::prelude::*;

/// The numbers of the first screen.
#[component]
pub fn Overview() -> impl IntoView {
    let numbers = OnceResource::new_blocking(admin::overview());
    view! {
        <PageTitle text="Overview · Admin" />
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(numbers.await, |numbers| view! { <Numbers numbers /> }) })}</Suspense>
    }
}

#[component]
fn Numbers(numbers: OverviewView) -> impl IntoView {
    let money = numbers.revenue.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
    let money = if money.is_empty() { "None yet".to_owned() } else { money };
    let seats = numbers.seats_left.map_or_else(|| "No limit".to_owned(), |left| left.to_string());
    let review = (numbers.needs_review > 0).then(|| {
        let orders = text::count(usize::try_from(numbers.needs_review).unwrap_or(usize::MAX), "order waits", "orders wait");
        view! {
            <Alert tone=Tone::Warning>
                <p class="font-semibold">{orders}" for a person"</p>
                <p>"Something about the payment does not fit. "<a class="link" href=paths::admin_with(&paths::admin_orders(), &[("state", "needs_review")]).to_string()>"Look at them"</a></p>
            </Alert>
        }
    });
    let disputes = (numbers.disputed > 0).then(|| {
        let orders = text::count(usize::try_from(numbers.disputed).unwrap_or(usize::MAX), "payment is", "payments are");
        view! {
            <Alert tone=Tone::Warning>
                <p class="font-semibold">{orders}" in dispute"</p>
                <p>"Answer the bank at your payment provider before its time is over. "<a class="link" href=paths::admin_with(&paths::admin_orders(), &[("state", "disputed")]).to_string()>"Look at them"</a></p>
            </Alert>
        }
    });
    let jobs = (numbers.parked_jobs > 0).then(|| {
        let jobs = text::count(usize::try_from(numbers.parked_jobs).unwrap_or(usize::MAX), "job has", "jobs have");
        view! { <Alert tone=Tone::Danger><p class="font-semibold">{jobs}" failed for good"</p><p>"They are kept until somebody looks at them. "<a class="link" href=paths::admin_with(&paths::admin_jobs(), &[("state", "parked")]).to_string()>"Look at them"</a></p></Alert> }
    });
    let all_well = (review.is_none() && disputes.is_none() && jobs.is_none())
        .then(|| view! { <Alert tone=Tone::Positive><p>"Nothing waits for you."</p></Alert> });
    view! {
        <h1>"Overview"</h1>
        <div class="mt-6 grid gap-3">{review} {disputes} {jobs} {all_well}</div>
        <NextSteps missing=numbers.missing />
        <dl class="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Figure name="Revenue" value=money note="Paid orders less what went back" />
            <Figure name="Paid orders" value=numbers.paid_orders.to_string() note="Paid and not wholly refunded" />
            <Figure name="Seats left" value=seats note="Of the main offer, held seats counted as taken" />
            <Figure name="Parked jobs" value=numbers.parked_jobs.to_string() note="Work that failed on every try" />
        </dl>
        <ExtendSaleForm />
    }
}
