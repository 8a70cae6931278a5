//! Where the links of a previewed page lead: to the same page of the preview, or nowhere.

use app::api::dto::Imagined;
use app::paths;

/// Pages of the course that are no lessons.
const NOT_LESSONS: [&str; 3] = ["search", "notes", "certificate"];

/// Where a link leads instead; `None` says that the preview has no such page. Places on the same page, the preview itself, built
/// files and other sites stay as they are.
pub fn inside(address: &str, imagined: &Imagined) -> Option<String> {
    let stays = !address.starts_with('/') || ["/admin", "/pkg/", "/favicon"].iter().any(|own| address.starts_with(own));
    if stays {
        return Some(address.to_owned());
    }
    let (page, place) = address.split_once('#').map_or((address, None), |(page, place)| (page, Some(place)));
    let path = page.split('?').next().unwrap_or_default();
    let to = match path.trim_matches('/').split('/').collect::<Vec<_>>().as_slice() {
        [""] => paths::admin_preview_landing(imagined),
        ["checkout"] => paths::admin_preview_checkout(imagined),
        ["learn"] => paths::admin_preview_learn(imagined),
        ["learn", lesson] if !NOT_LESSONS.iter().any(|page| lesson.split('.').next() == Some(page)) => {
            paths::admin_preview_lesson(lesson, imagined)
        }
        _ => return None,
    };
    Some(place.map_or_else(|| to.to_string(), |place| format!("{to}#{place}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_inside_or_lead_nowhere() {
        let imagined = Imagined { days: 3, ..Imagined::default() };
        let inside = |address| inside(address, &imagined);
        let to = |page: &str| Some(format!("/admin/preview/{page}?student=owns&days=3"));
        assert_eq!(inside("/"), to("landing"));
        assert_eq!(inside("/checkout?coupon=TEN&utm_source=x"), to("checkout"));
        assert_eq!(inside("/learn"), to("learn"));
        assert_eq!(inside("/learn/a-quiet-room"), to("learn/a-quiet-room"));
        assert_eq!(inside("/learn/a-quiet-room#notes"), to("learn/a-quiet-room").map(|to| to + "#notes"));
        for elsewhere in
            ["/learn/notes?lesson=x", "/learn/search", "/learn/certificate.pdf", "/learn/x/files/y", "/account", "/legal/terms", "/sign-in"]
        {
            assert_eq!(inside(elsewhere), None, "{elsewhere}");
        }
        for stays in ["#price", "https://example.com/learn", "/admin/preview?days=3", "/pkg/lectern.css", "mailto:a@example.com"] {
            assert_eq!(inside(stays).as_deref(), Some(stays));
        }
    }
}
