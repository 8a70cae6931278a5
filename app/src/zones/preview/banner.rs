#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::{Imagined, Standing};
use crate::components::{Glyph, Icon, text};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Says that this is a preview, and of what; with the ways to its other pages, and out.
#[component]
pub fn Banner(
    /// What is imagined.
    imagined: Imagined,
    /// What counts as now.
    now: DateTime<Utc>,
) -> impl IntoView {
    let ways = [
        ("Sales page", paths::admin_preview_landing(&imagined)),
        ("Checkout", paths::admin_preview_checkout(&imagined)),
        ("Course", paths::admin_preview_learn(&imagined)),
        ("Change", paths::admin_preview_again(&imagined)),
        ("Leave", paths::admin()),
    ];
    let way = |(words, path): (&'static str, paths::LocalPath)| view! { <li><a class="preview-way" href=path.to_string()>{words}</a></li> };
    view! {
        <aside class="preview-banner" aria-label="Preview">
            <p>
                <Icon glyph=Glyph::Info />
                <span><strong>"Preview as of "{text::date_time(now)}</strong>", "{said(&imagined)}". Forms and buttons do nothing here."</span>
            </p>
            <ul>{ways.into_iter().map(way).collect_view()}</ul>
        </aside>
    }
}

/// What is imagined, in words.
fn said(imagined: &Imagined) -> String {
    let ago = match imagined.days {
        0 => "just now".to_owned(),
        days => format!("{} ago", text::count(days as usize, "day", "days")),
    };
    let student = match imagined.standing {
        Standing::Owns => format!("bought {ago}"),
        Standing::Never => "not bought".to_owned(),
        Standing::Refunded => format!("bought {ago} and refunded"),
        Standing::Expired => format!("bought {ago} and expired"),
    };
    let extras = (!imagined.with.is_empty()).then(|| format!("with {}", text::count(imagined.with.len(), "extra", "extras")));
    let coupon = (!imagined.coupon.is_empty()).then(|| format!("coupon {}", imagined.coupon));
    let sold_out = imagined.sold_out.then(|| "sold out".to_owned());
    let tier = imagined.tier.map(|_| "at a chosen price".to_owned());
    [Some(student), extras, coupon, sold_out, tier].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banner_says_what_is_imagined() {
        let imagined = Imagined { days: 12, ..Imagined::default() };
        assert_eq!(said(&imagined), "bought 12 days ago");
        let imagined = Imagined { standing: Standing::Never, coupon: "TEN".to_owned(), sold_out: true, ..Imagined::default() };
        assert_eq!(said(&imagined), "not bought, coupon TEN, sold out");
        assert_eq!(said(&Imagined { days: 1, standing: Standing::Refunded, ..Imagined::default() }), "bought 1 day ago and refunded");
    }
}
