//! Every route, asked by everybody.

use super::inventory::routes;
use super::world::{WHO, World};
use crate::on_both;
use crate::support::Browser;
use app::zones::admin::{AdminRoot, DeskRoot};
use http::Method;
use std::collections::BTreeSet;

type Row = [u16; 8];

const EVERYBODY: Row = [200; 8];
const NOTHING: Row = [404; 8];
const ADMINS: Row = [404, 404, 404, 404, 404, 404, 200, 404];
/// An admin is led back to the form, which says that there was no file in it.
const UPLOADS: Row = [404, 404, 404, 404, 404, 404, 303, 404];
/// Whoever is not signed in is led to where that is done.
const SIGNED_IN: Row = [303, 200, 200, 200, 303, 303, 200, 200];
const STUDENTS: Row = [303, 403, 200, 403, 303, 303, 403, 200];
/// The buyer's, and the admin's.
const BUYER: Row = [404, 404, 404, 404, 404, 404, 200, 200];

/// The route, how it is asked, an address of it, and what everybody is answered, in the order of [`WHO`].
const EXPECTED: &[(&str, Method, &str, Row)] = &[
    ("/", Method::GET, "/", EVERYBODY),
    ("/preview/{lesson}", Method::GET, "/preview/choose-one-promise", EVERYBODY),
    ("/legal/{page}", Method::GET, "/legal/terms", EVERYBODY),
    ("/waitlist", Method::GET, "/waitlist", EVERYBODY),
    ("/certificates", Method::GET, "/certificates", EVERYBODY),
    ("/certificates/{code}", Method::GET, "/certificates/NONE", NOTHING),
    ("/setup", Method::GET, "/setup", NOTHING),
    ("/checkout", Method::GET, "/checkout", EVERYBODY),
    ("/sign-in", Method::GET, "/sign-in", EVERYBODY),
    ("/sign-in/code", Method::GET, "/sign-in/code", [303; 8]),
    ("/sign-in/{token}", Method::GET, "/sign-in/none", [410; 8]),
    ("/account", Method::GET, "/account", SIGNED_IN),
    ("/account/password", Method::GET, "/account/password", SIGNED_IN),
    ("/account/address", Method::GET, "/account/address", SIGNED_IN),
    ("/address/{token}", Method::GET, "/address/none", [410; 8]),
    ("/account/proof", Method::GET, "/account/proof", SIGNED_IN),
    ("/account/second-factor", Method::GET, "/account/second-factor", SIGNED_IN),
    ("/account/recovery-codes.txt", Method::GET, "/account/recovery-codes.txt", [303, 404, 404, 404, 303, 303, 404, 404]),
    ("/account/my-data.zip", Method::GET, "/account/my-data.zip", SIGNED_IN),
    ("/privacy-choice", Method::POST, "/privacy-choice", [415; 8]),
    ("/mail/unsubscribe/{token}", Method::GET, "/mail/unsubscribe/none", [410; 8]),
    ("/mail/unsubscribe/{token}", Method::POST, "/mail/unsubscribe/none", [400; 8]),
    // The public id of an order is a secret that opens its page on any device; its papers are the buyer's.
    ("/orders/{public_id}", Method::GET, "/orders/{order}", EVERYBODY),
    ("/orders/{public_id}/events", Method::GET, "/orders/{order}/events", EVERYBODY),
    ("/orders/{public_id}/invoice", Method::GET, "/orders/{order}/invoice", BUYER),
    ("/orders/{public_id}/invoice.pdf", Method::GET, "/orders/{order}/invoice.pdf", BUYER),
    ("/orders/{public_id}/credit-notes/{file}", Method::GET, "/orders/{order}/credit-notes/1.pdf", NOTHING),
    ("/offer/events", Method::GET, "/offer/events", EVERYBODY),
    ("/learn", Method::GET, "/learn", STUDENTS),
    ("/learn/{lesson}", Method::GET, "/learn/{lesson}", STUDENTS),
    ("/learn/{lesson}/beside", Method::GET, "/learn/{lesson}/beside", STUDENTS),
    ("/learn/{lesson}/questions", Method::GET, "/learn/{lesson}/questions", STUDENTS),
    ("/learn/{lesson}/questions/{question}", Method::GET, "/learn/{lesson}/questions/{question}", STUDENTS),
    ("/learn/{lesson}/files/{file}", Method::GET, "/learn/{lesson}/files/{nobody}", [303, 404, 404, 404, 303, 303, 404, 404]),
    ("/learn/notes.md", Method::GET, "/learn/notes.md", SIGNED_IN),
    ("/learn/certificate.pdf", Method::GET, "/learn/certificate.pdf", [303, 404, 404, 404, 303, 303, 404, 404]),
    ("/learn/certificate.svg", Method::GET, "/learn/certificate.svg", [303, 404, 404, 404, 303, 303, 404, 404]),
    ("/media/{token}", Method::GET, "/media/none", NOTHING),
    ("/pictures/{picture}", Method::GET, "/pictures/{nobody}", NOTHING),
    ("/landing-pictures/{picture}", Method::GET, "/landing-pictures/{nobody}", NOTHING),
    ("/share/{file}", Method::GET, "/share/none", NOTHING),
    ("/admin", Method::GET, "/admin", ADMINS),
    ("/admin/{*rest}", Method::GET, "/admin/orders", ADMINS),
    ("/admin/landing/preview", Method::GET, "/admin/landing/preview", ADMINS),
    ("/admin/landing", Method::GET, "/admin/landing", ADMINS),
    ("/admin/landing/versions", Method::GET, "/admin/landing/versions", ADMINS),
    ("/admin/landing/sections/{section}", Method::GET, "/admin/landing/sections/hero", ADMINS),
    ("/admin/lessons", Method::GET, "/admin/lessons", ADMINS),
    ("/admin/lessons/{lesson}", Method::GET, "/admin/lessons/{lesson}", ADMINS),
    ("/admin/lessons/{lesson}/history", Method::GET, "/admin/lessons/{lesson}/history", ADMINS),
    ("/admin/lessons/{lesson}/history/{revision}", Method::GET, "/admin/lessons/{lesson}/history/{nobody}", NOTHING),
    ("/admin/preview/landing", Method::GET, "/admin/preview/landing", ADMINS),
    ("/admin/preview/checkout", Method::GET, "/admin/preview/checkout", ADMINS),
    ("/admin/preview/learn", Method::GET, "/admin/preview/learn", ADMINS),
    ("/admin/preview/learn/{lesson}", Method::GET, "/admin/preview/learn/{lesson}", ADMINS),
    ("/admin/orders.csv", Method::GET, "/admin/orders.csv", ADMINS),
    ("/admin/people.csv", Method::GET, "/admin/people.csv", ADMINS),
    ("/admin/numbers/{table}", Method::GET, "/admin/numbers/sources.csv", ADMINS),
    ("/admin/mails/{id}/html", Method::GET, "/admin/mails/1/html", NOTHING),
    ("/admin/lessons/{lesson}/files/{file}", Method::GET, "/admin/lessons/{lesson}/files/{nobody}", NOTHING),
    ("/admin/lessons/{lesson}/uploads", Method::POST, "/admin/lessons/{lesson}/uploads", UPLOADS),
    ("/admin/lessons/{lesson}/uploads/{file}", Method::POST, "/admin/lessons/{lesson}/uploads/{nobody}", UPLOADS),
    ("/admin/lessons/{lesson}/pictures", Method::POST, "/admin/lessons/{lesson}/pictures", UPLOADS),
    ("/admin/landing/sections/{section}/picture", Method::POST, "/admin/landing/sections/hero/picture", UPLOADS),
    ("/admin/people/import/upload", Method::POST, "/admin/people/import/upload", UPLOADS),
    ("/admin/people/{person}/my-data.zip", Method::POST, "/admin/people/{nobody}/my-data.zip", NOTHING),
    ("/api/{*function}", Method::GET, "/api/none", NOTHING),
    ("/api/notes/{function}", Method::GET, "/api/notes/none", NOTHING),
    ("/api/curriculum/{function}", Method::GET, "/api/curriculum/none", NOTHING),
    ("/api/admin/save_section", Method::GET, "/api/admin/save_section", [405; 8]),
    ("/api/admin/typed_section", Method::GET, "/api/admin/typed_section", [405; 8]),
    ("/dev/mailbox", Method::GET, "/dev/mailbox", EVERYBODY),
    ("/webhooks/stripe", Method::POST, "/webhooks/stripe", [400; 8]),
    ("/webhooks/paypal", Method::POST, "/webhooks/paypal", NOTHING),
    ("/csp-reports", Method::POST, "/csp-reports", [415; 8]),
    ("/.well-known/security.txt", Method::GET, "/.well-known/security.txt", EVERYBODY),
    ("/healthz", Method::GET, "/healthz", EVERYBODY),
    ("/readyz", Method::GET, "/readyz", EVERYBODY),
    ("/version", Method::GET, "/version", EVERYBODY),
    ("/metrics", Method::GET, "/metrics", NOTHING),
    ("/robots.txt", Method::GET, "/robots.txt", EVERYBODY),
    ("/sitemap.xml", Method::GET, "/sitemap.xml", EVERYBODY),
    ("/api", Method::GET, "/api", EVERYBODY),
    ("/api/openapi.json", Method::GET, "/api/openapi.json", EVERYBODY),
];

