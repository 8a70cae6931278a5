//! The waitlist: a seat that comes back passes down the line, one invite for one seat.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::shop::started;
use crate::support::{Browser, Plan, Shop, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

fn seats(seats: u32) -> Plan {
    Plan { seats, ..Plan::default() }
}

async fn join(shop: &Shop, email: &str) {
    let answer = shop.browser().call("waitlist/join", &[("email", email)]).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

/// The personal link that was mailed to somebody: its token.
async fn seat_link(shop: &Shop, email: &str) -> String {
    let found = || async { shop.mails().await.into_iter().find(|mail| mail.to == email && mail.text.contains("seat=")) };
    eventually(&format!("{email} is invited"), || async { found().await.is_some() }).await;
    let text = found().await.unwrap().text;
    text.split("seat=").nth(1).unwrap().chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
}

async fn invited(shop: &Shop) -> BTreeSet<String> {
    shop.mails().await.into_iter().filter(|mail| mail.text.contains("seat=")).map(|mail| mail.to).collect()
}

async fn start_with_seat(browser: &Browser, token: &str, email: &str) -> Answer {
    let view = browser.call("checkout/quote", &[("seat", token)]).await.ok();
    let Some(quote) = view["quote"]["id"].as_str() else { panic!("no quote: {view}") };
    browser.call("checkout/start", &[("quote", quote), ("email", email), ("name", "Ada"), ("seat", token)]).await
}

async fn quote(shop: &Shop, seat: &str) -> Value {
    shop.browser().call("checkout/quote", &[("seat", seat)]).await.ok()
}

async fn sell_out(shop: &Shop) -> String {
    let sold = shop.buy(&shop.browser(), "first@example.com").await;
    shop.reaches(&sold.public_id, "paid").await;
    sold.intent
}

on_both!(a_refunded_seat_goes_to_the_first_then_to_the_second_and_is_sold_to_nobody_else, seats(1), |shop| async move {
    let intent = sell_out(&shop).await;
    for email in ["ada@example.com", "ben@example.com", "cleo@example.com"] {
        join(&shop, email).await;
    }
    shop.sandbox.control("refunds", json!({ "payment_intent": intent })).await;
    let for_ada = seat_link(&shop, "ada@example.com").await;
    assert_eq!(invited(&shop).await.len(), 1);
    let strangers = quote(&shop, "nothing").await;
    assert_eq!((&strangers["unavailable"], &strangers["kept_seat"]), (&json!("SoldOut"), &json!("Gone")), "the seat is not on offer");
    assert!(quote(&shop, &for_ada).await["kept_seat"]["Live"]["until"].is_string());
    shop.clock.run_ahead(TimeDelta::hours(24) + TimeDelta::minutes(1));
    let for_ben = seat_link(&shop, "ben@example.com").await;
    let late = quote(&shop, &for_ada).await;
    assert_eq!((&late["quote"], &late["kept_seat"]), (&json!(null), &json!("Gone")));
    let browser = shop.browser();
    let bought = started(&start_with_seat(&browser, &for_ben, "ben@example.com").await.ok());
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 1);
    shop.sandbox.confirm(&bought.intent, "4242424242424242").await;
    shop.reaches(&bought.public_id, "paid").await;
    assert_eq!(invited(&shop).await.len(), 2, "cleo waits on");
    assert_eq!(quote(&shop, &for_ben).await["kept_seat"], json!("Gone"), "a link is used once");
});

on_both!(a_kept_seat_is_one_order_however_often_its_link_is_used, seats(1), |shop| async move {
    let intent = sell_out(&shop).await;
    join(&shop, "ada@example.com").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": intent })).await;
    let token = seat_link(&shop, "ada@example.com").await;
    let id = quote(&shop, &token).await["quote"]["id"].as_str().unwrap().to_owned();
    let answers = join_all((0..20).map(|index| {
        let (shop, token, id) = (&shop, &token, &id);
        async move {
            let email = format!("person{index}@example.com");
            let arguments = [("quote", id.as_str()), ("email", &email), ("name", "Ada"), ("seat", token)];
            shop.browser().call("checkout/start", &arguments).await
        }
    }))
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{answers:?}");
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "KeptSeatGone" })));
    }
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 1);
});

