use super::frame::{Frame, described_by};
use leptos::prelude::*;

/// A labelled choice of one, with its hint and its error.
#[component]
pub fn Select(
    /// The label.
    label: &'static str,
    /// The name in the form, and the end of its id.
    name: &'static str,
    /// What tells its id apart where a page has more of its name.
    #[prop(optional, into)]
    scope: Option<String>,
    /// What can be chosen: its value, and its words.
    options: Vec<(String, String)>,
    /// What is chosen at first.
    #[prop(into)]
    value: String,
    /// A line below it.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    let id = scope.map_or_else(|| format!("field-{name}"), |scope| format!("field-{scope}-{name}"));
    let described = described_by(&id);
    let invalid = move || error.get().map(|_| "true");
    let option = move |(own, words): (String, String)| {
        let chosen = own == value;
        view! { <option value=own selected=chosen>{words}</option> }
    };
    let options = options.into_iter().map(option).collect_view();
    view! {
        <Frame id=id.clone() label hint error>
            <select class="input" id=id name=name aria-invalid=invalid aria-describedby=described>{options}</select>
        </Frame>
    }
}
