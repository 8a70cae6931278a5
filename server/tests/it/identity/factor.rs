//! The second factor: set up, shown after the first, used once, and stood in for by recovery codes.

use super::is_in;
use crate::admin::{admin, person};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::{code_of, sign_in, token};
use crate::support::browser::Answer;
use crate::support::{Browser, Shop};
use chrono::TimeDelta;
use domain::second_factor::step_at;
use entity::authenticator;
use futures::future::join_all;
use sea_orm::EntityTrait;
use secrecy::SecretString;
use serde_json::{Value, json};
use server::config::Settings;
use server::repo::identity::by_email;
use server::security::totp;
use server::services::limits::Action;
use server::services::second_factor::authenticator as secrets;
use server::services::second_factor::forgetting::forget;
use server::services::seed::DEMO_ADMIN;
use server::startup::{self, World};

/// What base 32 says.
fn bytes(text: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let fives = text.chars().filter_map(|letter| alphabet.find(letter));
    let bits: Vec<_> = fives.flat_map(|five| (0..5).rev().map(move |place| five >> place & 1)).collect();
    bits.chunks_exact(8).map(|eight| eight.iter().fold(0, |byte, bit| byte * 2 + u8::try_from(*bit).unwrap())).collect()
}

async fn desk(browser: &Browser) -> Value {
    browser.read("factor/desk", &[]).await.ok()
}

pub async fn give(browser: &Browser, code: &str) -> Answer {
    browser.call("identity/give_code", &[("code", code)]).await
}

/// Sets a second factor up as its person does, and gives the secret and the recovery codes.
pub async fn enrol(shop: &Shop, browser: &Browser) -> (Vec<u8>, Vec<String>) {
    browser.call("factor/begin", &[]).await.ok();
    let secret = bytes(&desk(browser).await["begun"]["secret"].as_str().unwrap().replace('-', ""));
    assert_eq!(secret.len(), totp::SECRET_BYTES);
    browser.call("factor/confirm", &[("code", &code_of(shop, &secret))]).await.ok();
    let codes = desk(browser).await["new_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (secret, codes)
}

/// A student who has set a second factor up, with its secret and codes.
pub async fn with_factor(shop: &Shop, email: &str) -> (Browser, Vec<u8>, Vec<String>) {
    student(shop, email).await;
    let browser = shop.browser();
    sign_in(shop, &browser, email).await;
    let (secret, codes) = enrol(shop, &browser).await;
    forget_step(shop).await;
    (browser, secret, codes)
}

/// Lets the codes of this moment be taken once more, so that a test does not wait for the next.
pub async fn forget_step(shop: &Shop) {
    shop.execute("UPDATE authenticators SET step = 0 WHERE confirmed_at IS NOT NULL").await;
}

/// A browser that has shown the first factor.
pub async fn halfway(shop: &Shop, email: &str) -> Browser {
    let browser = shop.browser();
    sign_in(shop, &browser, email).await;
    assert!(!is_in(&browser).await);
    browser
}

on_both!(a_second_factor_counts_from_its_first_code_and_signs_others_out, |shop| async move {
    student(&shop, "ada@example.com").await;
    let (ada, other) = (shop.browser(), shop.browser());
    sign_in(&shop, &other, "ada@example.com").await;
    sign_in(&shop, &ada, "ada@example.com").await;
    ada.call("factor/begin", &[]).await.ok();
    let begun = desk(&ada).await;
    assert_eq!((&begun["since"], &begun["new_codes"]), (&json!(null), &json!([])));
    let page = ada.get("/account/second-factor").await.text;
    assert!(page.contains("<svg") && page.contains(begun["begun"]["secret"].as_str().unwrap()), "{page}");
    let wrong = ada.call("factor/confirm", &[("code", "abc")]).await;
    assert_eq!(wrong.json(), json!({ "Invalid": [{ "field": "FactorCode", "problem": "Malformed" }] }));
    assert!(is_in(&other).await, "nothing counts yet");
    let before = ada.cookie("session").unwrap();
    let (_, codes) = enrol(&shop, &ada).await;
    assert_eq!(codes.len(), 10);
    assert_ne!(ada.cookie("session").unwrap(), before, "a factor that was shown begins a session of its own");
    assert!(is_in(&ada).await && !is_in(&other).await);
    other.set_cookie("session", &before);
    assert!(!is_in(&other).await);
    let now = desk(&ada).await;
    assert!(now["since"].is_string() && now["begun"].is_null() && now["codes_left"] == 10, "{now}");
    shop.settles().await;
    assert!(shop.mails().await.iter().any(|mail| mail.subject == "Your account has a second factor now"));
});

on_both!(half_a_sign_in_opens_nothing_and_ends_after_ten_minutes, |shop| async move {
    let (ada, secret, _) = with_factor(&shop, "ada@example.com").await;
    let browser = shop.browser();
    let link = token(&shop, &browser, "ada@example.com").await;
    let sent = browser.post_form("identity/redeem_link", "/sign-in/x", &[("token", &link), ("then", "password")]).await;
    assert_eq!(sent.headers["location"].to_str().unwrap(), "/sign-in/code?then=password");
    for page in ["/learn", "/account", "/account/password", "/account/second-factor"] {
        let answer = browser.get(page).await;
        assert_eq!((answer.status.as_u16(), answer.headers["location"].to_str().unwrap()), (303, "/sign-in/code"), "{page}");
    }
    assert_eq!(browser.read("identity/viewer", &[]).await.ok(), json!({ "person": null }));
    assert_eq!(browser.get("/sign-in/code?then=password").await.status, 200);
    let sessions = ada.read("sessions/list", &[]).await.ok();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1, "nobody is signed in there yet");
    shop.clock.run_ahead(TimeDelta::minutes(11));
    assert_eq!(give(&browser, &code_of(&shop, &secret)).await.status, 401);
    shop.clock.run_ahead(TimeDelta::zero());
    let code = code_of(&shop, &secret);
    let sent = browser.post_form("identity/give_code", "/sign-in/code", &[("code", &code), ("then", "password")]).await;
    assert_eq!(sent.headers["location"].to_str().unwrap(), "/account/password");
    assert!(is_in(&browser).await);
    assert_eq!(give(&browser, &code).await.status, 401, "there is no half of a sign-in any more");
});

