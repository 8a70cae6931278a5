//! Many at once: seats, holds, prices, double clicks.

use crate::on_both;
use crate::support::shop::started;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// `buyers` people, each clicking `clicks` times at once, 40 browsers at a time. Gives how many got a payment.
async fn storm(shop: &Arc<Shop>, round: usize, buyers: usize, clicks: usize) -> usize {
    let gate = Arc::new(tokio::sync::Semaphore::new(40));
    let quote = shop.browser().call("checkout/quote", &[]).await.ok()["quote"]["id"].as_str().unwrap().to_owned();
    let rush = (0..buyers * clicks).map(|index| {
        let (shop, gate, quote) = (shop.clone(), gate.clone(), quote.clone());
        tokio::spawn(async move {
            let _turn = gate.acquire().await.unwrap();
            let email = format!("buyer{}-{round}@example.com", index % buyers);
            let answer = shop.browser().call("checkout/start", &[("quote", &quote), ("email", &email), ("name", "Buyer")]).await;
            match answer.status.as_u16() {
                200 => Some(started(&answer.json()).public_id),
                409 => None,
                status => panic!("{status} {}", answer.text),
            }
        })
    });
    let orders: BTreeSet<_> = join_all(rush).await.into_iter().filter_map(|answer| answer.expect("no click may fail otherwise")).collect();
    orders.len()
}

async fn empty_the_room(shop: &Shop) {
    shop.execute("UPDATE holds SET state = 'released' WHERE state = 'held'").await;
    shop.execute("UPDATE orders SET state = 'expired' WHERE state IN ('draft', 'awaiting_payment')").await;
    shop.execute("UPDATE offers SET taken = 0").await;
    shop.execute("DELETE FROM hold_counts").await;
    shop.execute("DELETE FROM hold_limits").await;
}

/// A shop where many come at once.
fn crowded() -> Plan {
    Plan { connections: 20, ..Plan::default() }
}

fn seats(seats: u32) -> Plan {
    Plan { seats, background: false, webhooks: false, ..crowded() }
}

/// Rounds of the seat race.
const ROUNDS: usize = 20;

on_both!(twenty_seats_are_sold_to_twenty_of_two_hundred_double_clickers, seats(20), |shop| async move {
    for round in 0..ROUNDS {
        assert_eq!(storm(&shop, round, 200, 2).await, 20);
        assert_eq!(shop.count("SELECT COUNT(*) FROM holds WHERE state = 'held'").await, 20);
        empty_the_room(&shop).await;
    }
});

on_both!(one_seat_goes_to_one_of_five_hundred, seats(1), |shop| async move {
    assert_eq!(storm(&shop, 0, 500, 1).await, 1);
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 1);
});

on_both!(fifty_clicks_of_one_buyer_are_one_order_and_one_payment, crowded(), |shop| async move {
    let quote = shop.browser().call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let arguments = [("quote", id.as_str()), ("email", "ada@example.com"), ("name", "Ada")];
    let clicks = join_all((0..50).map(|_| async { shop.browser().call("checkout/start", &arguments).await })).await;
    let orders: BTreeSet<_> = clicks.iter().map(|answer| started(&answer.ok()).intent).collect();
    assert_eq!(orders.len(), 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 1);
    assert_eq!(shop.sandbox.truth().await["payment_intents"].as_array().unwrap().len(), 1);
});

fn short_holds() -> Plan {
    Plan { seats: 10, hold: Duration::from_secs(4), ..crowded() }
}

on_both!(late_payments_and_expiring_holds_never_oversell, short_holds(), |shop| async move {
    shop.sandbox.webhooks(json!({ "repeat": [1, 4], "shuffle": true, "window_ms": 300 })).await;
    let buyers = (0..60_u64).map(|index| {
        let shop = shop.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(index * 60)).await;
            let browser = shop.browser();
            let quote = browser.call("checkout/quote", &[]).await.ok();
            let Some(id) = quote["quote"]["id"].as_str() else { return };
            let email = format!("buyer{index}@example.com");
            let answer = browser.call("checkout/start", &[("quote", id), ("email", &email), ("name", "Buyer")]).await;
            if answer.status != 200 {
                return;
            }
            tokio::time::sleep(Duration::from_millis((index * 937) % 4000)).await;
            let body = json!({ "card": "4242424242424242" });
            let path = format!("{}/_control/payment_intents/{}/confirm", shop.sandbox.url, started(&answer.json()).intent);
            drop(crate::support::browser::client().post(path).json(&body).send().await);
        })
    });
    let second_sweeper = {
        let core = shop.core.clone();
        tokio::spawn(async move {
            for _ in 0..80 {
                drop(server::services::expiry::sweep(&core).await);
                tokio::time::sleep(Duration::from_millis(70)).await;
            }
        })
    };
    for buyer in join_all(buyers).await {
        buyer.unwrap();
    }
    second_sweeper.await.unwrap();
    let open = "SELECT COUNT(*) FROM orders WHERE state IN ('draft', 'awaiting_payment', 'failed', 'requires_action', 'expiring')";
    eventually("every order has ended", || async { shop.count(open).await == 0 }).await;
    shop.settles().await;
    assert!((1..=10).contains(&shop.count("SELECT COUNT(*) FROM orders WHERE state = 'paid'").await));
    let truth = shop.sandbox.truth().await;
    let at_provider = |status: &str| -> BTreeSet<String> {
        let intents = truth["payment_intents"].as_array().unwrap().iter();
        intents.filter(|intent| intent["status"] == status).map(|intent| intent["order_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(orders_in(&shop, "expired").await, at_provider("canceled"), "what is cancelled there is over here, and nothing else is");
    assert_eq!(orders_in(&shop, "paid").await, at_provider("succeeded"), "what is paid there is paid here");
});

/// The ids of the orders in a state.
async fn orders_in(shop: &Shop, state: &str) -> BTreeSet<String> {
    let orders = entity::order::Entity::find().filter(entity::order::Column::State.eq(state)).all(shop.core.db.read()).await.unwrap();
    orders.into_iter().map(|order| order.id.to_string()).collect()
}

on_both!(a_seat_is_not_freed_before_the_provider_is_certain, short_holds(), |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    shop.sandbox.fault("cancel_payment_intent", "drop_after", 1000).await;
    shop.sandbox.fault("retrieve_payment_intent", "error_500_before", 1000).await;
    shop.reaches(&started.public_id, "expiring").await;
    let cancelled = || async { shop.sandbox.truth().await["payment_intents"][0]["status"] == "canceled" };
    eventually("the provider cancelled and its answer was lost", cancelled).await;
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 1);
    shop.sandbox.heal().await;
    shop.reaches(&started.public_id, "expired").await;
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 0);
});

