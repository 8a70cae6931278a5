//! The machine room: events, jobs, mails, and money held against access.

use super::audit::later_job;
use super::{admin, given, paid_order};
use crate::on_both;
use crate::support::{Plan, eventually};
use sea_orm::EntityTrait;
use serde_json::json;

on_both!(an_event_is_shown_without_secrets_and_replayed, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    let list = admin.read("admin/webhooks", &[("kind", "payment_intent.succeeded")]).await.ok();
    let event = list["rows"][0]["event"].as_str().unwrap();
    let detail = admin.read("admin/webhook", &[("provider", "stripe"), ("event", event)]).await.ok();
    let body = detail["body"].as_str().unwrap();
    assert!(body.contains("payment_intent.succeeded") && !body.contains("_secret_") && !body.contains("ada@example.com"), "{body}");
    assert_eq!(admin.read("admin/webhook", &[("provider", "stripe"), ("event", "evt_none")]).await.status, 404);
    shop.execute("DELETE FROM grants").await;
    shop.execute("UPDATE orders SET state = 'awaiting_payment', version = version + 1").await;
    shop.execute("UPDATE holds SET state = 'held', ended_at = NULL").await;
    shop.execute("UPDATE payments SET state = 'open', fees_due_at = NULL").await;
    let form = [("provider", "stripe"), ("event", event)];
    let answer = admin.post_form("admin/replay_webhook", &format!("/admin/webhooks/stripe/{event}"), &form).await;
    assert_eq!(answer.status, 302, "{}", answer.text);
    shop.reaches(&order, "paid").await;
    shop.settles().await;
    assert_eq!(admin.read("admin/webhooks", &[("state", "processed"), ("provider", "paypal")]).await.ok()["rows"], json!([]));
});

on_both!(a_parked_job_begins_anew_and_a_waiting_one_is_parked, |shop| async move {
    let admin = admin(&shop).await;
    let job = later_job(&shop).await;
    admin.call("admin/park_job", &[("job", &job)]).await.ok();
    let parked = admin.read("admin/jobs", &[("state", "parked")]).await.ok();
    assert_eq!((&parked["rows"][0]["id"], &parked["rows"][0]["error"]), (&json!(job), &json!("parked by an admin")));
    assert_eq!(admin.call("admin/park_job", &[("job", &job)]).await.status, 409, "it does not wait any more");
    admin.call("admin/retry_job", &[("job", &job)]).await.ok();
    let done = || async { admin.read("admin/jobs", &[("state", "done"), ("kind", "send_mail")]).await.ok() };
    eventually("the job is done", || async { done().await["rows"].as_array().unwrap().iter().any(|row| row["id"] == json!(job)) }).await;
    assert_eq!(admin.call("admin/retry_job", &[("job", &job)]).await.status, 409);
    assert_eq!(admin.call("admin/retry_job", &[("job", "none")]).await.status, 404);
});

on_both!(the_job_of_a_parked_event_works_through_it, Plan { compare_ledgers: false, ..Plan::default() }, |shop| async move {
    let admin = admin(&shop).await;
    paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    let event = entity::webhook_event::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
    shop.execute("UPDATE webhook_inbox SET state = 'stored'").await;
    let waits =
        "UPDATE jobs SET state = 'pending', attempts = 9, finished_at = NULL, leased_until = NULL, run_at = '2999-01-01T00:00:00+00:00'";
    shop.execute(&format!("{waits} WHERE kind = 'process_webhook'")).await;
    let jobs = admin.read("admin/jobs", &[("state", "pending"), ("kind", "process_webhook")]).await.ok();
    let own =
        jobs["rows"].as_array().unwrap().iter().find(|row| row["payload"].as_str().unwrap().contains(&event.event_id)).unwrap().clone();
    let in_state =
        |states: &str| format!("SELECT COUNT(*) FROM webhook_inbox WHERE event_id = '{}' AND state IN ({states})", event.event_id);
    admin.call("admin/park_job", &[("job", own["id"].as_str().unwrap())]).await.ok();
    assert_eq!(shop.count(&in_state("'parked'")).await, 1, "nobody is told that it waits");
    admin.call("admin/retry_job", &[("job", own["id"].as_str().unwrap())]).await.ok();
    let done = in_state("'processed', 'ignored'");
    eventually("the event is worked through", || async { shop.count(&done).await == 1 }).await;
});

