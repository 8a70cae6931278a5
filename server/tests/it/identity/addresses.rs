//! Another address, which its mailbox and the one before both say yes to.

use super::{GOOD, enter, is_in, with_password};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::{sign_in, token};
use crate::support::browser::Answer;
use crate::support::{Browser, Shop, eventually};
use chrono::TimeDelta;
use serde_json::json;

const OLD: &str = "ada@example.com";
const NEW: &str = "ada.new@example.org";

async fn ask(browser: &Browser, email: &str) -> Answer {
    browser.call("address/request", &[("email", email)]).await
}

/// The token in the newest mail to an address with a link of a change, once there are so many of them.
async fn link(shop: &Shop, to: &str, number: usize) -> String {
    let found = || async {
        let mails = shop.mails().await.into_iter().filter(|mail| mail.to == to);
        mails.filter_map(|mail| Some(mail.text.split_once("/address/")?.1.split_whitespace().next()?.to_owned())).collect::<Vec<_>>()
    };
    eventually("the mail arrives", || async { found().await.len() >= number }).await;
    found().await.swap_remove(0)
}

async fn say(browser: &Browser, word: &str, token: &str) -> u16 {
    browser.call(&format!("address/{word}"), &[("token", token)]).await.status.as_u16()
}

async fn state(shop: &Shop, token: &str) -> String {
    shop.browser().read("address/inspect", &[("token", token)]).await.ok()["state"].as_str().unwrap().to_owned()
}

/// Both links of a change that was just asked for.
async fn asked(shop: &Shop, browser: &Browser, email: &str) -> (String, String) {
    ask(browser, email).await.ok();
    (link(shop, OLD, 1).await, link(shop, email, 1).await)
}

on_both!(an_address_changes_when_both_mailboxes_have_said_yes_and_not_before, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let elsewhere = shop.browser();
    sign_in(&shop, &elsewhere, OLD).await;
    let (old, new) = asked(&shop, &ada, NEW).await;
    let stale = token(&shop, &shop.browser(), OLD).await;
    // Whoever looks into mails opens links, and decides nothing.
    for _ in 0..2 {
        for token in [&old, &new] {
            assert_eq!(shop.browser().get(&format!("/address/{token}")).await.status, 200);
        }
    }
    assert_eq!((say(&shop.browser(), "confirm", &new).await, say(&shop.browser(), "confirm", &new).await), (200, 410), "each once");
    assert_eq!(ada.read("account/view", &[]).await.ok()["email"], OLD);
    assert_eq!(state(&shop, &new).await, "Waiting");
    let desk = ada.read("address/desk", &[]).await.ok();
    assert_eq!((&desk["pending"]["to"], &desk["pending"]["new_confirmed"]), (&json!(NEW), &json!(true)));
    assert_eq!(say(&shop.browser(), "confirm", &old).await, 200);
    assert_eq!((state(&shop, &old).await.as_str(), state(&shop, &new).await.as_str()), ("Done", "Done"));
    assert!(is_in(&ada).await && !is_in(&elsewhere).await, "the browser that asked stays, the others go");
    assert_eq!(ada.read("account/view", &[]).await.ok()["email"], NEW);
    assert_eq!(shop.browser().call("identity/redeem_link", &[("token", &stale)]).await.status, 410, "links of the old address are dead");
    assert_eq!(enter(&shop.browser(), OLD, GOOD).await.status, 401);
    enter(&shop.browser(), NEW, GOOD).await.ok();
    let admin = crate::admin::admin(&shop).await;
    let list = admin.read("admin/people", &[("search", "ada.new")]).await.ok();
    assert_eq!(list["rows"][0]["email"], NEW, "the panel finds the new one");
    assert_eq!(admin.read("admin/people", &[("search", OLD)]).await.ok()["rows"], json!([]), "and no longer the old one");
    assert_eq!(shop.count(&format!("SELECT COUNT(*) FROM orders WHERE buyer_email = '{NEW}'")).await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM order_events WHERE what = 'the buyer changed the address'").await, 1);
    let logged = "SELECT COUNT(*) FROM audit_log a JOIN users u ON u.id = a.actor_id WHERE a.action = 'person.change_email'";
    assert_eq!(shop.count(&format!("{logged} AND u.email = '{NEW}'")).await, 1);
    shop.settles().await;
    let told = shop.mails().await.into_iter().filter(|mail| mail.to == NEW).map(|mail| mail.subject).collect::<Vec<_>>();
    assert!(told.contains(&"This is the address of your account now".to_owned()), "{told:?}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'address' AND body_text <> ''").await, 0, "links are not kept");
});

