use super::page::Actions;
use crate::api::dto::StepNumbers;
use crate::components::{Glyph, Icon, text};
use crate::forms::{Select, Submit};
use crate::paths;
use crate::zones::admin::panel::offers::{StandingBadge, kind_words};
use crate::zones::admin::refused::problem;
use domain::ids::OfferId;
use domain::offer_kind::OfferKind;
use leptos::prelude::*;

/// Where a step stands among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
}

/// A step of the funnel, with what can be changed about it.
#[component]
pub fn StepCard(
    /// The step.
    step: StepNumbers,
    /// Its place.
    place: Place,
    /// For which upsell it stands in.
    #[prop(optional_no_strip)]
    stands_in_for: Option<OfferId>,
    /// The upsells for which a downsell can stand in.
    upsells: Vec<(String, String)>,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let others = [
        (step.expired > 0).then(|| format!("{} ran out", step.expired)),
        (step.undecided > 0).then(|| text::count(usize::try_from(step.undecided).unwrap_or(usize::MAX), "is undecided", "are undecided")),
    ];
    let others = others.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let seen = format!("{} of {} took it", step.accepted, step.shown);
    let inner = step.offer.kind == OfferKind::Downsell;
    let tie = inner.then(|| view! { <Tie step=step.clone() stands_in_for upsells actions /> });
    view! {
        <li class="card grid gap-4" class:flow-inner=inner>
            <div class="flex flex-wrap items-start justify-between gap-3">
                <div class="min-w-0">
                    <h3 class="text-lg"><a class="link" href=paths::admin_offer(step.offer.id).to_string()>{step.offer.title.clone()}</a></h3>
                    <p class="text-sm text-muted">{kind_words(step.offer.kind)}" · "{seen}{(!others.is_empty()).then(|| format!(", {others}"))}</p>
                </div>
                <StandingBadge standing=step.offer.standing />
            </div>
            <div class="flex flex-wrap gap-2">
                <Move step=step.clone() place up=true actions />
                <Move step=step.clone() place up=false actions />
                <Switch step actions />
            </div>
            {tie}
        </li>
    }
}

#[component]
fn Move(step: StepNumbers, place: Place, up: bool, actions: Actions) -> impl IntoView {
    let impossible = if up { place.at == 0 } else { place.at + 1 >= place.of };
    let (glyph, words) = if up { (Glyph::ArrowUp, "Earlier") } else { (Glyph::ArrowDown, "Later") };
    (!impossible).then(|| {
        view! {
            <ActionForm action=actions.moving>
                <input type="hidden" name="offer" value=step.offer.id.to_string() />
                <input type="hidden" name="version" value=step.version />
                <input type="hidden" name="up" value=up.to_string() />
                <button type="submit" class="btn btn-plain btn-sm" disabled=move || actions.moving.pending().get()>
                    <Icon glyph />{words}<span class="sr-only">": "{step.offer.title}</span>
                </button>
            </ActionForm>
        }
    })
}

#[component]
fn Switch(step: StepNumbers, actions: Actions) -> impl IntoView {
    let (on, words) = if step.enabled { ("false", "Pause") } else { ("true", "Resume") };
    view! {
        <ActionForm action=actions.switch>
            <input type="hidden" name="offer" value=step.offer.id.to_string() />
            <input type="hidden" name="version" value=step.version />
            <input type="hidden" name="on" value=on />
            <input type="hidden" name="back" value="funnel" />
            <button type="submit" class="btn btn-plain btn-sm" disabled=move || actions.switch.pending().get()>
                {words}<span class="sr-only">": "{step.offer.title}</span>
            </button>
        </ActionForm>
    }
}

/// For which upsell a downsell stands in.
#[component]
fn Tie(step: StepNumbers, stands_in_for: Option<OfferId>, upsells: Vec<(String, String)>, actions: Actions) -> impl IntoView {
    let nobody = (String::new(), "Nobody sees it".to_owned());
    let options = std::iter::once(nobody).chain(upsells).collect();
    let chosen = stands_in_for.map(|upsell| upsell.to_string()).unwrap_or_default();
    view! {
        <ActionForm action=actions.tie attr:class="flex flex-wrap items-end gap-3">
            <input type="hidden" name="offer" value=step.offer.id.to_string() />
            <input type="hidden" name="version" value=step.version />
            <div class="min-w-[14rem] flex-1">
                <Select label="Shown to who declines" name="upsell" scope=step.offer.id.to_string() options value=chosen error=problem(actions.tie, crate::api::error::Field::Product) />
            </div>
            <Submit pending=actions.tie.pending() look="btn-plain btn-sm">"Set"</Submit>
        </ActionForm>
    }
}