on_both!(a_mail_is_sent_again_and_a_secret_one_is_replaced, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    given(&shop, &admin, "grace@example.com").await;
    shop.settles().await;
    let receipts = || async { admin.read("admin/mails", &[("kind", "receipt"), ("to", "ada@example.com")]).await.ok() };
    let receipt = receipts().await["rows"][0]["id"].as_str().unwrap().to_owned();
    let detail = admin.read("admin/mail", &[("id", &receipt)]).await.ok();
    assert!(detail["text"].as_str().unwrap().contains("€149") && detail["order"] == json!(order), "{detail}");
    let html = admin.get(&format!("/admin/mails/{receipt}/html")).await;
    assert!(
        html.text.contains("€149") && html.headers["content-security-policy"].to_str().unwrap().ends_with("sandbox"),
        "{}",
        html.status
    );
    for number in 2..4 {
        admin.call("admin/resend_mail", &[("mail", &receipt)]).await.ok();
        shop.settles().await;
        assert_eq!(receipts().await["count"]["number"], number);
    }
    let links = || async { admin.read("admin/mails", &[("kind", "sign_in"), ("to", "admin@lectern.test")]).await.ok() };
    let secret = links().await["rows"][0].clone();
    assert_eq!(secret["again"], "NewLink");
    let id = secret["id"].as_str().unwrap();
    assert_eq!(admin.read("admin/mail", &[("id", id)]).await.ok()["text"], json!(null));
    assert_eq!(admin.get(&format!("/admin/mails/{id}/html")).await.status, 404);
    admin.call("admin/resend_mail", &[("mail", id)]).await.ok();
    assert_eq!(links().await["count"]["number"], 2);
    shop.settles().await;
});

on_both!(
    what_differs_is_repaired_order_by_order,
    Plan { background: false, compare_ledgers: false, ..Plan::default() },
    |shop| async move {
        let admin = admin(&shop).await;
        let (first, _) = paid_order(&shop, "ada@example.com").await;
        paid_order(&shop, "bob@example.com").await;
        shop.settles().await;
        shop.execute("DELETE FROM grants").await;
        let left = || async { admin.read("admin/reconciliation", &[]).await.ok()["lists"][0]["rows"].as_array().unwrap().len() };
        assert_eq!(left().await, 2);
        let page = admin.get("/admin/reconciliation").await.text;
        assert!(page.contains("Open the access") && page.contains(&first), "the page names it with its fix");
        admin.call("admin/repair", &[("order", &first)]).await.ok();
        assert_eq!(left().await, 1, "the other is left alone");
        assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 1);
    }
);

on_both!(a_refund_is_told_before_it_is_sent, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    let preview = admin.read("admin/refund_preview", &[("public_id", &order)]).await.ok();
    assert_eq!(
        (&preview["amount"]["minor"], &preview["frees_seat"], &preview["credit_note"]),
        (&json!(14_900), &json!(true), &json!(true))
    );
    assert_eq!(preview["ends"].as_array().unwrap().len(), 1);
    let item = admin.read("admin/order_money", &[("public_id", &order)]).await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let part = admin.get(&format!("/admin/orders/{order}/refund?item={item}&amount=49.50")).await.text;
    assert!(part.contains("€49.50") && part.contains("Access stays as it is"), "the page tells what a part does");
    let too_much = admin.read("admin/refund_preview", &[("public_id", &order), ("items[0]", &item), ("amount", "500")]).await;
    assert_eq!(too_much.json(), json!({ "Conflict": "NothingToRefund" }));
    let nonsense = admin.read("admin/refund_preview", &[("public_id", &order), ("items[0]", &item), ("amount", "much")]).await;
    assert_eq!(nonsense.json(), json!({ "Invalid": [{ "field": "Amount", "problem": "Malformed" }] }));
    assert_eq!(shop.count("SELECT COUNT(*) FROM refunds").await, 0, "nothing is sent by looking");
});
