//! Magic links and sessions.

use crate::on_both;
use crate::support::{Browser, Shop, eventually};
use chrono::TimeDelta;
use domain::second_factor::step_at;
use futures::future::join_all;
use serde_json::json;
use server::security::totp;
use server::services::seed::{DEMO_ADMIN, DEMO_SECRET};

/// Asks for a link and gives its token from the mail.
pub async fn token(shop: &Shop, browser: &Browser, email: &str) -> String {
    let links = || async { shop.mails().await.into_iter().filter(|mail| mail.subject.contains("sign-in")).collect::<Vec<_>>() };
    let before = links().await.len();
    assert_eq!(browser.call("identity/request_link", &[("email", email)]).await.status, 200);
    eventually("the mail arrives", || async { links().await.len() > before }).await;
    let mail = links().await.swap_remove(0);
    let (_, link) = mail.text.split_once("/sign-in/").unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

/// Signs a browser in, and the demo's admin by both factors.
pub async fn sign_in(shop: &Shop, browser: &Browser, email: &str) {
    let token = token(shop, browser, email).await;
    assert_eq!(browser.call("identity/redeem_link", &[("token", &token)]).await.status, 200);
    if email == DEMO_ADMIN {
        give_code(shop, browser).await;
    }
}

/// Shows the code of the demo's admin's authenticator. A code counts once, and tests do not wait for the next: they let it be forgotten.
pub async fn give_code(shop: &Shop, browser: &Browser) {
    shop.execute("UPDATE authenticators SET step = 0 WHERE confirmed_at IS NOT NULL").await;
    let code = code_of(shop, DEMO_SECRET);
    assert_eq!(browser.call("identity/give_code", &[("code", &code)]).await.status, 200);
}

/// What an authenticator with a secret shows now.
pub fn code_of(shop: &Shop, secret: &[u8]) -> String {
    format!("{:06}", totp::code(secret, step_at(shop.core.now())))
}

async fn with_buyer(shop: &Shop) -> Browser {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    browser
}

on_both!(a_link_signs_in_once_and_only_by_a_post, |shop| async move {
    with_buyer(&shop).await;
    let browser = shop.browser();
    let token = token(&shop, &browser, "Ada@Example.com").await;
    for _ in 0..3 {
        assert_eq!(browser.get(&format!("/sign-in/{token}")).await.status, 200);
    }
    let attempts =
        join_all((0..50).map(|_| async { shop.browser().call("identity/redeem_link", &[("token", &token)]).await.status.as_u16() })).await;
    assert_eq!(attempts.iter().filter(|status| **status == 200).count(), 1, "{attempts:?}");
    assert_eq!(attempts.iter().filter(|status| **status == 410).count(), 49, "{attempts:?}");
    assert_eq!(browser.get(&format!("/sign-in/{token}")).await.status, 410);
});

on_both!(a_link_is_dead_after_ten_minutes, |shop| async move {
    with_buyer(&shop).await;
    let browser = shop.browser();
    let token = token(&shop, &browser, "ada@example.com").await;
    shop.clock.run_ahead(TimeDelta::minutes(11));
    assert_eq!(browser.read("identity/inspect_link", &[("token", &token)]).await.ok(), json!("Expired"));
    let answer = browser.call("identity/redeem_link", &[("token", &token)]).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (410, json!("DeadLink")));
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(unknown_people_get_the_same_answer_and_no_mail, |shop| async move {
    let browser = shop.browser();
    let known = browser.call("identity/request_link", &[("email", DEMO_ADMIN)]).await;
    let unknown = browser.call("identity/request_link", &[("email", "nobody@example.com")]).await;
    assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
    shop.settles().await;
    assert!(shop.mails().await.iter().all(|mail| mail.to == DEMO_ADMIN));
    let wrong = browser.call("identity/request_link", &[("email", "no address")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.json()), (422, json!({ "Invalid": [{ "field": "Email", "problem": "Malformed" }] })));
});

on_both!(a_signed_out_cookie_lets_nobody_in, |shop| async move {
    let browser = with_buyer(&shop).await;
    sign_in(&shop, &browser, "ada@example.com").await;
    let cookie = browser.cookie("session").unwrap();
    assert_eq!(browser.get("/learn").await.status, 200);
    assert_eq!(browser.call("identity/sign_out", &[]).await.status, 200);
    assert!(browser.cookie("session").is_none());
    browser.set_cookie("session", &cookie);
    assert_eq!(browser.get("/learn").await.status, 303);
    assert_eq!(browser.read("learning/outline", &[]).await.status, 401);
});

on_both!(proving_the_address_ends_what_a_purchase_signed_in, |shop| async move {
    let buyer = with_buyer(&shop).await;
    let orders = shop.count("SELECT COUNT(*) FROM orders").await;
    assert_eq!(orders, 1);
    let page = buyer.call("checkout/quote", &[]).await.ok();
    assert_eq!(page["owned"], json!(buyer.cookie("session").is_some()));
    sign_in(&shop, &shop.browser(), "ada@example.com").await;
    let purchase_sessions = "SELECT COUNT(*) FROM sessions WHERE origin = 'purchase' AND revoked_at IS NULL";
    assert_eq!(shop.count(purchase_sessions).await, 0);
});

on_both!(a_banned_person_and_a_changed_role_count_at_once, |shop| async move {
    let browser = with_buyer(&shop).await;
    sign_in(&shop, &browser, "ada@example.com").await;
    assert_eq!(browser.read("admin/overview", &[]).await.status, 404);
    shop.execute("UPDATE users SET role = 'ADMIN'").await;
    let shut = browser.read("admin/overview", &[]).await;
    assert_eq!((shut.status.as_u16(), shut.json()), (403, json!("FactorNeeded")));
    shop.execute("UPDATE sessions SET factor = 'code'").await;
    assert_eq!(browser.read("admin/overview", &[]).await.status, 200);
    shop.execute("UPDATE users SET role = 'STUDENT', banned_at = created_at").await;
    assert_eq!(browser.read("learning/outline", &[]).await.status, 401);
});

on_both!(without_scripts_forms_lead_on, |shop| async move {
    let browser = shop.browser();
    let sent = browser.post_form("identity/request_link", "/sign-in", &[("email", DEMO_ADMIN)]).await;
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, "/sign-in?sent=1"));
    let wrong = browser.post_form("identity/request_link", "/sign-in", &[("email", "wrong")]).await;
    assert_eq!(wrong.status, 422, "the page itself, with the reason");
    assert!(wrong.text.contains("aria-invalid") && wrong.text.contains("value=\"wrong\""), "what was typed is kept: {}", wrong.text);
});
