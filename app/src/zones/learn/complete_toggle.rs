use super::course::Course;
use crate::api::dto::Completion;
use crate::api::learning::{MarkComplete, UndoComplete};
use crate::api::{ApiError, Result};
use crate::components::{Glyph, Icon, Toaster, words_for};
use domain::ids::LessonId;
use domain::playback::COMPLETE_PERCENT;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// A lesson's tick: shown at once, taken back if the server refuses.
#[derive(Clone, Copy)]
pub struct Ticks {
    lesson: StoredValue<String>,
    done: RwSignal<bool>,
    mark: ServerAction<MarkComplete>,
    undo: ServerAction<UndoComplete>,
}

impl Ticks {
    /// The tick of a lesson.
    pub fn new(lesson: LessonId, completed: bool, course: Course) -> Self {
        let ticks = Self {
            lesson: StoredValue::new(lesson.to_string()),
            done: RwSignal::new(completed),
            mark: ServerAction::new(),
            undo: ServerAction::new(),
        };
        ticks.follow(move || ticks.mark.input().with(Option::is_some), move || ticks.mark.value().get(), true, course);
        ticks.follow(move || ticks.undo.input().with(Option::is_some), move || ticks.undo.value().get(), false, course);
        ticks
    }

    /// Whether it shows.
    pub fn is_done(self) -> bool {
        self.done.get()
    }

    /// Whether the server has yet to answer to the last change.
    fn is_pending(self) -> bool {
        self.mark.pending().get() || self.undo.pending().get()
    }

    /// Changes it, as its button does. While the server has not answered to the last change, nothing happens.
    pub fn toggle(self) {
        if untrack(|| self.is_pending()) {
            return;
        }
        let lesson = self.lesson.get_value();
        if self.done.get_untracked() {
            self.undo.dispatch(UndoComplete { lesson });
        } else {
            self.mark.dispatch(MarkComplete { lesson });
        }
    }

    /// Shows a tick that watching has earned.
    pub fn earned(self, completion: Completion, course: Course) {
        if self.done.try_set(completion.completed_at.is_some()).is_none() {
            course.changed();
        }
    }

    /// Shows what was asked for, then what the server says.
    fn follow(
        self,
        asked: impl Fn() -> bool + 'static,
        answer: impl Fn() -> Option<Result<Completion>> + 'static,
        becomes: bool,
        course: Course,
    ) {
        let toaster = use_context::<Toaster>();
        Effect::new(move |_| {
            if asked() {
                self.done.set(becomes);
            }
        });
        Effect::new(move |_| match answer() {
            Some(Ok(completion)) => {
                self.done.set(completion.completed_at.is_some());
                course.changed();
            }
            Some(Err(error)) => {
                self.done.set(!becomes);
                if let Some(toaster) = toaster {
                    toaster.say(why_not(&error));
                }
            }
            None => {}
        });
    }
}

/// Why a tick was not kept.
fn why_not(error: &ApiError) -> String {
    let (title, text) = match error {
        ApiError::Closed(_) => {
            let words = words_for(error);
            (words.title, words.text)
        }
        _ => ("That could not be saved", "Please try again.".to_owned()),
    };
    format!("{title}. {text}")
}

/// The button that ticks a lesson off, or takes the tick back. It stays the same button, so that who pressed it by a key is still
/// on it.
#[component]
pub fn CompleteToggle(
    /// The tick.
    ticks: Ticks,
) -> impl IntoView {
    let address = move || if ticks.is_done() { UndoComplete::url() } else { MarkComplete::url() };
    let class = move || if ticks.is_done() { "btn btn-done" } else { "btn btn-primary" };
    let words = move || {
        if ticks.is_done() {
            view! { <Icon glyph=Glyph::CircleCheck />"Completed"<span class="text-sm font-normal">"· Undo"</span> }.into_any()
        } else {
            view! { <Icon glyph=Glyph::Check />"Mark as complete" }.into_any()
        }
    };
    let press = move |event: SubmitEvent| {
        event.prevent_default();
        ticks.toggle();
    };
    view! {
        <form method="post" action=address on:submit=press>
            <input type="hidden" name="lesson" value=ticks.lesson.get_value() />
            <button type="submit" class=class aria-busy=move || ticks.is_pending().to_string()>{words}</button>
        </form>
    }
}

/// When a lesson is complete, in a sentence.
#[component]
pub fn CompleteRule(
    /// Whether the lesson has a video.
    has_video: bool,
) -> impl IntoView {
    let rule = if has_video {
        format!("A lesson is complete when you mark it, or once you have watched {COMPLETE_PERCENT}\u{a0}% of its video.")
    } else {
        "A lesson is complete when you mark it.".to_owned()
    };
    view! { <p class="mt-3 mb-10 text-sm text-muted">{rule}</p> }
}
