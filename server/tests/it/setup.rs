//! The first run: an empty database leads to one admin, once.

use crate::identity::factor::enrol;
use crate::on_both;
use crate::support::{Browser, Plan, Shop};
use futures::future::join_all;
use serde_json::Value;
use server::services::{seed, setup};

fn empty() -> Plan {
    Plan { demo: false, ..Plan::default() }
}

const BLANK: [(&str, &str); 6] = [
    ("name", "Ada Lovelace"),
    ("email", "ada@example.com"),
    ("course", "Engines for everybody"),
    ("currency", "EUR"),
    ("price", "149"),
    ("beginning", "empty"),
];

/// A new code, as the program writes one into its log at the start.
async fn code(shop: &Shop) -> String {
    setup::begin(&shop.core).await.unwrap().expect("nobody runs the place")
}

/// A browser that has shown the code.
async fn unlocked(shop: &Shop, code: &str) -> Browser {
    let browser = shop.browser();
    browser.call("setup/unlock", &[("code", code)]).await.ok();
    browser
}

async fn admins(shop: &Shop) -> i64 {
    shop.count("SELECT COUNT(*) FROM users WHERE role = 'ADMIN'").await
}

on_both!(before_the_first_run_there_is_only_its_page, empty(), |shop| async move {
    let browser = shop.browser();
    for path in ["/", "/checkout", "/sign-in", "/learn", "/admin", "/legal/terms", "/nowhere", "/orders/x", "/learn/x/files/y"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(page.text.contains("<h1>This course is not set up yet</h1>") && page.text.contains("href=\"/setup\""), "{}", page.text);
        assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    }
    for function in ["catalog/landing", "identity/viewer", "admin/overview"] {
        assert_eq!(browser.read(function, &[]).await.status, 503, "{function}");
    }
    assert_eq!(browser.call("identity/request_link", &[("email", "ada@example.com")]).await.status, 503);
    for machine in ["/healthz", "/readyz", "/version"] {
        assert_eq!(browser.get(machine).await.status, 200, "{machine}");
    }
    let page = browser.get("/setup").await;
    assert!(page.status == 200 && page.text.contains("Code from the server’s log"), "{} {}", page.status, page.text);
    assert_eq!(browser.read("setup/view", &[]).await.ok(), "Locked", "nobody learns how the place stands without the code");
});

on_both!(a_shop_that_is_run_has_no_first_run, |shop| async move {
    let browser = shop.browser();
    assert_eq!(setup::begin(&shop.core).await.unwrap(), None);
    assert_eq!(browser.get("/setup").await.status, 404);
    assert_eq!(browser.read("setup/view", &[]).await.status, 404);
    assert_eq!(browser.call("setup/unlock", &[("code", "x")]).await.status, 404);
    assert_eq!(browser.call("setup/finish", &BLANK).await.status, 404);
    assert_eq!(admins(&shop).await, 1);
});

