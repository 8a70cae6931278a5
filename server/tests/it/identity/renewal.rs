//! A session's tokens are renewed, and who comes with an earlier one has a copy.

use super::is_in;
use crate::admin::admin;
use crate::learning::student;
use crate::on_both;
use crate::support::{Browser, Shop};
use app::api::ports::Viewer;
use chrono::TimeDelta;
use futures::future::join_all;
use server::repo::identity::by_email;
use server::services::identity::{Shown, begin_session};

/// A browser with the cookie that another one has now.
fn copy(shop: &Shop, of: &Browser) -> Browser {
    let browser = shop.browser();
    browser.set_cookie("session", &of.cookie("session").unwrap());
    browser
}

async fn generation(shop: &Shop) -> i64 {
    shop.count("SELECT COALESCE(MAX(generation), 0) FROM sessions").await
}

on_both!(a_token_is_renewed_every_hour_by_pages_and_by_functions, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let mut token = ada.cookie("session").unwrap();
    for minutes in [30, 59] {
        shop.clock.run_ahead(TimeDelta::minutes(minutes));
        assert!(is_in(&ada).await && ada.get("/learn").await.status == 200);
        assert_eq!(ada.cookie("session").unwrap(), token, "after {minutes} minutes");
    }
    for (hours, by_page) in [(2, true), (4, false)] {
        shop.clock.run_ahead(TimeDelta::hours(hours));
        if by_page {
            ada.get("/learn").await;
        } else {
            assert!(is_in(&ada).await);
        }
        assert_ne!(ada.cookie("session").unwrap(), token, "after {hours} hours");
        token = ada.cookie("session").unwrap();
        assert!(is_in(&ada).await);
        assert_eq!(ada.cookie("session").unwrap(), token, "once an hour");
    }
    assert_eq!(generation(&shop).await, 2);
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(a_copied_cookie_ends_the_session_for_both_and_its_person_is_told, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let other = student(&shop, "ben@example.com").await;
    let thief = copy(&shop, &ada);
    assert!(is_in(&thief).await, "nobody can tell them apart yet");
    shop.clock.run_ahead(TimeDelta::minutes(61));
    assert!(is_in(&ada).await && is_in(&ada).await);
    // What was under way with the token before is let through, and brings no newer one.
    let late = thief.cookie("session").unwrap();
    assert!(is_in(&thief).await);
    assert_eq!(thief.cookie("session").unwrap(), late);
    shop.clock.run_ahead(TimeDelta::minutes(63));
    assert!(!is_in(&thief).await, "an earlier token is used again");
    assert!(!is_in(&ada).await, "nobody knows who is the thief");
    assert!(!is_in(&thief).await && is_in(&other).await);
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
    let told = shop.mails().await.into_iter().filter(|mail| mail.subject.contains("signed out for safety")).collect::<Vec<_>>();
    assert_eq!(told.len(), 1, "once");
    assert_eq!(told[0].to, "ada@example.com");
});

on_both!(tabs_that_renew_at_once_and_answers_that_are_lost_sign_nobody_out, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let first = ada.cookie("session").unwrap();
    shop.clock.run_ahead(TimeDelta::minutes(61));
    let tabs: Vec<_> = (0..8).map(|_| copy(&shop, &ada)).collect();
    assert!(join_all(tabs.iter().map(is_in)).await.into_iter().all(|is_in| is_in));
    // All answers were lost on the way: the browser has the old cookie still, an hour later too.
    shop.clock.run_ahead(TimeDelta::minutes(130));
    assert!(is_in(&ada).await);
    assert_ne!(ada.cookie("session").unwrap(), first);
    let tabs: Vec<_> = (0..8).map(|_| copy(&shop, &ada)).collect();
    assert!(join_all(tabs.iter().map(is_in)).await.into_iter().all(|is_in| is_in), "the newer token, by all tabs at once");
    ada.set_cookie("session", &first);
    assert!(is_in(&ada).await, "and the one before, by what was under way");
    assert_eq!(generation(&shop).await, 1);
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(an_admins_session_ends_when_it_rests, |shop| async move {
    let (admin, ada) = (admin(&shop).await, student(&shop, "ada@example.com").await);
    for hours in [7, 14] {
        shop.clock.run_ahead(TimeDelta::hours(hours));
        assert_eq!(admin.get("/admin").await.status, 200, "used within eight hours");
    }
    shop.clock.run_ahead(TimeDelta::hours(23));
    assert_eq!(admin.get("/admin").await.status, 404);
    assert!(!is_in(&admin).await && is_in(&ada).await);
    shop.clock.run_ahead(TimeDelta::days(31));
    assert!(!is_in(&ada).await, "thirty days, whatever happens");
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(with_one_browser_too_many_the_one_that_rests_for_longest_ends, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let person = by_email(shop.core.db.read(), "ada@example.com").await.unwrap().unwrap();
    let mut more = Vec::new();
    for number in 2..=11 {
        let token = begin_session(&shop.core, shop.core.db.write(), &person, Shown::only("link"), &Viewer::default()).await.unwrap();
        let browser = shop.browser();
        browser.set_cookie("session", &token);
        more.push(browser);
        assert_eq!(is_in(&ada).await, number <= 10, "with {number}");
    }
    let list = more[0].read("sessions/list", &[]).await.ok();
    assert_eq!((list["sessions"].as_array().unwrap().len(), &list["most"]), (10, &10.into()));
    let page = more[0].get("/account").await.text;
    assert!(page.contains("which is as many as there may be"), "{page}");
    shop.core.wake_jobs.notify_one();
    shop.settles().await;
    let told = shop.mails().await.into_iter().filter(|mail| mail.subject.contains("many browsers")).count();
    assert_eq!(told, 1, "once a day");
});