on_both!(
    twenty_freed_seats_are_twenty_invites_for_the_first_twenty_of_thirty,
    Plan { hold: Duration::from_secs(6), ..seats(20) },
    |shop| async move {
        let emails: Vec<_> = (0..20).map(|index| format!("holder{index}@example.com")).collect();
        join_all(emails.iter().map(|email| async { shop.start(&shop.browser(), email).await })).await;
        for index in 0..30 {
            join(&shop, &format!("waits{index:02}@example.com")).await;
        }
        let sweepers = (0..2).map(|_| {
            let core = shop.core.clone();
            tokio::spawn(async move {
                for _ in 0..200 {
                    drop(server::services::expiry::sweep(&core).await);
                    drop(server::services::waitlist::line::sweep(&core).await);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            })
        });
        let sweepers: Vec<_> = sweepers.collect();
        eventually("all holds ended", || async { shop.count("SELECT COUNT(*) FROM holds WHERE state = 'held'").await == 0 }).await;
        eventually("twenty are invited", || async { shop.count("SELECT COUNT(*) FROM seat_invites WHERE state = 'offered'").await == 20 })
            .await;
        for sweeper in sweepers {
            sweeper.await.unwrap();
        }
        shop.settles().await;
        let first_twenty: BTreeSet<_> = (0..20).map(|index| format!("waits{index:02}@example.com")).collect();
        assert_eq!(invited(&shop).await, first_twenty);
        assert_eq!(shop.count("SELECT COUNT(*) FROM seat_invites").await, 20);
        assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 20);
    }
);

on_both!(seats_that_are_added_go_to_those_who_wait, seats(1), |shop| async move {
    sell_out(&shop).await;
    for email in ["ada@example.com", "ben@example.com", "cleo@example.com"] {
        join(&shop, email).await;
    }
    shop.execute("UPDATE offers SET seats = 3 WHERE kind = 'main'").await;
    seat_link(&shop, "ada@example.com").await;
    seat_link(&shop, "ben@example.com").await;
    assert_eq!(invited(&shop).await.len(), 2);
    assert_eq!(shop.browser().call("checkout/quote", &[]).await.ok()["unavailable"], json!("SoldOut"));
});

on_both!(a_link_does_not_outlive_the_deadline, seats(1), |shop| async move {
    let intent = sell_out(&shop).await;
    join(&shop, "ada@example.com").await;
    join(&shop, "ben@example.com").await;
    close_at(&shop, shop.core.now() + TimeDelta::hours(1)).await;
    shop.sandbox.control("refunds", json!({ "payment_intent": intent })).await;
    let token = seat_link(&shop, "ada@example.com").await;
    shop.clock.run_ahead(TimeDelta::hours(1) - TimeDelta::seconds(5));
    assert!(quote(&shop, &token).await["quote"].is_object(), "just before the deadline");
    shop.clock.run_ahead(TimeDelta::hours(1) + TimeDelta::seconds(5));
    eventually("the seat is free again", || async { shop.count("SELECT SUM(taken) FROM offers").await == 0 }).await;
    assert_eq!(quote(&shop, &token).await["quote"], json!(null));
    assert_eq!(invited(&shop).await.len(), 1, "nobody is invited to what is closed");
});

on_both!(who_waits_for_the_opening_is_told_once_and_no_seat_is_kept, seats(2), |shop| async move {
    let opens = shop.core.now() + TimeDelta::hours(1);
    open_at(&shop, opens).await;
    join(&shop, "ada@example.com").await;
    join(&shop, "ADA@example.com").await;
    shop.settles().await;
    assert_eq!(shop.mails().await.len(), 1, "one place in the line is one mail");
    shop.clock.run_ahead(TimeDelta::hours(1) + TimeDelta::seconds(1));
    let told = || async { shop.mails().await.iter().filter(|mail| mail.subject.starts_with("Enrolment is open")).count() };
    eventually("ada is told", || async { told().await == 1 }).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!((told().await, shop.count("SELECT SUM(taken) FROM offers").await), (1, 0));
});