/// Every route that is posted, with an address of it, beside the server functions.
pub fn posted() -> impl Iterator<Item = (&'static str, &'static str)> {
    EXPECTED.iter().filter(|(_, method, ..)| *method == Method::POST).map(|(route, _, path, _)| (*route, *path))
}

/// An address of every route that is asked for.
pub fn opened() -> impl Iterator<Item = &'static str> {
    EXPECTED.iter().filter(|(_, method, ..)| *method == Method::GET).map(|(route, ..)| *route)
}

/// Asks for an address, or posts an empty form to it.
async fn knock(browser: &Browser, method: &Method, path: &str) -> u16 {
    let headers = [("accept", "text/html")];
    if *method == Method::POST {
        browser.post_raw(path, "multipart/form-data; boundary=x", "--x--\r\n", &headers).await.status.as_u16()
    } else {
        browser.knock(method.clone(), path, &headers).await.0.as_u16()
    }
}

on_both!(every_route_knows_who_may_come, |shop| async move {
    let known: BTreeSet<_> = EXPECTED.iter().map(|(route, ..)| (*route).to_owned()).collect();
    assert_eq!(routes(&shop), known, "a route has a row, and a row a route");
    let world = World::open(&shop).await;
    let mut wrong = Vec::new();
    for (route, method, path, expected) in EXPECTED {
        let path = world.path(path);
        let mut row = [0; 8];
        for (place, browser) in world.browsers.iter().enumerate() {
            row[place] = knock(browser, method, &path).await;
        }
        if row != *expected {
            wrong.push(format!("{method} {route}: {row:?} and not {expected:?}, for {WHO:?}"));
        }
        let halfway = knock(&world.halfway, method, &path).await;
        if halfway != if *route == "/sign-in/code" { 200 } else { expected[0] } {
            wrong.push(format!("{method} {route}: {halfway} for somebody halfway"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

/// The routes of the panel's pages.
pub fn of_panel() -> Vec<String> {
    let routes = [leptos_axum::generate_route_list(AdminRoot), leptos_axum::generate_route_list(DeskRoot)].concat();
    routes.iter().map(|route| route.path().to_owned()).collect()
}

/// Every page of the panel, with something in the place of its parameters.
fn pages() -> Vec<String> {
    let filled = |path: &String| path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
    of_panel().iter().map(filled).collect()
}

on_both!(the_pages_of_the_panel_open_to_an_admin_and_do_not_exist_to_others, |shop| async move {
    let world = World::open(&shop).await;
    let pages = pages();
    assert!(pages.len() >= 15 && pages.contains(&"/admin/people/1".to_owned()), "{pages:?}");
    for page in &pages {
        for (who, browser) in WHO.iter().zip(&world.browsers) {
            let status = browser.get(page).await.status.as_u16();
            let opens = *who == "admin" && !page.split('/').any(|part| part == "1");
            assert_eq!(status, if opens { 200 } else { 404 }, "{page} for {who}");
        }
    }
});