on_both!(a_code_counts_once_however_many_come_at_once, |shop| async move {
    let (_, secret, _) = with_factor(&shop, "ada@example.com").await;
    let mut browsers = Vec::new();
    for _ in 0..4 {
        browsers.push(halfway(&shop, "ada@example.com").await);
    }
    let code = code_of(&shop, &secret);
    let answers = join_all(browsers.iter().map(|browser| give(browser, &code))).await;
    let good = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(good, 1, "{answers:?}");
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!(refused.json(), json!({ "Invalid": [{ "field": "FactorCode", "problem": "UsedUp" }] }));
    }
    // Codes that were used do not count as wrong ones, so nobody is held up.
    assert_eq!(shop.count("SELECT COALESCE(SUM(used), 0) FROM rate_limits WHERE action LIKE 'factor%'").await, 0);
});

on_both!(the_code_before_and_the_one_after_are_taken_and_no_other, |shop| async move {
    let (_, secret, _) = with_factor(&shop, "ada@example.com").await;
    let browser = halfway(&shop, "ada@example.com").await;
    let now = step_at(shop.core.now());
    shop.clock.stand_at(shop.core.now());
    let code = |step| format!("{:06}", totp::code(&secret, step));
    for wrong in [now - 2, now + 2] {
        assert_eq!(give(&browser, &code(wrong)).await.status, 422);
    }
    give(&browser, &code(now + 1)).await.ok();
    shop.clock.run_ahead(TimeDelta::zero());
    let again = halfway(&shop, "ada@example.com").await;
    assert_eq!(
        give(&again, &code(now)).await.json(),
        json!({ "Invalid": [{ "field": "FactorCode", "problem": "UsedUp" }] }),
        "an earlier one"
    );
});

on_both!(guessing_ends_after_five_and_a_recovery_code_still_lets_in, |shop| async move {
    let (_, secret, codes) = with_factor(&shop, "ada@example.com").await;
    let browser = halfway(&shop, "ada@example.com").await;
    let right = code_of(&shop, &secret);
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(give(&browser, wrong).await.json(), json!({ "Invalid": [{ "field": "FactorCode", "problem": "Wrong" }] }));
    }
    let refused = give(&browser, &right).await;
    assert_eq!(refused.status, 429);
    assert!(refused.headers.contains_key("retry-after"));
    let unknown = "0".repeat(codes[0].replace('-', "").len());
    for _ in 0..Action::RecoveryCode.limit().most {
        assert_eq!(give(&browser, &unknown).await.status, 422);
    }
    assert_eq!(give(&browser, &unknown).await.status, 429);
    give(&browser, &codes[0]).await.ok();
    assert!(is_in(&browser).await, "whoever guesses keeps nobody out who has a right one");
});

