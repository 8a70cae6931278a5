use super::plot::{HEIGHT, WIDTH, scaled};
use leptos::prelude::*;

/// Upright bars, each with a darker one in it: of all, so many came, and so many stayed.
#[component]
pub fn BarChart(
    /// Its anchor, the only one on the page.
    id: &'static str,
    /// What it shows.
    title: String,
    /// What can be read off it, for those who do not see it.
    desc: String,
    /// The outer and the inner number of each bar.
    bars: Vec<(u64, u64)>,
    /// What a bar as high as the chart stands for.
    whole: u64,
    /// What the outer and the inner bars are.
    legend: (&'static str, &'static str),
    /// What the first and the last bar are.
    ends: (String, String),
) -> impl IntoView {
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named = format!("{title_id} {desc_id}");
    let count = i64::try_from(bars.len()).unwrap_or(1).max(1);
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let bar = move |class: &'static str, place: i64, number: u64| {
        let (left, right) = (place * WIDTH / count, (place + 1) * WIDTH / count);
        let gap = ((right - left) / 8).max(1);
        let height = scaled(signed(number), signed(whole), HEIGHT);
        view! { <rect class=class x=left + gap y=HEIGHT - height width=(right - left - 2 * gap).max(1) height=height /> }
    };
    let pair = move |(place, (outer, inner)): (i64, (u64, u64))| (bar("chart-outer", place, outer), bar("chart-inner", place, inner));
    view! {
        <figure class="chart">
            <p class="chart-scale" aria-hidden="true">"100 %"</p>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-labelledby=named>
                <title id=title_id>{title}</title>
                <desc id=desc_id>{desc}</desc>
                <path class="chart-grid" d=format!("M0 1H{WIDTH}M0 {}H{WIDTH}M0 {}H{WIDTH}", HEIGHT / 2, HEIGHT - 1) />
                {(0..).zip(bars).map(pair).collect_view()}
            </svg>
            <figcaption>
                <span>{ends.0}</span>
                <span class="chart-legend"><span class="chart-key chart-key-outer"></span>{legend.0}<span class="chart-key"></span>{legend.1}</span>
                <span>{ends.1}</span>
            </figcaption>
        </figure>
    }
}
