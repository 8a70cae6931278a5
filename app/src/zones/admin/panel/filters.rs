use crate::paths::LocalPath;
use leptos::prelude::*;
use leptos_router::components::Form;

/// The filters above a list. What they choose stands in the address, so that a list can be kept and sent.
#[component]
pub fn Filters(
    /// The list.
    list: LocalPath,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <Form method="GET" action=String::from(list) attr:class="filters" attr:role="search">
            {children()}
            <button type="submit" class="btn btn-plain">"Show"</button>
        </Form>
    }
}

/// A line that is typed.
#[component]
pub fn Typed(
    /// The label.
    label: &'static str,
    /// The name in the address.
    name: &'static str,
    /// What it begins with.
    #[prop(into)]
    value: Signal<String>,
    /// What stands in it while it is empty.
    #[prop(default = "")]
    placeholder: &'static str,
    /// The kind of input.
    #[prop(default = "search")]
    kind: &'static str,
) -> impl IntoView {
    let id = format!("filter-{name}");
    view! {
        <div class="field" class:field-wide=kind == "search">
            <label class="field-label" for=id.clone()>{label}</label>
            <input class="input" id=id name=name type=kind autocomplete="off" maxlength="254" placeholder=placeholder prop:value=move || value.get() value=value.get_untracked() />
        </div>
    }
}

/// A choice of one, or of all.
#[component]
pub fn OneOf(
    /// The label.
    label: &'static str,
    /// The name in the address.
    name: &'static str,
    /// What can be chosen: its name in the address, and its words.
    options: Vec<(&'static str, &'static str)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Whether all can be chosen too.
    #[prop(default = true)]
    all: bool,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let option =
        move |(own, words): (&'static str, &'static str)| view! { <option value=own selected=move || value.get() == own>{words}</option> };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <select class="input" id=id name=name>
                {all.then(|| view! { <option value="">"All"</option> })}
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
