#![cfg(feature = "ssr")]
#![allow(clippy::all, missing_docs, unused)]
mod support;
use app::api::dto::*;
use app::zones::Page;
use support::*;
use domain::scarcity::Unavailable;
use chrono::TimeDelta;
use app::api::ApiError;

async fn save(name: &str, answer: Answer) {
    let html = answer.html.replace("/pkg/style.css", "/tmp/gallery/style.css").replace("/favicon.svg", "");
    std::fs::create_dir_all("/tmp/gallery").unwrap();
    std::fs::write(format!("/tmp/gallery/{name}.html"), html).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn gallery() {
    let f = Fake::default;
    save("landing", open(Page::Landing, "/", f()).await).await;
    let mut l = f(); l.landing.as_mut().unwrap().offer.unavailable = Some(Unavailable::SoldOut);
    save("landing-soldout", open(Page::Landing, "/", l).await).await;
    save("preview", open(Page::Preview, "/preview/choose-one-promise", f()).await).await;
    save("legal", open(Page::Legal, "/legal/terms", f()).await).await;
    save("notfound", open(Page::NotFound, "/nope", f()).await).await;
    save("fault", open(Page::Fault, "/nope", f()).await).await;
    save("checkout", open(Page::Checkout, "/checkout", f()).await).await;
    let mut l = f(); l.checkout.as_mut().unwrap().unavailable = Some(Unavailable::SoldOut); l.checkout.as_mut().unwrap().quote=None;
    save("checkout-soldout", open(Page::Checkout, "/checkout", l).await).await;
    let mut l = f(); l.checkout.as_mut().unwrap().resume = Some(ResumableOrder{public_id:"ord_1".into(),email:"ada@example.com".into(),name:"Ada".into(),total:eur(14900),held_until:now()+TimeDelta::minutes(12)});
    save("checkout-resume", open(Page::Checkout, "/checkout?__path=%2Fapi%2Fcheckout%2Fstart&__err=IlByb3ZpZGVyVW5hdmFpbGFibGUi", l).await).await;
    for (n, s) in [("pay", OrderStep::Pay{held_until: now()+TimeDelta::minutes(12), declined:true}), ("processing", OrderStep::Processing{slow:false}), ("thanks", OrderStep::ThankYou), ("expired", OrderStep::Expired), ("review", OrderStep::InReview)] {
        let mut l = f(); l.order = Ok(order(s));
        save(&format!("order-{n}"), open(Page::Order, "/orders/ord_1", l).await).await;
    }
    save("signin", open(Page::SignIn, "/sign-in?out=1", f()).await).await;
    save("signin-sent", open(Page::SignIn, "/sign-in?sent=1", f()).await).await;
    save("link", open(Page::SignInLink, "/sign-in/abc", f()).await).await;
    let mut l = f(); l.link = LinkStatus::Expired;
    save("link-dead", open(Page::SignInLink, "/sign-in/abc", l).await).await;
    let s = || viewer(Role::Student);
    save("learn", open_as(s(), Page::Learn, "/learn", f()).await).await;
    let mut l = f(); l.outline = Ok(outline(10));
    save("learn-done", open_as(s(), Page::Learn, "/learn", l).await).await;
    save("lesson", open_as(s(), Page::Learn, "/learn/outline-backwards-from-the-result", f()).await).await;
    let mut l = f(); l.outline = Err(ApiError::Forbidden);
    save("learn-forbidden", open_as(s(), Page::Learn, "/learn", l).await).await;
    let a = || viewer(Role::Admin);
    save("admin", open_as(a(), Page::Admin, "/admin", f()).await).await;
    save("admin-orders", open_as(a(), Page::Admin, "/admin/orders?page=2", f()).await).await;
    save("admin-order", open_as(a(), Page::Admin, "/admin/orders/ord_1", f()).await).await;
}
