use crate::components::{Glyph, Icon};
use crate::paths;
use leptos::prelude::*;

/// The field for searching the course.
#[component]
pub fn SearchForm(
    /// The end of the field's id; a page may have more than one.
    place: &'static str,
    /// What it begins with.
    #[prop(optional)]
    value: String,
) -> impl IntoView {
    let id = format!("search-{place}");
    view! {
        <search class="block w-full">
            <form method="get" action=paths::search().to_string()>
                <div class="search">
                    <Icon glyph=Glyph::Search />
                    <label class="sr-only" for=id.clone()>"Search the course"</label>
                    <input class="search-field" id=id type="search" name="q" autocomplete="off" maxlength="200" placeholder="Search the course" value=value />
                    <button type="submit" class="search-go">"Search"</button>
                </div>
            </form>
        </search>
    }
}
