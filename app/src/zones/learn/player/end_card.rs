use super::super::lesson_list::opening;
use super::Watch;
use crate::api::dto::LessonLink;
use crate::components::{Glyph, Icon};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// So long, in seconds, before the next lesson follows by itself.
const COUNT: u32 = 8;

/// Over a video that has ended: what comes next, and when.
#[component]
pub fn EndCard(
    /// The lesson after this one.
    next: Option<LessonLink>,
    /// What is kept of watching.
    watch: Watch,
) -> impl IntoView {
    let card = match next {
        Some(next) => {
            let shut = Memo::new(move |_| next.closed.filter(|closed| !watch.has_seen_pass(*closed)));
            let card = move || match shut.get() {
                Some(closed) => view! { <Shut title=next.title.clone() closed /> }.into_any(),
                None => view! { <Following next=next.clone() watch /> }.into_any(),
            };
            card.into_any()
        }
        None => view! { <p class="font-semibold" role="status">"That was the last lesson"</p><ToOverview /> }.into_any(),
    };
    view! {
        <section class="player-over" aria-label="The video has ended">
            {card}
            <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| watch.replay()><Icon glyph=Glyph::Undo />"Watch again"</button>
        </section>
    }
}

#[component]
fn ToOverview() -> impl IntoView {
    view! { <a class="btn btn-primary btn-sm" href=paths::learn().to_string()>"Back to the overview"</a> }
}

/// The next lesson is not open yet: nothing follows by itself.
#[component]
fn Shut(title: String, closed: Closed) -> impl IntoView {
    view! {
        <p class="grid" role="status">
            <span class="text-sm text-muted">"Next:"</span><span class="font-semibold">{title}</span><span class="text-muted">{opening(closed)}</span>
        </p>
        <ToOverview />
    }
}

#[component]
fn Following(next: LessonLink, watch: Watch) -> impl IntoView {
    let path = paths::lesson(&next.slug).to_string();
    let counting = RwSignal::new(untrack(|| watch.goes_on()));
    let left = count_down(counting, path.clone(), watch);
    let countdown = move || {
        counting.get().then(|| {
            view! {
                <button type="button" class="btn btn-plain btn-sm" on:click=move |_| counting.set(false)>
                    "Stay here"<span class="tabular-nums text-muted" aria-hidden="true">{move || left.get()}</span>
                </button>
            }
        })
    };
    let words = move || if counting.get() { "Next, in a few seconds:" } else { "Next:" };
    view! {
        <p class="grid" role="status"><span class="text-sm text-muted">{words}</span><span class="font-semibold">{next.title}</span></p>
        <p class="flex flex-wrap justify-center gap-2">
            <a class="btn btn-primary btn-sm" href=path on:click=move |_| watch.expect_playing()>"Next lesson"<Icon glyph=Glyph::ArrowRight /></a>
            {countdown}
        </p>
    }
}

/// Counts seconds while it may, then opens the next lesson.
fn count_down(counting: RwSignal<bool>, path: String, watch: Watch) -> ReadSignal<u32> {
    let (left, set_left) = signal(COUNT);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if !counting.get() {
            return;
        }
        let (navigate, path) = (navigate.clone(), path.clone());
        let tick = move || {
            let rest = left.get_untracked().saturating_sub(1);
            set_left.set(rest);
            if rest == 0 {
                counting.set(false);
                watch.expect_playing();
                navigate(&path, NavigateOptions::default());
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    left
}
