//! Everything that writes, posted in every way that another site could make a browser post it.

use super::inventory::functions;
use super::routes::posted;
use super::world::World;
use crate::on_both;

/// What other sites can make a browser send, old ones included. The last origin but one that is named is a sibling of the shop's.
const FOREIGN: [&[(&str, &str)]; 11] = [
    &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "null"), ("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "nonsense")],
    &[("origin", "http://shop.localhost"), ("sec-fetch-site", "same-site")],
    &[("origin", "http://localhost.evil.example")],
    // Neither header says anything.
    &[("sec-fetch-site", "")],
    &[("origin", ""), ("sec-fetch-site", "")],
];
/// The bodies that a form of another site can send without being asked first.
const FORMS: [(&str, &str); 3] =
    [("application/x-www-form-urlencoded", "email=x"), ("text/plain", "email=x"), ("multipart/form-data; boundary=x", "--x--\r\n")];
/// Who is asked by programs, not by browsers: none of them looks at a cookie.
const MACHINES: [&str; 4] = ["/webhooks/stripe", "/webhooks/paypal", "/csp-reports", "/mail/unsubscribe/{token}"];

on_both!(nothing_is_written_by_a_form_of_another_site, |shop| async move {
    let world = World::open(&shop).await;
    let (admin, stranger) = (world.admin(), shop.browser());
    let functions: Vec<_> = functions().into_iter().filter(|function| function.writes).map(|function| function.name).collect();
    assert!(functions.len() > 60, "{functions:?}");
    let of_functions = functions.iter().map(|name| format!("/api/{name}"));
    let of_routes = posted().filter(|(route, _)| !MACHINES.contains(route)).map(|(_, path)| world.path(path));
    let written = "SELECT COUNT(*) FROM audit_log";
    let before = shop.count(written).await;
    for path in of_functions.clone().chain(of_routes) {
        for headers in FOREIGN {
            let answer = admin.post_raw(&path, FORMS[0].0, FORMS[0].1, headers).await;
            assert_eq!(answer.status, 403, "{path} {headers:?}");
        }
        for (kind, body) in FORMS {
            let answer = admin.post_raw(&path, kind, body, FOREIGN[0]).await;
            assert_eq!(answer.status, 403, "{path} {kind}");
        }
        // The page's own form gets as far as the one who sends it may go: here nobody, so that nothing happens.
        for own in [&[("origin", shop.base.as_str()), ("sec-fetch-site", "same-origin")][..], &[("sec-fetch-site", "same-origin")]] {
            let status = stranger.post_raw(&path, FORMS[0].0, FORMS[0].1, own).await.status.as_u16();
            assert!(!matches!(status, 403 | 405 | 500..), "{path} {status}");
        }
    }
    for path in of_functions {
        assert_eq!(admin.get(&path).await.status, 405, "{path} by a link");
    }
    assert_eq!(shop.count(written).await, before);
});

on_both!(what_programs_post_is_taken_from_anywhere_and_never_for_a_cookie, |shop| async move {
    let world = World::open(&shop).await;
    for (_, path) in posted().filter(|(route, _)| MACHINES.contains(route)) {
        let path = world.path(path);
        let with = world.admin().post_raw(&path, "text/plain", "x", FOREIGN[0]).await;
        let without = shop.browser().post_raw(&path, "text/plain", "x", FOREIGN[0]).await;
        assert_eq!((with.status, &with.text), (without.status, &without.text), "{path}");
        assert!(!with.headers.contains_key("set-cookie"), "{path}");
    }
});