on_both!(the_former_mailbox_can_object_for_a_week, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let (old, new) = asked(&shop, &ada, NEW).await;
    assert_eq!((say(&ada, "confirm", &old).await, say(&ada, "confirm", &new).await), (200, 200));
    let objection = link(&shop, OLD, 2).await;
    assert_eq!(state(&shop, &objection).await, "Live");
    assert_eq!(say(&ada, "confirm", &objection).await, 410, "it says no and nothing else");
    shop.clock.run_ahead(TimeDelta::days(8));
    assert_eq!((state(&shop, &objection).await.as_str(), say(&ada, "refuse", &objection).await), ("Expired", 410));
    shop.clock.run_ahead(TimeDelta::zero());
    assert_eq!((say(&shop.browser(), "refuse", &objection).await, say(&ada, "refuse", &objection).await), (200, 410));
    assert!(!is_in(&ada).await, "everybody is signed out");
    assert_eq!(state(&shop, &objection).await, "Refused");
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'person.object_to_email' AND actor_id IS NULL").await, 1);
    shop.settles().await;
    let asked_to_look = shop.mails().await.into_iter().find(|mail| mail.subject == "A changed address is objected to").unwrap();
    let person = crate::admin::person(&shop, NEW).await;
    assert!(asked_to_look.to == server::services::seed::DEMO_ADMIN && asked_to_look.text.contains(&format!("/admin/people/{person}")));
});

on_both!(the_present_mailbox_says_no_and_everybody_is_signed_out, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let (old, new) = asked(&shop, &ada, NEW).await;
    assert_eq!(say(&ada, "refuse", &new).await, 410, "a stranger signs nobody out");
    assert_eq!(say(&shop.browser(), "refuse", &old).await, 200);
    assert!(!is_in(&ada).await);
    for token in [&old, &new] {
        assert_eq!((say(&ada, "confirm", token).await, state(&shop, token).await.as_str()), (410, "Refused"));
    }
    enter(&ada, OLD, GOOD).await.ok();
});

on_both!(links_of_a_change_are_dead_after_half_an_hour_and_after_another_request, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let (old, new) = asked(&shop, &ada, "first@example.org").await;
    ask(&ada, NEW).await.ok();
    for token in [&old, &new] {
        assert_eq!(say(&ada, "confirm", token).await, 410, "something else was asked for since");
    }
    let (old, new) = (link(&shop, OLD, 2).await, link(&shop, NEW, 1).await);
    assert_eq!(say(&ada, "confirm", &old).await, 200);
    shop.clock.run_ahead(TimeDelta::minutes(31));
    assert_eq!((say(&ada, "confirm", &new).await, state(&shop, &new).await.as_str()), (410, "Expired"));
    assert_eq!(shop.browser().get(&format!("/address/{new}")).await.status, 410);
    shop.clock.run_ahead(TimeDelta::zero());
    ada.call("address/cancel", &[]).await.ok();
    assert_eq!(say(&ada, "confirm", &new).await, 410);
    assert_eq!(ada.call("address/cancel", &[]).await.json(), json!({ "Conflict": "NoLongerSo" }));
    assert_eq!(ada.read("account/view", &[]).await.ok()["email"], OLD);
});

on_both!(nobody_learns_who_has_an_address, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    student(&shop, "bea@example.com").await;
    shop.settles().await;
    let (taken, free) = (ask(&ada, "Bea@Example.com").await, ask(&ada, NEW).await);
    assert_eq!((taken.status, &taken.text), (free.status, &free.text));
    shop.settles().await;
    let mails = shop.mails().await;
    let to_bea: Vec<_> =
        mails.iter().filter(|mail| mail.to.eq_ignore_ascii_case("bea@example.com") && mail.subject.contains("address")).collect();
    assert_eq!(to_bea.len(), 1);
    assert!(to_bea[0].subject == "This address has an account already" && !to_bea[0].text.contains("/address/"), "{}", to_bea[0].text);
    for mail in mails.iter().filter(|mail| mail.to == NEW || mail.to.eq_ignore_ascii_case("bea@example.com")) {
        assert!(!mail.text.contains(OLD), "a mailbox that may be anybody's learns nothing: {}", mail.text);
    }
    // Somebody gets the address while its mailbox is asked.
    let (old, new) = (link(&shop, OLD, 2).await, link(&shop, NEW, 1).await);
    assert_eq!(say(&ada, "confirm", &old).await, 200);
    student(&shop, NEW).await;
    assert_eq!(say(&ada, "confirm", &new).await, 410);
    assert_eq!(ada.read("account/view", &[]).await.ok()["email"], OLD);
    shop.settles().await;
});

