#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use leptos::prelude::*;

/// Words in which what is to be typed stands between backticks.
#[component]
pub fn WithCode(
    /// The words.
    words: String,
) -> impl IntoView {
    let part = |(index, part): (usize, &str)| match index % 2 {
        1 => view! { <code>{part.to_owned()}</code> }.into_any(),
        _ => part.to_owned().into_any(),
    };
    words.split('`').enumerate().map(part).collect_view()
}
