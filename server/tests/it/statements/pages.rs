//! Every page, with the most that it may ask of the database. A page that is neither here nor among the others fails a test.

use crate::admin::{imports, person};
use crate::curriculum::id_of;
use crate::learning::certificates::{complete, issue};
use crate::matrix::routes;
use crate::questions::{LESSON, ask};
use crate::support::{Browser, Shop};
use Who::{Anybody, Creator, Student};
use std::collections::BTreeSet;

/// Who opens a page.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    Anybody,
    Student,
    Creator,
}

/// Who opens it, its route, and the most that it may ask.
pub const PAGES: &[(Who, &str, u64)] = &[
    (Anybody, "/?coupon=WELCOME10", 18),
    (Anybody, "/checkout", 15),
    (Anybody, "/waitlist", 5),
    (Anybody, "/preview/{lesson}", 16),
    (Anybody, "/legal/{page}", 16),
    (Anybody, "/certificates", 5),
    (Anybody, "/certificates/{code}", 6),
    (Anybody, "/sign-in", 0),
    (Anybody, "/api", 0),
    (Student, "/orders/{public_id}", 12),
    (Student, "/orders/{public_id}/invoice", 7),
    (Student, "/account", 15),
    (Student, "/account/password", 3),
    (Student, "/account/address", 4),
    (Student, "/account/proof", 3),
    (Student, "/account/second-factor", 4),
    (Student, "/learn/{lesson}/beside", 7),
    (Student, "/learn/{lesson}/questions", 6),
    (Student, "/learn/{lesson}/questions/{question}", 13),
    (Student, "/learn/notes", 4),
    (Student, "/learn/search", 2),
    (Student, "/learn/certificate", 3),
    (Creator, "/admin", 10),
    (Creator, "/admin/orders", 4),
    (Creator, "/admin/orders/{id}", 22),
    (Creator, "/admin/orders/{id}/refund", 5),
    (Creator, "/admin/numbers", 11),
    (Creator, "/admin/people", 6),
    (Creator, "/admin/people/new", 1),
    (Creator, "/admin/people/import", 1),
    (Creator, "/admin/people/import/{id}", 4),
    (Creator, "/admin/people/{id}", 16),
    (Creator, "/admin/access", 1),
    (Creator, "/admin/webhooks", 3),
    (Creator, "/admin/webhooks/{provider}/{event}", 2),
    (Creator, "/admin/jobs", 3),
    (Creator, "/admin/mails", 3),
    (Creator, "/admin/mails/{id}", 2),
    (Creator, "/admin/audit", 4),
    (Creator, "/admin/browser-reports", 2),
    (Creator, "/admin/reconciliation", 9),
    (Creator, "/admin/doctor", 15),
    (Creator, "/admin/questions", 5),
    (Creator, "/admin/questions/{id}", 6),
    (Creator, "/admin/lessons", 3),
    (Creator, "/admin/lessons/{lesson}", 9),
    (Creator, "/admin/lessons/{lesson}/history", 5),
    (Creator, "/admin/lessons/{lesson}/history/{revision}", 5),
    (Creator, "/admin/landing", 4),
    (Creator, "/admin/landing/versions", 3),
    (Creator, "/admin/landing/sections/{section}", 3),
    (Creator, "/admin/landing/preview", 10),
    (Creator, "/admin/preview", 4),
    (Creator, "/admin/preview/landing", 10),
    (Creator, "/admin/preview/checkout", 10),
    (Creator, "/admin/preview/learn", 2),
    (Creator, "/admin/preview/learn/{lesson}", 3),
    (Creator, "/admin/offers", 6),
    (Creator, "/admin/offers/new", 6),
    (Creator, "/admin/offers/{id}", 8),
    (Creator, "/admin/coupons", 8),
    (Creator, "/admin/coupons/new", 8),
    (Creator, "/admin/coupons/{code}", 8),
    (Creator, "/admin/funnel", 10),
    (Creator, "/admin/terms", 4),
    (Creator, "/admin/taxes", 4),
];