on_both!(an_address_is_asked_for_after_a_proof_and_not_too_often, |shop| async move {
    let buyer = student(&shop, "bea@example.com").await;
    assert_eq!(ask(&buyer, NEW).await.json(), json!("ProofNeeded"), "whoever buys types any address");
    let ada = with_password(&shop, OLD).await;
    for (typed, problem) in [("", "Missing"), ("no address", "Malformed"), (" ADA@example.com ", "Exists")] {
        let expected = json!({ "Invalid": [{ "field": "Email", "problem": problem }] });
        assert_eq!(ask(&ada, typed).await.json(), expected, "{typed}");
    }
    for number in 0..5 {
        ask(&ada, &format!("{number}@example.org")).await.ok();
    }
    assert_eq!(ask(&ada, NEW).await.status, 429);
    shop.clock.run_ahead(TimeDelta::minutes(61));
    assert_eq!(ask(&ada, NEW).await.json(), json!("ProofNeeded"), "a session that was left open changes nothing");
    ada.call("password/confirm", &[("password", GOOD), ("then", "address")]).await.ok();
    ask(&ada, NEW).await.ok();
    assert_eq!(shop.browser().call("address/request", &[("email", NEW)]).await.status, 401);
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(both_mailboxes_may_say_yes_at_once, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let (old, new) = asked(&shop, &ada, NEW).await;
    let browsers: Vec<_> = (0..10).map(|_| shop.browser()).collect();
    let tries = browsers.iter().enumerate().map(|(n, browser)| say(browser, "confirm", if n % 2 == 0 { &old } else { &new }));
    let mut answers = futures::future::join_all(tries).await;
    answers.sort_unstable();
    assert_eq!(answers, [&[200; 2][..], &[410; 8]].concat());
    assert_eq!(ada.read("account/view", &[]).await.ok()["email"], NEW);
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'person.change_email'").await, 1);
    shop.settles().await;
});

on_both!(without_scripts_a_change_leads_on_and_keeps_what_was_typed, |shop| async move {
    let ada = with_password(&shop, OLD).await;
    let page = ada.post_form("address/request", "/account/address", &[("email", "ada@wrong")]).await;
    assert!(page.status == 422 && page.text.contains("value=\"ada@wrong\""), "{} {}", page.status, page.text);
    let sent = ada.post_form("address/request", "/account/address", &[("email", NEW)]).await;
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, "/account/address"));
    let page = ada.get("/account/address").await.text;
    assert!(page.contains("Look into both mailboxes") && page.contains(NEW), "{page}");
    let old = link(&shop, OLD, 1).await;
    let said = shop.browser().post_form("address/confirm", &format!("/address/{old}"), &[("token", &old)]).await;
    assert_eq!((said.status.as_u16(), said.headers["location"].to_str().unwrap()), (302, format!("/address/{old}").as_str()));
    assert!(shop.browser().get(&format!("/address/{old}")).await.text.contains("One is missing"));
});

on_both!(the_database_keeps_the_order_of_things, |shop| async move {
    use sea_orm::ConnectionTrait;
    let ada = with_password(&shop, OLD).await;
    ask(&ada, NEW).await.ok();
    shop.settles().await;
    for sql in [
        "UPDATE address_changes SET done_at = asked_at, objection_hash = old_hash",
        "UPDATE address_changes SET old_confirmed_at = asked_at, new_confirmed_at = asked_at, done_at = asked_at",
        "UPDATE address_changes SET objected_at = asked_at",
        "UPDATE address_changes SET expires_at = asked_at",
        "UPDATE address_changes SET new_hash = user_id",
    ] {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
});
