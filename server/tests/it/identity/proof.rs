//! What can lock a person out asks who they are.

use super::{BETTER, GOOD, enter, is_in, save, with_password};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::{sign_in, token};
use crate::support::eventually;
use chrono::TimeDelta;
use serde_json::json;

on_both!(a_session_that_is_old_or_of_a_purchase_changes_nothing, |shop| async move {
    let buyer = student(&shop, "bea@example.com").await;
    let ada = with_password(&shop, "ada@example.com").await;
    assert_eq!(buyer.read("password/desk", &[]).await.ok()["proven"], json!(false), "whoever buys types any address");
    shop.clock.run_ahead(TimeDelta::minutes(11));
    for browser in [&buyer, &ada] {
        for (function, arguments) in [("password/save", &[("password", BETTER)][..]), ("password/remove", &[])] {
            let answer = browser.call(function, arguments).await;
            assert_eq!((answer.status.as_u16(), answer.json()), (403, json!("ProofNeeded")), "{function}");
        }
    }
    let wrong = ada.call("password/confirm", &[("password", BETTER)]).await;
    assert_eq!((wrong.status.as_u16(), wrong.json()), (401, json!("WrongPassword")));
    let before = ada.cookie("session").unwrap();
    ada.call("password/confirm", &[("password", GOOD)]).await.ok();
    assert_ne!(ada.cookie("session").unwrap(), before, "a proof begins a session of its own");
    save(&ada, BETTER).await.ok();
    ada.set_cookie("session", &before);
    assert!(!is_in(&ada).await);
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(a_link_is_a_proof_that_leads_back, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let mails = || async { shop.mails().await.into_iter().filter(|mail| mail.subject.contains("sign-in")).collect::<Vec<_>>() };
    ada.call("password/mail_proof", &[]).await.ok();
    eventually("the mail arrives", || async { mails().await.len() == 1 }).await;
    let mail = mails().await.swap_remove(0);
    assert_eq!(mail.to, "ada@example.com");
    let (_, link) = mail.text.split_once("/sign-in/").unwrap();
    let (token, then) = link.split_whitespace().next().unwrap().split_once('?').unwrap();
    assert_eq!(then, "then=password");
    let page = ada.get(&format!("/sign-in/{token}?{then}")).await;
    assert!(page.text.contains("name=\"then\" value=\"password\""), "{}", page.text);
    let sent = ada.post_form("identity/redeem_link", &format!("/sign-in/{token}"), &[("token", token), ("then", "password")]).await;
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, "/account/password"));
    save(&ada, GOOD).await.ok();
});

on_both!(a_link_leads_nowhere_else, |shop| async move {
    student(&shop, "ada@example.com").await;
    for then in ["https://evil.example", "//evil.example", "/admin", ""] {
        let browser = shop.browser();
        let token = token(&shop, &browser, "ada@example.com").await;
        let sent = browser.post_form("identity/redeem_link", "/sign-in/x", &[("token", &token), ("then", then)]).await;
        assert_eq!(sent.headers["location"].to_str().unwrap(), "/learn", "{then}");
    }
});

on_both!(another_password_ends_all_other_sessions_and_is_told_by_mail, |shop| async move {
    let ada = with_password(&shop, "ada@example.com").await;
    let other = shop.browser();
    sign_in(&shop, &other, "ada@example.com").await;
    let stranger = student(&shop, "bea@example.com").await;
    save(&ada, BETTER).await.ok();
    assert!(is_in(&ada).await && is_in(&stranger).await);
    assert!(!is_in(&other).await);
    enter(&other, "ada@example.com", BETTER).await.ok();
    ada.call("password/remove", &[]).await.ok();
    assert!(is_in(&ada).await && !is_in(&other).await);
    assert_eq!(enter(&other, "ada@example.com", BETTER).await.status, 401);
    assert_eq!(ada.call("password/remove", &[]).await.json(), json!({ "Conflict": "NoLongerSo" }));
    shop.settles().await;
    let subjects: Vec<_> = shop.mails().await.into_iter().filter(|mail| mail.to == "ada@example.com").map(|mail| mail.subject).collect();
    for subject in ["Your account has a password now", "Your password was changed", "Your password was removed"] {
        assert_eq!(subjects.iter().filter(|known| *known == subject).count(), 1, "{subject}: {subjects:?}");
    }
});

on_both!(nobody_but_the_signed_in_has_a_password_page, |shop| async move {
    let browser = shop.browser();
    assert_eq!(browser.get("/account/password").await.status, 303);
    assert_eq!(browser.read("password/desk", &[]).await.status, 401);
    for function in ["password/save", "password/confirm", "password/remove", "password/mail_proof", "sessions/end_all"] {
        assert_eq!(browser.call(function, &[("password", GOOD)]).await.status, 401, "{function}");
        assert_eq!(browser.read(function, &[]).await.status, 405, "{function}");
    }
});