on_both!(recovery_codes_work_once_each_and_are_seen_for_ten_minutes, |shop| async move {
    let (ada, _, codes) = with_factor(&shop, "ada@example.com").await;
    let file = ada.get("/account/recovery-codes.txt").await;
    assert!(codes.iter().all(|code| file.text.contains(code)), "{}", file.text);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"recovery-codes.txt\"");
    let first = halfway(&shop, "ada@example.com").await;
    give(&first, &codes[3].to_uppercase()).await.ok();
    let second = halfway(&shop, "ada@example.com").await;
    assert_eq!(give(&second, &codes[3]).await.json(), json!({ "Invalid": [{ "field": "FactorCode", "problem": "Wrong" }] }));
    assert_eq!(desk(&first).await["codes_left"], 9);
    assert_eq!(first.get("/account/recovery-codes.txt").await.status, 404, "only where they were made");
    give(&second, &codes[4]).await.ok();
    assert!(is_in(&ada).await && is_in(&second).await);
    first.call("factor/renew_codes", &[]).await.ok();
    assert!(is_in(&first).await && !is_in(&ada).await && !is_in(&second).await, "all others are signed out");
    let third = halfway(&shop, "ada@example.com").await;
    assert_eq!(give(&third, &codes[5]).await.status, 422, "new ones take the place of all");
    let renewed = desk(&first).await["new_codes"].clone();
    give(&third, renewed[0].as_str().unwrap()).await.ok();
    shop.clock.run_ahead(TimeDelta::minutes(11));
    assert_eq!(desk(&first).await["new_codes"], json!([]));
    assert_eq!(first.get("/account/recovery-codes.txt").await.status, 404);
    assert_eq!(first.call("factor/renew_codes", &[]).await.json(), json!("ProofNeeded"));
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
    assert!(shop.mails().await.iter().any(|mail| mail.subject == "A recovery code was used" && mail.text.contains("There are 9 left")));
});

on_both!(what_was_open_without_it_is_shut_once_there_is_one, |shop| async move {
    let buyer = student(&shop, "ada@example.com").await;
    let (ada, _, _) = with_factor(&shop, "ben@example.com").await;
    // A sign-in by a link that ran beside the moment at which the factor was turned on.
    shop.execute("UPDATE sessions SET factor = 'none' WHERE factor = 'code'").await;
    assert!(!is_in(&ada).await && is_in(&buyer).await);
    shop.execute("UPDATE sessions SET origin = 'purchase' WHERE factor = 'none'").await;
    assert!(!is_in(&ada).await && is_in(&buyer).await, "nor does a purchase hold");
});