on_both!(the_code_makes_the_first_admin_and_an_empty_course, empty(), |shop| async move {
    let browser = unlocked(&shop, &code(&shop).await.to_uppercase()).await;
    let view = browser.read("setup/view", &[]).await.ok();
    let names: Vec<_> = view["Open"]["findings"].as_array().unwrap().iter().map(|finding| finding["name"].as_str().unwrap()).collect();
    for name in ["Settings", "Database", "Stripe: key", "PayPal", "Mail", "Files"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let answer = browser.post_form("setup/finish", "/setup", &BLANK).await;
    assert_eq!((answer.status.as_u16(), answer.headers["location"].to_str().unwrap()), (302, "/admin"), "{}", answer.text);
    assert_eq!(browser.get("/admin").await.headers["location"], "/account/second-factor?needed=1", "the panel begins with a second factor");
    enrol(&shop, &browser).await;
    assert!(browser.cookie("setup").is_none(), "the key is taken away");
    assert_eq!(browser.get("/admin").await.status, 200, "signed in at once");
    assert_eq!(browser.get("/setup").await.status, 404);
    let log = browser.read("admin/audit_log", &[]).await.ok();
    assert_eq!((&log["rows"][0]["action"], admins(&shop).await), (&Value::from("setup.finish"), 1));

    let visitor = shop.browser();
    let landing = visitor.get("/").await;
    assert!(landing.status == 200 && landing.text.contains("Engines for everybody"), "{}", landing.text);
    for path in ["/checkout", "/waitlist", "/sign-in", "/legal/terms", "/legal/withdrawal"] {
        assert_eq!(visitor.get(path).await.status, 200, "{path}");
    }
    let offer = visitor.read("catalog/current_offer", &[]).await.ok();
    assert_eq!((&offer["unavailable"], &offer["price"]["minor"]), (&Value::from("Paused"), &Value::from(14_900)));
    let course = browser.get("/learn").await;
    assert!(course.status == 200 && course.text.contains("The first lessons are being prepared"), "{}", course.text);
    assert!(browser.get("/admin").await.text.contains("Next steps"), "the panel leads on");
    for page in ["/admin/lessons", "/admin/orders", "/admin/people", "/admin/preview", "/admin/preview/landing", "/admin/preview/learn"] {
        assert_eq!(browser.get(page).await.status, 200, "{page}");
    }
});

on_both!(the_demo_is_begun_under_the_courses_own_name, empty(), |shop| async move {
    let browser = unlocked(&shop, &code(&shop).await).await;
    let demo = [&BLANK[..3], &[("beginning", "demo")]].concat();
    browser.call("setup/finish", &demo).await.ok();
    let landing = browser.read("catalog/landing", &[]).await.ok();
    assert_eq!(landing["course_title"], "Engines for everybody");
    assert_eq!(browser.read("learning/outline", &[]).await.status, 403, "who runs the place owns no course by that");
    assert_eq!(shop.count("SELECT COUNT(*) FROM lessons").await, 10);
    assert_eq!(shop.count("SELECT COUNT(*) FROM users").await, 1, "nobody of the demo is in it");
    assert!(!seed::demo(&shop.core).await.unwrap(), "there is a course");
});

on_both!(a_course_that_is_there_stays, empty(), |shop| async move {
    let transaction = shop.core.db.begin().await.unwrap();
    seed::write_demo(&shop.core, &transaction, Some("Kept")).await.unwrap();
    transaction.commit().await.unwrap();
    let browser = unlocked(&shop, &code(&shop).await).await;
    assert_eq!(browser.read("setup/view", &[]).await.ok()["Open"]["course"], "Kept");
    browser.call("setup/finish", &BLANK[..2]).await.ok();
    assert_eq!(browser.read("catalog/landing", &[]).await.ok()["course_title"], "Kept");
});

on_both!(of_many_who_finish_at_once_one_runs_the_place, empty(), |shop| async move {
    let code = code(&shop).await;
    let browsers = join_all((0..8).map(|_| unlocked(&shop, &code))).await;
    let finish = |(number, browser): (usize, Browser)| async move {
        let email = format!("admin{number}@example.com");
        let form: Vec<_> = BLANK.iter().map(|(name, value)| (*name, if *name == "email" { email.as_str() } else { value })).collect();
        browser.call("setup/finish", &form).await.status.as_u16()
    };
    let mut answers = join_all(browsers.into_iter().enumerate().map(finish)).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 404, 404, 404, 404, 404, 404, 404]);
    assert_eq!((admins(&shop).await, shop.count("SELECT COUNT(*) FROM users").await), (1, 1));
    assert_eq!(shop.count("SELECT COUNT(*) FROM courses").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM first_runs WHERE finished_at IS NOT NULL").await, 1);
    for again in ["UPDATE first_runs SET finished_at = NULL", "DELETE FROM first_runs", "UPDATE first_runs SET guesses = 0"] {
        assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), again).await.is_err(), "{again}");
    }
});

on_both!(only_the_last_code_counts_and_only_so_many_guesses, empty(), |shop| async move {
    let browser = shop.browser();
    let guess = |code: String| {
        let browser = &browser;
        async move { browser.call("setup/unlock", &[("code", &code)]).await }
    };
    let old = code(&shop).await;
    let new = code(&shop).await;
    assert_ne!(old, new);
    assert_eq!(guess(String::new()).await.status, 422);
    let wrong = guess(old.clone()).await;
    assert!(wrong.status == 422 && wrong.text.contains("SetupCode") && wrong.text.contains("Malformed"), "{}", wrong.text);
    assert!(browser.cookie("setup").is_none());
    assert_eq!(browser.call("setup/finish", &BLANK).await.status, 403, "no key, no admin");
    let statuses = join_all((0..25).map(|number| guess(format!("wrong-{number}")))).await;
    let looked_at = statuses.iter().filter(|answer| answer.text.contains("Malformed")).count();
    assert_eq!(looked_at, 19, "twenty guesses with the one before");
    let refused = guess(new).await;
    assert!(refused.text.contains("UsedUp"), "not even the right one is looked at any more: {}", refused.text);
    let another = code(&shop).await;
    assert_eq!(guess(another).await.status, 200, "a new start begins afresh");
});

on_both!(a_key_lives_no_longer_than_its_code, empty(), |shop| async move {
    let browser = unlocked(&shop, &code(&shop).await).await;
    assert!(browser.read("setup/view", &[]).await.ok()["Open"].is_object());
    code(&shop).await;
    assert_eq!(browser.read("setup/view", &[]).await.ok(), "Locked");
    assert_eq!(browser.call("setup/finish", &BLANK).await.status, 403);
    let browser = unlocked(&shop, &code(&shop).await).await;
    shop.clock.run_ahead(chrono::TimeDelta::hours(3));
    assert_eq!(browser.read("setup/view", &[]).await.ok(), "Locked");
    assert_eq!(admins(&shop).await, 0);
});

on_both!(what_was_typed_is_there_again_with_what_is_wrong, empty(), |shop| async move {
    let browser = unlocked(&shop, &code(&shop).await).await;
    let form = [("name", "Ada <i>"), ("email", "nonsense"), ("course", ""), ("currency", "JPY"), ("price", "free"), ("beginning", "empty")];
    let page = browser.post_form("setup/finish", "/setup", &form).await;
    assert_eq!(page.status, 422);
    for words in
        ["value=\"Ada &lt;i", "value=\"nonsense\"", "value=\"free\"", "This does not look like an e-mail address", "Please enter an amount"]
    {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert_eq!(admins(&shop).await, 0);
});
