use super::super::course::Course;
use leptos::prelude::*;

/// Whether the next lesson follows by itself. It needs scripts, and is not shown without.
#[component]
pub fn GoOnSwitch(
    /// The course, which remembers it.
    course: Course,
) -> impl IntoView {
    view! {
        <label class="switch with-script">
            <input type="checkbox" role="switch" prop:checked=move || course.goes_on() on:change=move |event| course.set_goes_on(event_target_checked(&event)) />
            "Play the next lesson by itself"
        </label>
    }
}
