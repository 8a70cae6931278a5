//! How often something may be tried: counted about networks, accounts and people, by every replica together.

use crate::on_both;
use crate::sign_in::{give_code, token};
use crate::support::browser::Answer;
use crate::support::{Browser, Plan, Shop};
use app::api::ApiError;
use chrono::TimeDelta;
use futures::StreamExt;
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use serde_json::json;
use server::core::Core;
use server::error::{Fault, Result};
use server::repo::identity::by_email;
use server::services::identity::write_link;
use server::services::limits::{self, Action, Subject};
use server::services::seed::DEMO_ADMIN;
use std::net::IpAddr;

/// A public address that nobody has.
const EVE: &str = "203.0.113.7";
const ADA: &str = "198.51.100.2";

fn behind_a_proxy() -> Plan {
    Plan { client_ip: "X-Real-IP", background: false, ..Plan::default() }
}

fn network(address: &str) -> Subject<'static> {
    Subject::Address(Some(address.parse::<IpAddr>().unwrap()))
}

async fn take(core: &Core, subject: Subject<'_>) -> Result<()> {
    limits::take(core, core.db.write(), Action::DeadLink, subject).await
}

/// Tries something a thousand times from one network, each time with another address in the header that nobody is to believe.
async fn a_thousand_times(browser: &Browser, email: impl Fn(usize) -> String) -> Vec<Answer> {
    let tries = (0..1_000).map(|index| {
        let (forged, body) = (format!("10.{}.{}.9, 192.0.2.{}", index / 250, index % 250, index % 250), format!("email={}", email(index)));
        async move {
            let headers = [("x-forwarded-for", forged.as_str()), ("x-real-ip", EVE), ("accept", "application/json")];
            browser.post_raw("/api/identity/request_link", "application/x-www-form-urlencoded", body, &headers).await
        }
    });
    futures::stream::iter(tries).buffer_unordered(40).collect().await
}

fn passed(answers: &[Answer]) -> usize {
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        let wait = refused.json()["TooMany"]["retry_after_s"].as_u64().unwrap_or_else(|| panic!("{refused:?}"));
        assert_eq!((refused.status.as_u16(), refused.headers["retry-after"].to_str().unwrap()), (429, wait.to_string().as_str()));
        assert!((1..=601).contains(&wait), "{wait}");
    }
    answers.iter().filter(|answer| answer.status == 200).count()
}

on_both!(a_thousand_tries_are_limited_by_the_network_whatever_they_claim, behind_a_proxy(), |shop| async move {
    let eve = shop.browser();
    let answers = a_thousand_times(&eve, |index| format!("nobody{index}%40example.com")).await;
    assert_eq!(passed(&answers), Action::LinkFromAddress.limit().most as usize);
    // Somebody elsewhere is not held up.
    let ada = shop.browser();
    let headers = [("x-real-ip", ADA), ("accept", "application/json")];
    let asked = ada.post_raw("/api/identity/request_link", "application/x-www-form-urlencoded", "email=ada%40example.com", &headers).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert_eq!(
        shop.count("SELECT COUNT(*) FROM rate_limits WHERE action = 'link.address'").await,
        2,
        "a row a network, however many tries"
    );
});

on_both!(who_is_attacked_still_signs_in, Plan { client_ip: "X-Real-IP", ..Plan::default() }, |shop| async move {
    let known = token(&shop, &shop.browser(), DEMO_ADMIN).await;
    let answers = a_thousand_times(&shop.browser(), |_| "admin%40lectern.test".to_owned()).await;
    assert_eq!(passed(&answers), Action::LinkForAccount.limit().most as usize - 1, "the account's own count is reached first");
    shop.settles().await;
    assert_eq!(shop.mails().await.len(), 5, "and no flood of mail");
    // Nothing more is mailed for a while, and who has the mailbox signs in with any of the links in it.
    let page = shop.browser().post_form("identity/request_link", "/sign-in", &[("email", DEMO_ADMIN)]).await;
    assert_eq!(page.status, 429);
    assert!(page.text.contains("Please wait") && page.text.contains("goes on working"), "{}", page.text);
    assert!(page.text.contains(&format!("value=\"{DEMO_ADMIN}\"")), "what was typed is kept: {}", page.text);
    let victim = shop.browser();
    assert_eq!(victim.call("identity/redeem_link", &[("token", &known)]).await.status, 200);
    give_code(&shop, &victim).await;
    assert_eq!(victim.get("/admin").await.status, 200);
});

on_both!(who_has_no_account_is_refused_like_who_has_one, behind_a_proxy(), |shop| async move {
    for email in ["nobody@example.com", DEMO_ADMIN] {
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(shop.browser().call("identity/request_link", &[("email", email)]).await.status.as_u16());
        }
        assert_eq!(statuses, [200, 200, 200, 200, 200, 429], "{email}");
    }
});