on_both!(who_leaves_is_not_invited_and_a_kept_seat_goes_on, seats(1), |shop| async move {
    let intent = sell_out(&shop).await;
    for email in ["ada@example.com", "ben@example.com", "cleo@example.com"] {
        join(&shop, email).await;
    }
    shop.settles().await;
    let leave = |email: &'static str| {
        let shop = shop.clone();
        async move {
            let mail = shop.mails().await.into_iter().find(|mail| mail.to == email && mail.text.contains("leave=")).unwrap();
            let token: String = mail.text.split("leave=").nth(1).unwrap().chars().take_while(char::is_ascii_hexdigit).collect();
            let path = format!("/waitlist?leave={token}");
            let page = shop.browser().get(&path).await;
            assert!(page.status == 200 && page.text.contains("Leave the waitlist?"), "{page:?}");
            let answer = shop.browser().post_form("waitlist/leave", &path, &[("token", &token)]).await;
            assert_eq!(answer.headers["location"], "/waitlist?left=1");
        }
    };
    leave("ada@example.com").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": intent })).await;
    seat_link(&shop, "ben@example.com").await;
    leave("ben@example.com").await;
    seat_link(&shop, "cleo@example.com").await;
    assert!(!invited(&shop).await.contains("ada@example.com"));
    let forged = format!("{}{}", "0".repeat(32), "f".repeat(32));
    for token in ["", "x", forged.as_str(), "ä"] {
        assert_eq!(shop.browser().call("waitlist/leave", &[("token", token)]).await.status, 410, "{token}");
    }
});

on_both!(the_page_works_without_scripts, seats(1), |shop| async move {
    let open = shop.browser().get("/waitlist").await;
    assert!(open.text.contains("There are seats to be had"), "{}", open.text);
    let early = shop.browser().call("waitlist/join", &[("email", "ada@example.com")]).await;
    assert_eq!((early.status.as_u16(), early.json()), (409, json!({ "Conflict": "SeatsToBeHad" })));
    sell_out(&shop).await;
    assert!(shop.browser().get("/").await.text.contains("/waitlist"));
    assert!(shop.browser().get("/checkout").await.text.contains("/waitlist"));
    let browser = shop.browser();
    assert!(browser.get("/waitlist").await.text.contains("Put me on the list"));
    let refused = browser.post_form("waitlist/join", "/waitlist", &[("email", "ada@")]).await;
    let back = refused.headers["location"].to_str().unwrap().to_owned();
    let page = browser.get(back.strip_prefix(&shop.base).unwrap_or(&back)).await;
    assert!(page.text.contains("This does not look like an e-mail address"), "{}", page.text);
    let joined = browser.post_form("waitlist/join", "/waitlist", &[("email", "ada@example.com")]).await;
    assert_eq!((joined.status.as_u16(), joined.headers["location"].to_str().unwrap()), (302, "/waitlist?joined=1"));
    assert!(browser.get("/waitlist?joined=1").await.text.contains("You are on the list"));
});

on_both!(one_network_address_has_five_places, Plan { client_ip: "X-Forwarded-For", ..seats(1) }, |shop| async move {
    sell_out(&shop).await;
    for index in 0..6 {
        let email = format!("eve{index}@example.com");
        let answer = shop.browser().at_address("203.0.113.9").call("waitlist/join", &[("email", &email)]).await;
        assert_eq!(answer.status.as_u16(), if index < 5 { 200 } else { 429 }, "{answer:?}");
    }
});

async fn close_at(shop: &Shop, at: chrono::DateTime<chrono::Utc>) {
    change(shop, entity::offer::Column::ClosesAt, at).await;
}

async fn open_at(shop: &Shop, at: chrono::DateTime<chrono::Utc>) {
    change(shop, entity::offer::Column::OpensAt, at).await;
}

async fn change(shop: &Shop, column: entity::offer::Column, at: chrono::DateTime<chrono::Utc>) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
    let update = entity::offer::Entity::update_many().col_expr(column, Expr::value(at));
    update.filter(entity::offer::Column::Kind.eq("main")).exec(shop.core.db.write()).await.unwrap();
}
