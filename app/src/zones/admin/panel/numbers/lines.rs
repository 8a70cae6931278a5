use super::plot::{HEIGHT, WIDTH, area, line};
use crate::api::dto::Compared;
use leptos::prelude::*;

/// Two lines along the same days: the days chosen, and those before them.
#[component]
pub fn LineChart(
    /// Its anchor, the only one on the page.
    id: &'static str,
    /// What it shows.
    title: String,
    /// What can be read off it, for those who do not see it.
    desc: String,
    /// The numbers.
    numbers: Vec<Compared<i64>>,
    /// How a number is said.
    shown: fn(i64, domain::money::Currency) -> String,
    /// The currency of amounts.
    currency: domain::money::Currency,
    /// The first and the last day.
    ends: (String, String),
) -> impl IntoView {
    let (now, before): (Vec<_>, Vec<_>) = numbers.into_iter().map(|number| (number.now, number.before)).unzip();
    let most = now.iter().chain(&before).copied().max().unwrap_or_default();
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named = format!("{title_id} {desc_id}");
    let grid = format!("M0 1H{WIDTH}M0 {}H{WIDTH}M0 {}H{WIDTH}", HEIGHT / 2, HEIGHT - 1);
    view! {
        <figure class="chart">
            <p class="chart-scale" aria-hidden="true">{shown(most, currency)}</p>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-labelledby=named>
                <title id=title_id>{title}</title>
                <desc id=desc_id>{desc}</desc>
                <path class="chart-grid" d=grid />
                <path class="chart-area" d=area(&now, most) />
                <path class="chart-before" d=line(&before, most) />
                <path class="chart-now" d=line(&now, most) />
            </svg>
            <figcaption>
                <span>{ends.0}</span>
                <span class="chart-legend"><span class="chart-key"></span>"These days"<span class="chart-key chart-key-before"></span>"The days before"</span>
                <span>{ends.1}</span>
            </figcaption>
        </figure>
    }
}
