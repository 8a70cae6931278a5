use leptos::prelude::*;

/// The button that sends a form. While the answer is awaited it says so and cannot be pressed again.
#[component]
pub fn Submit(
    /// Whether the answer is awaited.
    #[prop(into)]
    pending: Signal<bool>,
    /// How it looks besides `btn`.
    #[prop(default = "btn-primary")]
    look: &'static str,
    /// Its id, for who puts the focus on it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The name under which the button itself is sent, where it is.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What is sent under that name.
    #[prop(optional)]
    value: Option<&'static str>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" id=id name=name value=value class=format!("btn {look}") disabled=pending aria-busy=move || pending.get().then_some("true")>
            <span class="spinner" aria-hidden="true" hidden=move || !pending.get()></span>
            {children()}
        </button>
    }
}