on_both!(it_is_replaced_and_removed_after_a_proof_alone, |shop| async move {
    let (ada, old, _) = with_factor(&shop, "ada@example.com").await;
    ada.call("factor/begin", &[]).await.ok();
    let browser = halfway(&shop, "ada@example.com").await;
    give(&browser, &code_of(&shop, &old)).await.ok();
    let (new, _) = enrol(&shop, &browser).await;
    assert_ne!(new, old);
    assert!(!is_in(&ada).await);
    forget_step(&shop).await;
    let again = halfway(&shop, "ada@example.com").await;
    assert_eq!(give(&again, &code_of(&shop, &old)).await.status, 422);
    give(&again, &code_of(&shop, &new)).await.ok();
    again.call("factor/remove", &[]).await.ok();
    assert!(!is_in(&browser).await);
    assert_eq!(again.call("factor/remove", &[]).await.json(), json!({ "Conflict": "NoLongerSo" }));
    let free = shop.browser();
    sign_in(&shop, &free, "ada@example.com").await;
    assert!(is_in(&free).await);
    assert_eq!(shop.count("SELECT COUNT(*) FROM recovery_codes").await, 0);
    shop.clock.run_ahead(TimeDelta::minutes(11));
    for function in ["factor/begin", "factor/renew_codes", "factor/remove"] {
        assert_eq!(free.call(function, &[]).await.json(), json!("ProofNeeded"), "{function}");
    }
    assert_eq!(free.call("factor/confirm", &[("code", "000000")]).await.json(), json!("ProofNeeded"));
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(an_admin_without_one_has_no_panel_but_the_way_to_it, |shop| async move {
    shop.execute("DELETE FROM authenticators").await;
    let admin = shop.browser();
    let link = token(&shop, &admin, DEMO_ADMIN).await;
    let sent = admin.post_form("identity/redeem_link", "/sign-in/x", &[("token", &link)]).await;
    assert_eq!(sent.headers["location"].to_str().unwrap(), "/admin");
    for page in ["/admin", "/admin/orders", "/admin/landing/preview"] {
        let answer = admin.get(page).await;
        assert_eq!(
            (answer.status.as_u16(), answer.headers["location"].to_str().unwrap()),
            (303, "/account/second-factor?needed=1"),
            "{page}"
        );
    }
    let page = admin.get("/account/second-factor?needed=1").await;
    assert!(page.text.contains("The panel asks for a second factor"), "{}", page.text);
    for file in ["/admin/orders.csv", "/admin/preview/learn", "/admin/people.csv"] {
        assert_eq!(admin.get(file).await.status, 404, "{file}");
    }
    for function in ["admin/overview", "admin/offers", "curriculum/lessons"] {
        let refused = admin.read(function, &[]).await;
        assert_eq!((refused.status.as_u16(), refused.json()), (403, json!("FactorNeeded")), "{function}");
    }
    assert_eq!(admin.call("admin/extend_sale", &[("until", "2030-01-01T00:00")]).await.json(), json!("FactorNeeded"));
    enrol(&shop, &admin).await;
    assert_eq!(admin.get("/admin").await.status, 200);
    assert_eq!(admin.call("factor/remove", &[]).await.json(), json!({ "Conflict": "FactorRequired" }));
    shop.execute("UPDATE sessions SET origin = 'purchase', factor = 'none'").await;
    assert_eq!(admin.get("/admin").await.status, 404, "a purchase opens no panel, whoever buys");
});

on_both!(the_database_alone_tells_nobody_the_secret, |shop| async move {
    let (_, secret, _) = with_factor(&shop, "ada@example.com").await;
    let rows = authenticator::Entity::find().all(shop.core.db.read()).await.unwrap();
    assert_eq!(rows.len(), 2, "hers and the demo's");
    let row = rows.iter().find(|row| secrets::secret(&shop.core, row).unwrap() == secret).unwrap();
    assert!(!row.sealed.windows(4).any(|part| secret.windows(4).any(|other| other == part)));
    let other = SecretString::from("x".repeat(40));
    let rolled = Settings {
        app_secret: other.clone(),
        app_secret_previous: Some(shop.core.settings.app_secret.clone()),
        ..shop.core.settings.clone()
    };
    let core = startup::core(rolled.clone(), World::default()).await.unwrap();
    assert_eq!(secrets::secret(&core, row).unwrap(), secret, "the secret before still opens it");
    secrets::reseal(&core).await.unwrap();
    let alone = startup::core(Settings { app_secret_previous: None, ..rolled }, World::default()).await.unwrap();
    let resealed = authenticator::Entity::find_by_id(row.id).one(shop.core.db.read()).await.unwrap().unwrap();
    assert_eq!(secrets::secret(&alone, &resealed).unwrap(), secret, "and is needed no more once the server has started");
    assert!(secrets::secret(&shop.core, &resealed).is_err());
});

on_both!(who_has_lost_it_is_helped_by_an_admin_and_an_admin_by_the_server_alone, |shop| async move {
    let (ada, _, _) = with_factor(&shop, "ada@example.com").await;
    let admin = admin(&shop).await;
    let who = person(&shop, "ada@example.com").await;
    assert!(admin.read("admin/person", &[("id", &who)]).await.ok()["factor_since"].is_string());
    assert_eq!(admin.call("admin/forget_factor", &[("person", &who), ("reason", " ")]).await.status, 422);
    admin.call("admin/forget_factor", &[("person", &who), ("reason", "I know her voice")]).await.ok();
    assert!(!is_in(&ada).await);
    let free = shop.browser();
    sign_in(&shop, &free, "ada@example.com").await;
    assert!(is_in(&free).await);
    let own = person(&shop, DEMO_ADMIN).await;
    let refused = admin.call("admin/forget_factor", &[("person", &own), ("reason", "x")]).await;
    assert_eq!(refused.json(), json!({ "Conflict": "IsAdmin" }));
    let mara = by_email(shop.core.db.read(), DEMO_ADMIN).await.unwrap().unwrap();
    forget(&shop.core, &mara, None, "on the server").await.unwrap();
    assert_eq!(admin.get("/admin").await.status, 404);
});
