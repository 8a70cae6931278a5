//! The page where a buyer agrees, as a browser without scripts uses it.

use sandbox::options::Options;

use super::PayPal;
use super::buyer::purchase;

#[tokio::test]
async fn the_buyer_agrees_and_comes_back() {
    let paypal = PayPal::start().await;
    let order = paypal.order(purchase("o1", "EUR", "19.90")).await;
    let page = paypal.fake.page(&format!("/checkoutnow?token={order}")).await;
    let text = page.body.as_str().unwrap();
    for part in
        ["PayPal sandbox", "19.90 EUR", "Atelier &amp; Co", "Watercolour &lt;for&gt; beginners", "Agree and pay", "Cancel and return"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script"));
    let back = paypal.fake.submit("/checkoutnow/approve", &format!("token={order}")).await;
    assert_eq!(back.status, 303);
    let target = format!("https://shop.example/return?order=1&token={order}&PayerID=BUYERSANDBX22");
    assert_eq!(back.header("location"), Some(target.as_str()));
    assert_eq!(paypal.get(&format!("/v2/checkout/orders/{order}")).await.status_of(), "APPROVED");
}

#[tokio::test]
async fn the_buyer_goes_back_without_paying() {
    let paypal = PayPal::start().await;
    let order = paypal.order(purchase("o1", "EUR", "19.90")).await;
    let back = paypal.fake.submit("/checkoutnow/cancel", &format!("token={order}")).await;
    let target = format!("https://shop.example/cancel?token={order}");
    assert_eq!((back.status, back.header("location")), (303, Some(target.as_str())));
    assert_eq!(paypal.get(&format!("/v2/checkout/orders/{order}")).await.status_of(), "PAYER_ACTION_REQUIRED");
}

#[tokio::test]
async fn a_paid_order_is_not_approved_again() {
    let paypal = PayPal::start().await;
    let (order, _) = paypal.paid(purchase("o1", "EUR", "19.90")).await;
    assert_eq!(paypal.fake.submit("/checkoutnow/approve", &format!("token={order}")).await.status, 409);
    assert_eq!(paypal.fake.page("/checkoutnow?token=NONE").await.status, 404);
}

#[tokio::test]
async fn the_page_has_the_host_it_was_given() {
    let options = Options { paypal_web_base: Some("https://www.paypal.com".to_owned()), ..Options::for_tests() };
    let paypal = PayPal::start_with(options).await;
    let made = paypal.post("/v2/checkout/orders", purchase("o1", "EUR", "1.00")).await;
    let page = format!("https://www.paypal.com/checkoutnow?token={}", made.id());
    assert!(made.body["links"].as_array().unwrap().iter().any(|link| link["href"] == page));
}
