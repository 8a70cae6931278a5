use super::numbers::{figures, rate_words};
use crate::api::dto::{BumpNumbers, FunnelStep, FunnelView, StepNumbers};
use crate::components::text;
use leptos::prelude::*;

/// The funnel drawn from the checkout to the thank-you page, with a list of the same for who cannot see it.
#[component]
pub fn Picture(
    /// The funnel.
    funnel: FunnelView,
) -> impl IntoView {
    let words = told(&funnel).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let paid = text::count(usize::try_from(funnel.paid).unwrap_or(usize::MAX), "paid order", "paid orders");
    view! {
        <figure class="mt-6">
            <div class="flow" aria-hidden="true">
                <div class="flow-box flow-end">
                    <p class="flow-title">"Checkout"</p>
                    <p class="text-sm text-muted">{paid}</p>
                    {funnel.bumps.into_iter().map(bump).collect_view()}
                </div>
                {funnel.steps.into_iter().map(step).collect_view()}
                <div class="flow-box flow-end"><p class="flow-title">"Thank you"</p></div>
            </div>
            <figcaption class="sr-only">"The funnel, step by step"<ol>{words}</ol></figcaption>
        </figure>
    }
}

fn bump(bump: BumpNumbers) -> impl IntoView {
    view! {
        <p class="flow-bump"><span>"+ "{bump.offer.title}</span><strong>{rate_words(bump.rate)}</strong></p>
    }
}

fn step(step: FunnelStep) -> impl IntoView {
    let other = (!step.downsells.is_empty()).then(|| {
        view! {
            <p class="flow-no">"No"</p>
            <div class="flow-other">{step.downsells.into_iter().map(offer).collect_view()}</div>
        }
    });
    view! { <div class="flow-step">{offer(step.upsell)}{other}</div> }
}

fn offer(step: StepNumbers) -> impl IntoView {
    let paused = (!step.enabled).then(|| view! { <span class="badge">"Paused"</span> });
    let price = step.offer.price.map(|price| price.to_string());
    let filled = step.rate.unwrap_or_default() / 100;
    let figures = figures(&step);
    let figure = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <div class="flow-box" class:flow-paused=!step.enabled>
            <p class="flow-title">{step.offer.title}{paused}</p>
            <p class="text-sm text-muted">{price}</p>
            <svg class="flow-bar" viewBox="0 0 100 4" preserveAspectRatio="none"><rect class="flow-bar-all" width="100" height="4" /><rect class="flow-bar-taken" width=filled height="4" /></svg>
            <dl class="flow-figures">{figures.map(figure).collect_view()}</dl>
        </div>
    }
}

/// The same in sentences.
fn told(funnel: &FunnelView) -> Vec<String> {
    let mut lines = vec![format!("Checkout: {} paid orders.", funnel.paid)];
    lines.extend(
        funnel.bumps.iter().map(|bump| format!("Addition {}: in {} of them, {}.", bump.offer.title, bump.taken, rate_words(bump.rate))),
    );
    for (index, step) in funnel.steps.iter().enumerate() {
        let next = funnel.steps.get(index + 1).map_or("the thank-you page", |next| next.upsell.offer.title.as_str());
        let no = step.downsells.first().map_or(next, |other| other.offer.title.as_str());
        lines.push(format!("{} Who accepts goes on to {next}; who declines goes on to {no}.", told_of(&step.upsell)));
        for (place, other) in step.downsells.iter().enumerate() {
            let no = step.downsells.get(place + 1).map_or(next, |other| other.offer.title.as_str());
            lines.push(format!("{} Who accepts goes on to {next}; who declines goes on to {no}.", told_of(other)));
        }
    }
    lines
}

fn told_of(step: &StepNumbers) -> String {
    let paused = if step.enabled { "" } else { " (paused)" };
    let figures = figures(step).map(|(name, value)| format!("{} {value}", name.to_lowercase())).join(", ");
    format!("{}{paused}: {figures}.", step.offer.title)
}
