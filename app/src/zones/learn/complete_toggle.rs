use super::course::Course;
use crate::api::Result;
use crate::api::dto::Completion;
use crate::api::learning::{MarkComplete, UndoComplete};
use crate::components::{Glyph, Icon, Toaster};
use domain::ids::LessonId;
use leptos::prelude::*;

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

    /// Changes it, as its button does.
    pub fn toggle(self) {
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
            Some(Err(_)) => {
                self.done.set(!becomes);
                if let Some(toaster) = toaster {
                    toaster.say("That could not be saved. Please try again.");
                }
            }
            None => {}
        });
    }
}

/// The button that ticks a lesson off, or takes the tick back.
#[component]
pub fn CompleteToggle(
    /// The tick.
    ticks: Ticks,
) -> impl IntoView {
    let lesson = move || ticks.lesson.get_value();
    move || {
        if ticks.done.get() {
            view! {
                <ActionForm action=ticks.undo>
                    <input type="hidden" name="lesson" value=lesson />
                    <button type="submit" class="btn btn-done"><Icon glyph=Glyph::CircleCheck />"Completed"<span class="text-sm font-normal">"· Undo"</span></button>
                </ActionForm>
            }
            .into_any()
        } else {
            view! {
                <ActionForm action=ticks.mark>
                    <input type="hidden" name="lesson" value=lesson />
                    <button type="submit" class="btn btn-primary"><Icon glyph=Glyph::Check />"Mark as complete"</button>
                </ActionForm>
            }
            .into_any()
        }
    }
}
