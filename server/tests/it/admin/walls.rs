//! To anybody but an admin the panel does not exist: no page, no function, no file.

use super::{admin, functions, given};
use crate::on_both;
use crate::sign_in::sign_in;
use app::zones::admin::AdminRoot;

/// Routes of the panel that the router of its pages does not know.
const FILES: [&str; 8] = [
    "/admin/orders.csv",
    "/admin/people.csv",
    "/admin/numbers/sources.csv",
    "/admin/mails/1/html",
    "/admin/preview/landing",
    "/admin/preview/checkout",
    "/admin/preview/learn",
    "/admin/preview/learn/choose-one-promise",
];

/// Every page of the panel, with something in the place of its parameters.
fn pages() -> Vec<String> {
    let routes = leptos_axum::generate_route_list(AdminRoot);
    let filled = |path: &str| path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
    routes.iter().map(|route| filled(route.path())).collect()
}

on_both!(to_strangers_and_students_the_panel_does_not_exist, |shop| async move {
    let admin = admin(&shop).await;
    given(&shop, &admin, "ada@example.com").await;
    let student = shop.browser();
    sign_in(&shop, &student, "ada@example.com").await;
    assert_eq!(student.get("/learn").await.status, 200);
    let pages = pages();
    assert!(pages.len() >= 15 && pages.contains(&"/admin/people/1".to_owned()), "{pages:?}");
    let functions = functions();
    assert!(functions.len() >= 25, "{functions:?}");
    for browser in [&shop.browser(), &student] {
        for page in pages.iter().map(String::as_str).chain(FILES) {
            assert_eq!(browser.get(page).await.status, 404, "{page}");
        }
        for (function, writes) in &functions {
            let answer = if *writes { browser.call(function, ARGUMENTS).await } else { browser.read(function, ARGUMENTS).await };
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (404, "\"NotFound\""), "{function}");
        }
        let upload = browser.post_raw("/admin/people/import/upload", "multipart/form-data; boundary=x", "--x--\r\n", &[]).await;
        assert_eq!(upload.status, 404);
        assert_eq!(browser.get("/admin/landing/preview").await.status, 404);
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM people_imports").await, 0);
});

/// Something for every argument of every function, so that none is refused for its form first.
const ARGUMENTS: &[(&str, &str)] = &[
    ("public_id", "x"),
    ("query", "x"),
    ("id", "x"),
    ("until", "2099-12-24T18:00"),
    ("person", "0190b5a8-0000-7000-8000-000000000001"),
    ("grant", "0190b5a8-0000-7000-8000-000000000001"),
    ("order", "x"),
    ("provider", "stripe"),
    ("event", "x"),
    ("job", "x"),
    ("mail", "x"),
    ("question", "0190b5a8-0000-7000-8000-000000000001"),
    ("answer", "0190b5a8-0000-7000-8000-000000000001"),
    ("post", "question/0190b5a8-0000-7000-8000-000000000001"),
    ("lesson", "0190b5a8-0000-7000-8000-000000000001"),
    ("module", "0190b5a8-0000-7000-8000-000000000001"),
    ("revision", "0190b5a8-0000-7000-8000-000000000001"),
    ("file", "0190b5a8-0000-7000-8000-000000000001"),
    ("slug", "x"),
    ("version", "1"),
    ("title", "x"),
    ("at", "0"),
    ("to", "now"),
    ("way", "up"),
    ("section", "faq"),
    ("draft", "1"),
    ("show", ""),
    ("q", ""),
    ("page", "1"),
    ("offer", "0190b5a8-0000-7000-8000-000000000001"),
    ("on", "true"),
    ("up", "true"),
    ("code", "WELCOME10"),
];

on_both!(to_an_admin_every_page_of_the_panel_opens_or_has_nothing_to_show, |shop| async move {
    let admin = admin(&shop).await;
    for page in pages() {
        let status = admin.get(&page).await.status.as_u16();
        let about_something = page.split('/').any(|part| part == "1");
        assert_eq!(status, if about_something { 404 } else { 200 }, "{page}");
    }
});
