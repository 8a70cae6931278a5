//! A payment that takes long: the page says so, and after ten minutes so does one mail.

use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::services::{on_its_way, reconcile};

/// The provider sends nothing by itself.
fn unheard() -> Plan {
    Plan { webhooks: false, ..Plan::default() }
}

async fn told(shop: &Shop) -> i64 {
    shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'on_its_way'").await
}

async fn step(shop: &Shop, public_id: &str) -> Value {
    shop.status(&shop.browser(), public_id).await["step"].clone()
}

/// Rounds of what runs in the background: they must not make the payment look younger, nor mail twice.
async fn a_few_rounds(shop: &Shop) {
    for _ in 0..3 {
        reconcile::open_orders(&shop.core).await.unwrap();
        on_its_way::sweep(&shop.core).await.unwrap();
    }
}

on_both!(who_waits_for_ten_minutes_is_mailed_once_that_there_is_nothing_to_do, unheard(), |shop| async move {
    let browser = shop.browser();
    let started = shop.start(&browser, "ada@example.com").await;
    shop.sandbox.control(&format!("payment_intents/{}/process", started.intent), json!({})).await;
    eventually("the page waits", || async { step(&shop, &started.public_id).await == json!({ "Processing": { "slow": false } }) }).await;
    shop.clock.run_ahead(TimeDelta::minutes(9));
    a_few_rounds(&shop).await;
    assert_eq!(step(&shop, &started.public_id).await, json!({ "Processing": { "slow": true } }));
    assert_eq!(told(&shop).await, 0, "not before ten minutes");
    shop.clock.run_ahead(TimeDelta::minutes(11));
    eventually("the buyer is mailed", || async { told(&shop).await == 1 }).await;
    assert_eq!(step(&shop, &started.public_id).await, "OnItsWay");
    let page = browser.get(&format!("/orders/{}", started.public_id)).await.text;
    assert!(page.contains("There is nothing for you to do") && page.contains("http-equiv=\"refresh\""), "{page}");
    shop.clock.run_ahead(TimeDelta::minutes(22));
    a_few_rounds(&shop).await;
    shop.sandbox.control(&format!("payment_intents/{}/succeed", started.intent), json!({})).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    let mails = shop.mails().await.into_iter().filter(|mail| mail.subject.contains("still on its way")).collect::<Vec<_>>();
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    assert_eq!(mail.to, "ada@example.com");
    for words in ["€149", "nothing for you to do", "do not pay again", &format!("/orders/{}", started.public_id)] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
    }
});

on_both!(
    while_the_provider_is_silent_the_buyer_is_mailed_and_with_its_word_is_not,
    Plan { background: false, ..unheard() },
    |shop| async move {
        let (ada, ben) = (shop.browser(), shop.browser());
        let unknown = shop.buy(&ada, "ada@example.com").await;
        let arrived = shop.buy(&ben, "ben@example.com").await;
        shop.sandbox.fault("retrieve_payment_intent", "error_500_before", 2).await;
        for (browser, started) in [(&ada, &unknown), (&ben, &arrived)] {
            browser.call("orders/check", &[("public_id", &started.public_id), ("returned", "1")]).await.ok();
        }
        shop.clock.run_ahead(TimeDelta::minutes(11));
        shop.sandbox.fault("retrieve_payment_intent", "error_500_before", 1).await;
        on_its_way::sweep(&shop.core).await.unwrap();
        on_its_way::sweep(&shop.core).await.unwrap();
        shop.reaches(&arrived.public_id, "paid").await;
        let to = |email: &str| format!("SELECT COUNT(*) FROM mails WHERE kind = 'on_its_way' AND recipient = '{email}'");
        assert_eq!(shop.count(&to("ada@example.com")).await, 1, "nobody knows more");
        assert_eq!(shop.count(&to("ben@example.com")).await, 0, "it had arrived, and was only not heard of");
        ada.call("orders/check", &[("public_id", &unknown.public_id)]).await.ok();
        shop.reaches(&unknown.public_id, "paid").await;
    }
);
