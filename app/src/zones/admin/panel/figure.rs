use leptos::prelude::*;

/// One number with its name and what it means, among others of a `<dl>`.
#[component]
pub fn Figure(
    /// Its name.
    name: &'static str,
    /// The number.
    value: String,
    /// What it means.
    #[prop(into)]
    note: String,
) -> impl IntoView {
    view! {
        <div class="card flex flex-col">
            <dt class="text-sm text-muted">{name}</dt>
            <dd class="mt-1"><span class="font-display text-3xl font-semibold">{value}</span><span class="mt-2 block text-xs text-muted">{note}</span></dd>
        </div>
    }
}
