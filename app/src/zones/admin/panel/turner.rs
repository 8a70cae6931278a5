use crate::api::dto::{Count, Listed};
use crate::components::{Glyph, Icon, text};
use crate::paths::{self, LocalPath};
use leptos::prelude::*;

/// How many rows a list has, in words.
pub fn counted(count: Count, one: &str, many: &str) -> String {
    let noun = if count.number == 1 && !count.or_more { one } else { many };
    let number = text::number(count.number);
    if count.or_more { format!("{number} {noun} or more") } else { format!("{number} {noun}") }
}

/// The pages beside the one that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    newer: Option<String>,
    older: Option<String>,
}

impl<T> From<&Listed<T>> for Beside {
    fn from(list: &Listed<T>) -> Self {
        Self { newer: list.newer.clone(), older: list.older.clone() }
    }
}

/// Turns the pages of a list.
#[component]
pub fn Turner(
    /// The list.
    list: LocalPath,
    /// What is chosen of it.
    #[prop(default = Vec::new())]
    query: Vec<(&'static str, String)>,
    /// The pages beside this one.
    beside: Beside,
) -> impl IntoView {
    let Beside { newer, older } = beside;
    let any = newer.is_some() || older.is_some();
    let address = move |page: String| {
        let chosen = query.iter().map(|(name, value)| (*name, value.as_str())).chain([("page", page.as_str())]);
        paths::admin_with(&list, &chosen.collect::<Vec<_>>()).to_string()
    };
    any.then(|| {
        view! {
            <nav class="mt-6 flex items-center justify-between gap-4" aria-label="Pages">
                <span>{newer.map(|page| view! { <a class="btn btn-plain btn-sm" href=address(page) rel="prev"><Icon glyph=Glyph::ArrowLeft />"Newer"</a> })}</span>
                <span>{older.map(|page| view! { <a class="btn btn-plain btn-sm" href=address(page) rel="next">"Older"<Icon glyph=Glyph::ArrowRight /></a> })}</span>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_readable() {
        let count = |number, or_more| counted(Count { number, or_more }, "order", "orders");
        assert_eq!([count(0, false), count(1, false), count(999, false)], ["0 orders", "1 order", "999 orders"]);
        assert_eq!(count(10_000, true), "10\u{202f}000 orders or more");
        assert_eq!(count(1_007, false), "1\u{202f}007 orders");
    }
}
