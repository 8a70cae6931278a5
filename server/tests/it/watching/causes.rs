//! Which request work goes back to.

use crate::on_both;
use crate::support::Plan;

on_both!(a_job_names_the_request_that_left_it, |shop| async move {
    let answer = shop.browser().call("identity/request_link", &[("email", server::services::seed::DEMO_ADMIN)]).await;
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let named = format!("SELECT COUNT(*) FROM jobs WHERE kind = 'send_mail' AND request_id = '{id}'");
    assert_eq!(shop.count(&named).await, 1);
    let foreign = shop.browser().get_with("/healthz", &[("x-request-id", "chosen-by-a-stranger")]).await;
    assert_ne!(foreign.headers["x-request-id"], "chosen-by-a-stranger");
});

on_both!(what_a_webhook_leads_to_goes_back_to_its_delivery, Plan { background: false, ..Plan::default() }, |shop| async move {
    shop.buy(&shop.browser(), "ada@example.com").await;
    shop.settles().await;
    let receipt = "SELECT COUNT(*) FROM jobs mail JOIN jobs webhook ON webhook.request_id = mail.request_id
            WHERE mail.kind = 'send_mail' AND webhook.kind = 'process_webhook'";
    assert!(shop.count(receipt).await >= 1, "the receipt names the delivery that the payment was told by");
});

on_both!(what_nobody_asked_for_names_nobody, |shop| async move {
    let job = server::jobs::cancel_payment::CancelPayment { order: shop.core.new_id() };
    server::jobs::Job::enqueue(&job, &shop.core, shop.core.db.write()).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE kind = 'cancel_payment' AND request_id IS NULL").await, 1);
});
