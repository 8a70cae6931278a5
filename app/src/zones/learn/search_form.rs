use crate::components::{Glyph, Icon};
use crate::paths;
use leptos::prelude::*;
use leptos_router::components::Form;

/// The field for searching the course.
#[component]
pub fn SearchForm(
    /// The end of the field's id; a page may have more than one.
    place: &'static str,
    /// What it begins with.
    #[prop(optional, into)]
    value: Signal<String>,
) -> impl IntoView {
    let id = format!("search-{place}");
    view! {
        <search class="block w-full">
            <Form method="GET" action=paths::search().to_string()>
                <div class="search">
                    <Icon glyph=Glyph::Search />
                    <label class="sr-only" for=id.clone()>"Search the course"</label>
                    <input
                        class="search-field"
                        id=id
                        type="search"
                        name="q"
                        autocomplete="off"
                        maxlength="200"
                        placeholder="Search the course"
                        value=move || value.get()
                        prop:value=move || value.get()
                    />
                    <button type="submit" class="search-go">"Search"</button>
                </div>
            </Form>
        </search>
    }
}
