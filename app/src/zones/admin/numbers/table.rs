use leptos::prelude::*;

/// A table of numbers: the first cell of a row names it. It can be moved sideways where it is wider than the screen.
#[component]
pub fn NumberTable(
    /// What it shows.
    label: &'static str,
    /// The names of the columns.
    columns: Vec<&'static str>,
    /// The rows.
    rows: Vec<Vec<String>>,
    /// How many of the first columns hold words.
    #[prop(default = 1)]
    words: usize,
) -> impl IntoView {
    let class = move |place: usize| (place < words).then_some("words");
    let column = move |(place, name): (usize, &'static str)| view! { <th scope="col" class=class(place)>{name}</th> };
    let cell = move |(place, cell): (usize, String)| {
        let class = class(place);
        if place == 0 {
            view! { <th scope="row" class=class>{cell}</th> }.into_any()
        } else {
            view! { <td class=class>{cell}</td> }.into_any()
        }
    };
    let row = |cells: Vec<String>| view! { <tr>{cells.into_iter().enumerate().map(cell).collect_view()}</tr> };
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table table-numbers">
                <thead><tr>{columns.into_iter().enumerate().map(column).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The table behind a chart, folded until it is wanted.
#[component]
pub fn TableBehind(
    /// What it shows.
    label: &'static str,
    /// The names of the columns.
    columns: Vec<&'static str>,
    /// The rows.
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    view! {
        <details>
            <summary class="quiet-link text-sm">{label}" as a table"</summary>
            <div class="mt-3"><NumberTable label columns rows /></div>
        </details>
    }
}