on_both!(a_payment_that_wins_against_its_expiry_is_kept, short_holds(), |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    shop.sandbox.webhooks(json!({ "enabled": false })).await;
    shop.sandbox.fault("cancel_payment_intent", "timeout_before", 1_000).await;
    shop.reaches(&started.public_id, "expiring").await;
    shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    shop.sandbox.heal().await;
    shop.reaches(&started.public_id, "paid").await;
    shop.sandbox.webhooks(json!({ "enabled": true })).await;
});

on_both!(a_held_price_is_paid_and_after_the_hold_the_new_one, short_holds(), |shop| async move {
    let (ada, ben) = (shop.browser(), shop.browser());
    let held = shop.start(&ada, "ada@example.com").await;
    let lapsed = shop.start(&ben, "ben@example.com").await;
    shop.execute("UPDATE price_tiers SET amount_minor = 25000").await;
    shop.sandbox.confirm(&held.intent, "4242424242424242").await;
    shop.reaches(&held.public_id, "paid").await;
    shop.reaches(&lapsed.public_id, "expired").await;
    let again = shop.start(&ben, "ben@example.com").await;
    assert_eq!((held.amount, lapsed.amount, again.amount), (14_900, 14_900, 25_000));
    shop.sandbox.confirm(&again.intent, "4242424242424242").await;
    shop.reaches(&again.public_id, "paid").await;
    let truth = shop.sandbox.truth().await;
    let mut received: Vec<_> =
        truth["payment_intents"].as_array().unwrap().iter().map(|intent| intent["amount_received"].as_i64().unwrap()).collect();
    received.sort_unstable();
    assert_eq!(received, [0, 14_900, 25_000]);
});

on_both!(a_deadline_shuts_the_door_to_the_millisecond_and_a_hold_outlives_it, |shop| async move {
    let now = shop.core.now();
    let deadline = now + TimeDelta::seconds(30);
    let held = shop.start(&shop.browser(), "early@example.com").await;
    let quote = shop.browser().call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    close_at(&shop, deadline).await;
    let millisecond = TimeDelta::milliseconds(1);
    for (moment, status) in [(deadline - millisecond, 200), (deadline, 409), (deadline + millisecond, 409)] {
        shop.clock.stand_at(moment);
        let email = format!("buyer{}@example.com", moment.timestamp_millis());
        let answer = shop.browser().call("checkout/start", &[("quote", &id), ("email", &email), ("name", "Buyer")]).await;
        assert_eq!(answer.status.as_u16(), status, "{moment} {}", answer.text);
    }
    shop.clock.run_ahead(TimeDelta::seconds(31));
    shop.sandbox.confirm(&held.intent, "4242424242424242").await;
    shop.reaches(&held.public_id, "paid").await;
});

on_both!(who_is_with_the_bank_when_the_deadline_passes_keeps_the_seat, |shop| async move {
    let deadline = shop.core.now() + TimeDelta::seconds(30);
    let mut with_the_bank = Vec::new();
    for email in ["before@example.com", "at@example.com", "after@example.com"] {
        let started = shop.start(&shop.browser(), email).await;
        shop.sandbox.confirm(&started.intent, "4000002760003184").await;
        shop.reaches(&started.public_id, "requires_action").await;
        with_the_bank.push(started);
    }
    close_at(&shop, deadline).await;
    let millisecond = TimeDelta::milliseconds(1);
    for (moment, started) in [deadline - millisecond, deadline, deadline + millisecond].into_iter().zip(with_the_bank) {
        shop.clock.stand_at(moment);
        let quote = shop.browser().call("checkout/quote", &[]).await.ok();
        assert_eq!(quote["quote"].is_null(), moment >= deadline, "nobody else begins from the deadline on: {quote}");
        shop.sandbox.control(&format!("payment_intents/{}/authenticate", started.intent), json!({ "outcome": "success" })).await;
        shop.reaches(&started.public_id, "paid").await;
    }
    shop.clock.run_ahead(TimeDelta::seconds(31));
});

async fn close_at(shop: &Shop, at: chrono::DateTime<chrono::Utc>) {
    let update = entity::offer::Entity::update_many().col_expr(entity::offer::Column::ClosesAt, Expr::value(at));
    update.filter(entity::offer::Column::Kind.eq("main")).exec(shop.core.db.write()).await.unwrap();
}
