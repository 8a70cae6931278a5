//! A person's own sessions.

use super::{GOOD, enter, is_in, with_password};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Plan};
use chrono::TimeDelta;
use serde_json::{Value, json};

async fn list(browser: &Browser) -> Vec<Value> {
    browser.read("sessions/list", &[]).await.ok()["sessions"].as_array().unwrap().clone()
}

fn behind_a_proxy() -> Plan {
    Plan { client_ip: "X-Forwarded-For", ..Plan::default() }
}

on_both!(sessions_are_listed_with_device_and_network_and_end_one_by_one, behind_a_proxy(), |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let ada = shop.browser().at_address("203.0.113.77");
    enter(&ada, "ada@example.com", GOOD).await.ok();
    let sessions = list(&ada).await;
    let here = sessions.iter().find(|session| session["here"] == true).unwrap();
    assert_eq!(here["network"], "203.0.113.0/24", "not all of the address");
    assert_eq!((&here["device"], &here["origin"]), (&"An unknown browser".into(), &"password".into()));
    assert_eq!(sessions.iter().filter(|session| session["here"] == true).count(), 1);

    let other = shop.browser();
    sign_in(&shop, &other, "ada@example.com").await;
    let id = list(&other).await.iter().find(|session| session["here"] == true).unwrap()["id"].as_str().unwrap().to_owned();
    let stranger = student(&shop, "bea@example.com").await;
    assert_eq!(stranger.call("sessions/end", &[("session", &id)]).await.json(), json!("ProofNeeded"), "she only bought");
    sign_in(&shop, &stranger, "bea@example.com").await;
    assert_eq!(stranger.call("sessions/end", &[("session", &id)]).await.status, 404, "not hers");
    assert!(is_in(&other).await);
    ada.call("sessions/end", &[("session", &id)]).await.ok();
    assert!(!is_in(&other).await && is_in(&ada).await);
    assert_eq!(ada.call("sessions/end", &[("session", &id)]).await.status, 404, "it has ended");
    assert!(list(&ada).await.iter().all(|session| session["id"] != id.as_str()));
});

on_both!(signing_out_everywhere_ends_every_session_of_one_person, |shop| async move {
    let ada = with_password(&shop, "ada@example.com").await;
    let stranger = student(&shop, "bea@example.com").await;
    let other = shop.browser();
    enter(&other, "ada@example.com", GOOD).await.ok();
    let cookie = ada.cookie("session").unwrap();
    let sent = ada.post_form("sessions/end_all", "/account", &[]).await;
    assert_eq!(sent.headers["location"].to_str().unwrap(), "/sign-in?out=everywhere");
    assert!(ada.cookie("session").is_none());
    ada.set_cookie("session", &cookie);
    assert!(!is_in(&ada).await && !is_in(&other).await && is_in(&stranger).await);
});

on_both!(being_seen_is_written_down_every_ten_minutes, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let seen = |sessions: Vec<Value>| sessions[0]["seen_at"].as_str().unwrap().to_owned();
    let first = seen(list(&ada).await);
    shop.clock.run_ahead(TimeDelta::minutes(9));
    assert_eq!(seen(list(&ada).await), first);
    shop.clock.run_ahead(TimeDelta::minutes(11));
    let later = seen(list(&ada).await);
    assert!(later > first);
    shop.clock.run_ahead(TimeDelta::minutes(20));
    assert_eq!(seen(list(&ada).await), later);
    shop.clock.run_ahead(TimeDelta::zero());
});
