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
) -> impl IntoView {
    let column = |name: &'static str| view! { <th scope="col">{name}</th> };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        view! { <tr><th scope="row">{name}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    };
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table table-numbers">
                <thead><tr>{columns.into_iter().map(column).collect_view()}</tr></thead>
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