on_both!(tries_at_once_cannot_pass_together, behind_a_proxy(), |shop| async move {
    let core = &shop.core;
    let most = Action::DeadLink.limit().most;
    let answers = join_all((0..most * 2).map(|_| take(core, network(EVE)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), most as usize);
    // One that is taken back makes room for one.
    for _ in 0..2 {
        limits::take_back(core, core.db.write(), Action::DeadLink, network(EVE)).await.unwrap();
    }
    assert!(take(core, network(EVE)).await.is_ok());
    assert!(take(core, network(EVE)).await.is_err());
    // Networks of IPv6 count as one, other networks and other actions for themselves, and this network's own addresses not at all.
    for index in 0..most {
        take(core, network(&format!("2001:db8:1:2::{index:x}"))).await.unwrap();
    }
    assert!(take(core, network("2001:db8:1:2:ffff::1")).await.is_err());
    assert!(take(core, network("2001:db8:1:3::1")).await.is_ok());
    assert!(limits::take(core, core.db.write(), Action::Coupon, network(EVE)).await.is_ok());
    for own in [Subject::Address(None), network("127.0.0.1"), network("192.168.1.9"), network("fd00::1")] {
        for _ in 0..=most {
            take(core, own).await.unwrap();
        }
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM rate_limits WHERE length(subject) <> 32").await, 0, "no address is stored, only hashes");
});

on_both!(a_count_ends_with_its_time_and_a_clock_that_was_ahead_locks_nobody_out, behind_a_proxy(), |shop| async move {
    let core = &shop.core;
    let fill = async || {
        for _ in 0..Action::DeadLink.limit().most {
            take(core, network(EVE)).await.unwrap();
        }
        take(core, network(EVE)).await
    };
    let now = core.now();
    shop.clock.stand_at(now);
    let Err(Fault::Api(ApiError::TooMany { retry_after_s })) = fill().await else { panic!("the limit is reached") };
    assert_eq!(retry_after_s, 601);
    shop.clock.stand_at(now + TimeDelta::minutes(10) - TimeDelta::milliseconds(1));
    assert!(take(core, network(EVE)).await.is_err());
    limits::forget_old(core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM rate_limits").await, 1);
    shop.clock.stand_at(now + TimeDelta::minutes(10));
    assert!(fill().await.is_err());
    // The clock goes back an hour: what it had counted then is no reason to wait for seventy minutes.
    shop.clock.stand_at(now - TimeDelta::minutes(50));
    assert!(take(core, network(EVE)).await.is_ok());
    shop.clock.stand_at(now);
    limits::forget_old(core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM rate_limits").await, 0, "what is over is forgotten");
    shop.clock.run_ahead(TimeDelta::zero());
});

/// Calls a function from a network.
async fn from(shop: &Shop, address: &str, function: &str, fields: &str) -> Answer {
    let headers = [("x-real-ip", address), ("accept", "application/json")];
    let path = format!("/api/{function}");
    shop.browser().post_raw(&path, "application/x-www-form-urlencoded", fields.to_owned(), &headers).await
}

on_both!(guesses_count_and_what_is_right_does_not, behind_a_proxy(), |shop| async move {
    let most = Action::Coupon.limit().most;
    // A code that exists may be sent as often as the page likes.
    let right = "country=DE&coupon=WELCOME10";
    for _ in 0..=most {
        from(&shop, EVE, "checkout/quote", right).await.ok();
    }
    for index in 0..most {
        let guess = from(&shop, EVE, "checkout/quote", &format!("country=DE&coupon=GUESS{index}")).await.ok();
        assert_eq!(guess["choices"]["coupon"]["refusal"], json!("Unknown"));
    }
    assert_eq!(from(&shop, EVE, "checkout/quote", right).await.status, 429, "or the next guess would tell whether it is right");
    from(&shop, EVE, "checkout/quote", "").await.ok();
    from(&shop, ADA, "checkout/quote", right).await.ok();

    for index in 0..most {
        assert_eq!(from(&shop, EVE, "identity/redeem_link", &format!("token=guess{index}")).await.status, 410);
    }
    let refused = from(&shop, EVE, "identity/redeem_link", "token=guess").await;
    assert!(refused.status == 429 && refused.headers.contains_key("retry-after"), "{refused:?}");
    assert_eq!(from(&shop, ADA, "identity/redeem_link", "token=guess").await.status, 410);
    // Who shares the network with whoever guesses still comes in.
    let admin = by_email(shop.core.db.read(), DEMO_ADMIN).await.unwrap().unwrap();
    let link = write_link(&shop.core, shop.core.db.write(), &admin).await.unwrap();
    let (_, good) = link.rsplit_once('/').unwrap();
    from(&shop, EVE, "identity/redeem_link", &format!("token={good}")).await.ok();
});

on_both!(certificates_are_not_found_by_guessing, behind_a_proxy(), |shop| async move {
    let browser = shop.browser();
    let look = |index: usize, address: &'static str| {
        let headers = [("x-real-ip", address), ("accept", "text/html")];
        let path = format!("/certificates/{}", domain::certificate::CertificateCode::of_random([u8::try_from(index).unwrap(); 20]));
        let browser = &browser;
        async move { browser.get_with(&path, &headers).await }
    };
    for index in 0..Action::Certificate.limit().most as usize {
        assert_eq!(look(index, EVE).await.status, 404);
    }
    let page = look(99, EVE).await;
    assert!(page.status == 429 && page.text.contains("That was a lot of tries"), "{} {}", page.status, page.text);
    assert!(page.headers.contains_key("retry-after"));
    assert_eq!(look(99, ADA).await.status, 404);
});

on_both!(a_network_takes_few_places_on_the_waitlist, Plan { seats: 0, ..behind_a_proxy() }, |shop| async move {
    let most = Action::Waitlist.limit().most;
    let joins = join_all((0..most + 5).map(|index| {
        let (shop, fields) = (&shop, format!("email=eve{}%40example.com", index % 3));
        async move { from(shop, EVE, "waitlist/join", &fields).await.status.as_u16() }
    }))
    .await;
    assert_eq!(joins.iter().filter(|status| **status == 200).count(), most as usize, "{joins:?}");
    assert_eq!(from(&shop, ADA, "waitlist/join", "email=ada%40example.com").await.status, 200);
});

on_both!(the_database_keeps_no_nonsense_about_limits, behind_a_proxy(), |shop| async move {
    take(&shop.core, network(EVE)).await.unwrap();
    for sql in
        ["UPDATE rate_limits SET used = -1", "UPDATE rate_limits SET action = ''", "INSERT INTO rate_limits SELECT * FROM rate_limits"]
    {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
});