/// What is asked for and is none of these pages.
const OTHERS: &[&str] = &[
    // Pages that have a count of their own, and the panel as a whole.
    "/",
    "/learn",
    "/learn/{lesson}",
    "/admin/{*rest}",
    // Pages that a link of a mail opens, once, and those of a place or a person that is not there yet.
    "/address/{token}",
    "/mail/unsubscribe/{token}",
    "/setup",
    "/sign-in/code",
    "/sign-in/{token}",
    // The mails of a desk.
    "/dev/mailbox",
    // Files, and what only programs read.
    "/.well-known/security.txt",
    "/account/my-data.zip",
    "/account/recovery-codes.txt",
    "/admin/lessons/{lesson}/files/{file}",
    "/admin/mails/{id}/html",
    "/admin/numbers/{table}",
    "/admin/orders.csv",
    "/admin/people.csv",
    "/api/admin/save_section",
    "/api/admin/typed_section",
    "/api/curriculum/{function}",
    "/api/notes/{function}",
    "/api/openapi.json",
    "/api/{*function}",
    "/healthz",
    "/landing-pictures/{picture}",
    "/learn/certificate.pdf",
    "/learn/certificate.svg",
    "/learn/notes.md",
    "/learn/{lesson}/files/{file}",
    "/media/{token}",
    "/metrics",
    "/offer/events",
    "/orders/{public_id}/credit-notes/{file}",
    "/orders/{public_id}/events",
    "/orders/{public_id}/invoice.pdf",
    "/pictures/{picture}",
    "/readyz",
    "/robots.txt",
    "/share/{file}",
    "/sitemap.xml",
    "/version",
];

#[test]
fn every_page_is_counted() {
    let all: BTreeSet<String> = routes::opened().map(str::to_owned).chain(routes::of_panel()).collect();
    let counted: BTreeSet<&str> = PAGES.iter().map(|(_, route, _)| *route).collect();
    let is_named = |route: &&String| counted.contains(route.as_str()) || OTHERS.contains(&route.as_str());
    assert_eq!(all.iter().filter(|route| !is_named(route)).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(OTHERS.iter().all(|route| all.contains(*route) && !counted.contains(route)));
}

/// What stands in the place of a route's parameters.
pub struct Things(Vec<(&'static str, String)>);

impl Things {
    /// A thing of every kind.
    pub async fn of(shop: &Shop, creator: &Browser, buyer: &Browser, order: String) -> Self {
        let first = async |function: &str, list: &str| creator.read(function, &[]).await.ok()[list][0].clone();
        let event = first("admin/webhooks", "rows").await["event"].as_str().unwrap().to_owned();
        let (offer, mail) = (id_of(&first("admin/offers", "offers").await), id_of(&first("admin/mails", "rows").await));
        let import = imports::read(creator, "E-mail\ngrace@example.com\n").await;
        let question = ask(buyer, "Which one is this?").await;
        let history = creator.read("curriculum/history", &[("slug", LESSON)]).await.ok();
        complete(buyer).await;
        Self(vec![
            ("/admin/orders/{id}", format!("/admin/orders/{order}")),
            ("/admin/people/import/{id}", format!("/admin/people/import/{import}")),
            ("/admin/people/{id}", format!("/admin/people/{}", person(shop, "ada@example.com").await)),
            ("/admin/offers/{id}", format!("/admin/offers/{offer}")),
            ("/admin/mails/{id}", format!("/admin/mails/{mail}")),
            ("/admin/questions/{id}", format!("/admin/questions/{question}")),
            ("/certificates/{code}", format!("/certificates/{}", issue(buyer, "Ada", &[]).await)),
            ("/preview/{lesson}", "/preview/choose-one-promise".to_owned()),
            ("{provider}", "stripe".to_owned()),
            ("{event}", event),
            ("{public_id}", order),
            ("{question}", question),
            ("{lesson}", LESSON.to_owned()),
            ("{revision}", id_of(&history["revisions"][1])),
            ("{page}", "terms".to_owned()),
            ("{section}", "hero".to_owned()),
            ("{code}", "WELCOME10".to_owned()),
        ])
    }

    /// An address of a route.
    pub fn path(&self, route: &str) -> String {
        self.0.iter().fold(route.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}
