use super::numbers::Definitions;
use super::picture::Picture;
use super::step_card::{Place, StepCard};
use crate::api::dto::{FunnelStep, FunnelView};
use crate::api::offers::{self, MoveStep, StandIn, SwitchOffer};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::paths;
use crate::zones::admin::done::Done;
use crate::zones::admin::refused::Refused;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const DONE: &[(&str, &str)] = &[
    ("moved", "The order is changed, for who buys from now on."),
    ("tied", "The step is changed, for who buys from now on."),
    ("paused", "The offer is paused: nobody is shown it any more."),
    ("resumed", "The offer is running."),
];

/// What can be done on the page. One of each for all its forms, so that what was refused is said once.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Changes the order.
    pub moving: ServerAction<MoveStep>,
    /// Says for what a downsell stands in.
    pub tie: ServerAction<StandIn>,
    /// Pauses and resumes.
    pub switch: ServerAction<SwitchOffer>,
}

/// The funnel with its numbers.
#[component]
pub fn FunnelPage() -> impl IntoView {
    let query = use_query_map();
    let actions = Actions { moving: ServerAction::new(), tie: ServerAction::new(), switch: ServerAction::new() };
    let versions = move || (actions.moving.version().get(), actions.tie.version().get(), actions.switch.version().get());
    let funnel = Resource::new_blocking(move || (query.with(|query| query.get("done")), versions()), |_| offers::funnel());
    view! {
        <PageTitle text="Funnel · Admin" />
        <Done words=DONE />
        <div class="panel-head">
            <h1>"Funnel"</h1>
            <a class="btn btn-plain btn-sm" href=paths::admin_add_offer().to_string()><Icon glyph=Glyph::Plus />"Add an offer"</a>
        </div>
        <p class="mt-2 max-w-[44rem] text-muted">"What follows a purchase. Who accepts an offer goes on to the next; who declines it is shown what stands in for it. A funnel that a buyer has begun stays as it was."</p>
        <Refused action=actions.moving />
        <Refused action=actions.tie />
        <Refused action=actions.switch />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(funnel.await, move |funnel| view! { <Funnel funnel actions /> }) })}
        </Transition>
    }
}

#[component]
fn Funnel(funnel: FunnelView, actions: Actions) -> impl IntoView {
    let upsells: Vec<_> = funnel.steps.iter().map(|step| (step.upsell.offer.id.to_string(), step.upsell.offer.title.clone())).collect();
    let number = funnel.steps.len();
    let step = {
        let upsells = upsells.clone();
        move |(at, step): (usize, FunnelStep)| view! { <Step step place=Place { at, of: number } upsells=upsells.clone() actions /> }
    };
    let none = (number == 0).then(|| view! { <p class="card text-muted">"Nothing follows a purchase yet. Add an upsell."</p> });
    let loose = (!funnel.loose.is_empty()).then(|| {
        let of = funnel.loose.len();
        let card = |(at, step)| view! { <StepCard step place=Place { at, of } upsells=upsells.clone() actions /> };
        view! {
            <section class="mt-10" aria-labelledby="loose">
                <h2 id="loose" class="text-xl">"Not in the funnel"</h2>
                <ol class="mt-4 grid gap-4">{funnel.loose.clone().into_iter().enumerate().map(card).collect_view()}</ol>
            </section>
        }
    });
    view! {
        <Picture funnel=funnel.clone() />
        <Definitions />
        <section class="mt-10" aria-labelledby="steps">
            <h2 id="steps" class="text-xl">"Change the steps"</h2>
            {none}
            <ol class="mt-4 grid gap-4">{funnel.steps.into_iter().enumerate().map(step).collect_view()}</ol>
        </section>
        {loose}
    }
}

#[component]
fn Step(step: FunnelStep, place: Place, upsells: Vec<(String, String)>, actions: Actions) -> impl IntoView {
    let of = step.downsells.len();
    let upsell = step.upsell.offer.id;
    let others = upsells.clone();
    let downsell = move |(at, step)| {
        view! { <StepCard step place=Place { at, of } stands_in_for=Some(upsell) upsells=others.clone() actions /> }
    };
    view! {
        <StepCard step=step.upsell place upsells actions />
        {step.downsells.into_iter().enumerate().map(downsell).collect_view()}
    }
}
