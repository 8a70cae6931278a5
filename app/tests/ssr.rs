//! Every page as the server sends it, before any script.
#![cfg(feature = "ssr")]

#[path = "ssr/access.rs"]
mod access;
#[path = "ssr/first_run.rs"]
mod first_run;
#[path = "ssr/landing.rs"]
mod landing_pages;
#[path = "ssr/lessons.rs"]
mod lessons;
#[path = "ssr/notes.rs"]
mod notes;
#[path = "ssr/panel.rs"]
mod panel;
#[path = "ssr/papers.rs"]
mod papers;
#[path = "ssr/questions.rs"]
mod questions;
mod support;

use app::api::ApiError;
use app::api::dto::{CheckoutView, LandingView, LessonLink, LessonView, OfferPay, OfferStage, OrderStep, OrderView, ResumableOrder, Role};
use app::api::error::{Conflict, Field, Problem};
use app::zones::Page;
use chrono::TimeDelta;
use domain::landing::Word;
use domain::scarcity::Unavailable;
use leptos::server_fn::ServerFn;
use support::{Answer, Fake, checkout, eur, file_item, landing, lesson, now, offered, open, open_as, order, outline, viewer};

/// Text that tries to leave every element it may be put into.
const BREAKOUT: &str = "</title></textarea></noscript>\"'><script>alert(1)</script>";

fn with_landing(change: impl FnOnce(&mut LandingView)) -> Fake {
    let mut view = landing();
    change(&mut view);
    Fake { landing: Ok(view), ..Fake::default() }
}

async fn order_page(step: OrderStep) -> Answer {
    open(Page::Order, "/orders/ord_7Yk2mPq9", Fake { order: Ok(order(step)), ..Fake::default() }).await
}

/// The address that a form without WASM comes back to.
fn refused(page: &str, function: &str, error: &ApiError) -> String {
    let url = leptos::server_fn::error::ServerFnUrlError::new(function, error.clone()).to_url(&format!("http://x{page}")).expect("a URL");
    format!("{}?{}", url.path(), url.query().unwrap_or_default())
}

fn assert_whole(answer: &Answer) {
    assert_eq!(answer.html.matches("<h1").count(), 1, "one h1");
    assert_eq!(answer.html.matches("<main").count(), 1, "one main");
    assert!(answer.html.contains("href=\"#main\"") && answer.html.contains("id=\"main\""), "a skip link and its goal");
    assert!(!answer.html.contains(" style="), "no inline styles");
    assert_eq!(answer.html.matches("<title>").count(), 1, "one title; those of charts have an id");
}

#[tokio::test]
async fn the_sales_page_shows_price_seats_and_curriculum() {
    let answer = open(Page::Landing, "/", Fake::default()).await;
    assert_eq!(answer.status, 200);
    assert_whole(&answer);
    assert!(answer.html.contains("<title>The small course workshop</title>"));
    for words in
        ["€149", "26 of 40 seats left", "then €199", "Choose one promise", "/preview/choose-one-promise", "Mara Lindqvist", "/checkout"]
    {
        assert!(answer.body().contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_sold_out_course_is_not_offered() {
    for (why, words) in [
        (Unavailable::SoldOut, "Sold out"),
        (Unavailable::Paused, "Enrolment is paused"),
        (Unavailable::ClosedAt(now()), "It closed on 22 November 2026."),
        (Unavailable::OpensAt(now()), "You can join from 22 November 2026, 12:00 UTC."),
    ] {
        let answer = open(Page::Landing, "/", with_landing(|landing| landing.offer.unavailable = Some(why))).await;
        assert!(answer.body().contains(words), "{words}");
        assert!(!answer.body().contains("btn-lg w-full"), "no button to buy: {words}");
    }
}

#[tokio::test]
async fn what_the_creator_writes_cannot_leave_its_place() {
    let fake = with_landing(|landing| {
        landing.course_title = BREAKOUT.into();
        landing.course_subtitle = BREAKOUT.into();
        landing.offer.title = BREAKOUT.into();
        if let Some(head) = &mut landing.head {
            (head.title, head.description, head.picture_alt) = (BREAKOUT.into(), BREAKOUT.into(), BREAKOUT.into());
        }
        landing.offer.tier = BREAKOUT.into();
        landing.content.sections[0].words.insert(Word::Title, BREAKOUT.into());
        landing.curriculum[0].lessons[0].title = BREAKOUT.into();
        landing.content.sections[8].items[0].insert(Word::Answer, BREAKOUT.into());
    });
    let fake = Fake { legal: Ok(app::api::dto::LegalView { title: BREAKOUT.into(), html: String::new() }), ..fake };
    for (page, address) in [(Page::Landing, "/"), (Page::Legal, "/legal/terms")] {
        let answer = open(page, address, fake.clone()).await;
        assert!(!answer.html.contains("<script>alert"), "{address}");
        assert_eq!(answer.html.matches("</title>").count(), 1, "{address}");
    }
}

#[tokio::test]
async fn titles_in_the_course_cannot_leave_the_head() {
    let mut page = lesson();
    page.title = BREAKOUT.into();
    let mut course = outline(1);
    course.course_title = BREAKOUT.into();
    course.student_name = BREAKOUT.into();
    let fake = Fake { lesson: Ok(page), outline: Ok(course), ..Fake::default() };
    for address in ["/learn", "/learn/choose-one-promise"] {
        let answer = open_as(viewer(Role::Student), Page::Learn, address, fake.clone()).await;
        assert!(!answer.html.contains("<script>alert"), "{address}");
        assert_eq!(answer.html.matches("</title>").count(), 1, "{address}");
    }
}

#[tokio::test]
async fn what_a_buyer_typed_cannot_leave_its_field() {
    let mut fake = Fake::default();
    if let Ok(view) = &mut fake.checkout {
        let held_until = now() + TimeDelta::minutes(9);
        view.resume = Some(ResumableOrder {
            public_id: "ord_1".into(),
            email: BREAKOUT.into(),
            name: BREAKOUT.into(),
            total: eur(14_900),
            held_until,
        });
    }
    let answer = open(Page::Checkout, "/checkout", fake).await;
    assert!(!answer.html.contains("<script>alert"));
    assert!(answer.body().contains("held until"));
}

#[tokio::test]
async fn pages_that_are_not_there_say_so() {
    let gone = Fake { preview: Err(ApiError::NotFound), legal: Err(ApiError::NotFound), order: Err(ApiError::NotFound), ..Fake::default() };
    for (page, address) in [(Page::Preview, "/preview/x"), (Page::Legal, "/legal/x"), (Page::Order, "/orders/x"), (Page::NotFound, "/x")] {
        let answer = open(page, address, gone.clone()).await;
        assert_eq!(answer.status, 404, "{address}");
        assert_whole(&answer);
    }
}

#[tokio::test]
async fn a_page_whose_data_is_missing_stays_calm() {
    let broken = Fake { landing: Err(ApiError::Internal), checkout: Err(ApiError::ProviderUnavailable), ..Fake::default() };
    let landing = open(Page::Landing, "/", broken.clone()).await;
    assert_eq!(landing.status, 500);
    assert_whole(&landing);
    let checkout = open(Page::Checkout, "/checkout", broken).await;
    assert_eq!(checkout.status, 502);
    assert!(checkout.body().contains("Nothing was charged"));
}

#[tokio::test]
async fn the_checkout_works_as_a_plain_form() {
    let answer = open(Page::Checkout, "/checkout", Fake::default()).await;
    assert_whole(&answer);
    let body = answer.body();
    for words in ["action=\"/api/checkout/start\"", "method=\"post\"", "name=\"quote\"", "autocomplete=\"email\"", "<noscript", "Pay €149"]
    {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_refused_field_is_marked_without_wasm() {
    let error = ApiError::invalid(Field::Email, Problem::Malformed);
    let answer = open(Page::Checkout, &refused("/checkout", "/api/checkout/start", &error), Fake::default()).await;
    assert!(answer.body().contains("aria-invalid=\"true\""));
    assert!(answer.body().contains("This does not look like an e-mail address."));
    let sign_in = open(Page::SignIn, &refused("/sign-in", "/api/identity/request_link", &error), Fake::default()).await;
    assert!(sign_in.body().contains("aria-invalid=\"true\""));
}

#[tokio::test]
async fn a_conflict_is_explained_without_wasm() {
    let error = ApiError::Conflict(Conflict::AlreadyOwned);
    let answer = open(Page::Checkout, &refused("/checkout", "/api/checkout/start", &error), Fake::default()).await;
    assert!(answer.body().contains("This address owns the course already"));
}

#[tokio::test]
async fn nothing_is_sold_to_those_who_own_it_or_when_it_is_closed() {
    let mut fake = Fake::default();
    if let Ok(view) = &mut fake.checkout {
        view.owned = true;
    }
    let owned = open(Page::Checkout, "/checkout", fake.clone()).await;
    assert!(owned.body().contains("You own this course") && !owned.body().contains("<form"));
    if let Ok(view) = &mut fake.checkout {
        (view.owned, view.quote, view.unavailable) = (false, None, Some(Unavailable::SoldOut));
    }
    let closed = open(Page::Checkout, "/checkout", fake).await;
    assert!(closed.body().contains("Every seat is taken") && !closed.body().contains("<form"));
}

#[tokio::test]
async fn each_step_of_an_order_has_its_page() {
    let held_until = now() + TimeDelta::minutes(9);
    for (step, words) in [
        (OrderStep::Pay { held_until, declined: false }, "Complete your payment"),
        (OrderStep::Pay { held_until, declined: true }, "The payment was declined"),
        (OrderStep::Processing { slow: false }, "Confirming your payment"),
        (OrderStep::Processing { slow: true }, "Please do not pay again"),
        (OrderStep::OnItsWay, "There is nothing for you to do"),
        (OrderStep::ThankYou, "Start learning"),
        (OrderStep::Expired, "Nothing was charged"),
        (OrderStep::Refunded, "This order was refunded"),
        (OrderStep::Disputed, "The bank is looking into this payment"),
        (OrderStep::InReview, "Please do not pay again"),
    ] {
        let answer = order_page(step).await;
        assert_whole(&answer);
        assert!(answer.body().contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_payment_on_its_way_is_never_called_failed_nor_offered_again() {
    for step in [OrderStep::Processing { slow: false }, OrderStep::Processing { slow: true }, OrderStep::OnItsWay] {
        let answer = order_page(step).await;
        let body = answer.body().to_lowercase();
        assert!(!body.contains("failed") && !body.contains("<form") && !body.contains("/checkout\""));
        assert!(answer.html.contains("http-equiv=\"refresh\""), "news without a script");
    }
}

#[tokio::test]
async fn a_sale_that_is_shut_says_since_when_and_where_to_wait() {
    for (why, words, waits) in [
        (Unavailable::OpensAt(now()), "It opens on 22 November 2026", true),
        (Unavailable::ClosedAt(now()), "It closed on 22 November 2026", false),
        (Unavailable::Paused, "Enrolment is paused", true),
    ] {
        let address = refused("/checkout", app::api::checkout::Start::url(), &ApiError::Conflict(Conflict::NotOnSale(why)));
        let answer = open(Page::Checkout, &address, Fake::default()).await;
        assert!(answer.body().contains(words), "{words}");
        assert_eq!(answer.body().contains("href=\"/waitlist\""), waits, "{words}");
    }
}

#[tokio::test]
async fn a_checkout_beside_a_payment_leads_to_its_order() {
    let view = CheckoutView { under_way: Some("ord_7Yk2mPq9".into()), ..checkout() };
    let answer = open(Page::Checkout, "/checkout", Fake { checkout: Ok(view), ..Fake::default() }).await;
    assert!(!answer.body().contains("<form") && answer.body().contains("href=\"/orders/ord_7Yk2mPq9\""));
}

#[tokio::test]
async fn the_secret_of_a_payment_is_in_no_page() {
    let answer = order_page(OrderStep::Pay { held_until: now(), declined: false }).await;
    assert!(!answer.html.contains("client_secret"));
}

#[tokio::test]
async fn coming_back_from_the_provider_asks_it_at_once() {
    let answer = open(Page::Order, "/orders/ord_1?payment_intent=pi_1&redirect_status=succeeded", Fake::default()).await;
    assert!(answer.body().contains("Asked the provider"));
}

#[tokio::test]
async fn a_stranger_to_an_order_is_asked_to_sign_in() {
    let view = OrderView { own: false, signed_in: false, email: "a•••@example.com".into(), ..order(OrderStep::ThankYou) };
    let answer = open(Page::Order, "/orders/ord_1", Fake { order: Ok(view), ..Fake::default() }).await;
    assert!(answer.body().contains("Sign in to start") && !answer.body().contains("Start learning"));
}

#[tokio::test]
async fn the_dashboard_says_where_to_go_on() {
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn", Fake::default()).await;
    assert_whole(&answer);
    for words in ["Welcome, Ada", "3 of 10 lessons completed", "/learn/write-to-be-followed", "action=\"/api/identity/sign_out\""] {
        assert!(answer.body().contains(words), "{words}");
    }
    let done = open_as(viewer(Role::Student), Page::Learn, "/learn", Fake { outline: Ok(outline(10)), ..Fake::default() }).await;
    assert!(done.body().contains("You have completed the course") && done.body().contains("Visit it again"));
}

#[tokio::test]
async fn a_lesson_has_its_video_text_and_tick() {
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn/outline-backwards", Fake::default()).await;
    assert_whole(&answer);
    let body = answer.body();
    for words in [
        "Lesson 3 of 10",
        "https://player.vimeo.com/video/76979871?dnt=1",
        "/api/learning/mark_complete",
        "What a promise is made of",
        "once you have watched 90\u{a0}% of its video",
    ] {
        assert!(body.contains(words), "{words}");
    }
    let missing = Fake { lesson: Err(ApiError::NotFound), ..Fake::default() };
    assert_eq!(open_as(viewer(Role::Student), Page::Learn, "/learn/nothing", missing).await.status, 404);
}

#[tokio::test]
async fn a_free_lesson_has_its_video_in_a_plain_frame() {
    let answer = open(Page::Preview, "/preview/choose-one-promise", Fake::default()).await;
    assert_whole(&answer);
    let frame = "src=\"https://player.vimeo.com/video/76979871?dnt=1\" title=\"Video: Choose one promise\"";
    assert!(answer.body().contains(frame), "{}", answer.body());
}

#[tokio::test]
async fn who_has_completed_the_course_is_led_to_what_is_new() {
    let mut course = outline(10);
    let lesson = &mut course.modules[2].lessons[0];
    (lesson.completed, lesson.fresh) = (false, true);
    course.next = Some(LessonLink { slug: lesson.slug.clone(), title: lesson.title.clone(), closed: None });
    let title = lesson.title.clone();
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn", Fake { outline: Ok(course), ..Fake::default() }).await;
    let body = answer.body();
    let (_, card) = body.split_once("New since you completed the course").expect("the card says why");
    assert!(card.contains(&format!("<h2>{title}</h2>")) && card.contains("Start") && !card.contains("Visit it again"), "{card}");
}

#[tokio::test]
async fn without_a_grant_the_course_explains_itself() {
    let fake = Fake { outline: Err(ApiError::Forbidden), ..Fake::default() };
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn", fake).await;
    assert_eq!(answer.status, 403);
    assert!(answer.body().contains("no access to this course") && answer.body().contains("href=\"/checkout\""));
}

#[tokio::test]
async fn a_lesson_lists_its_files_below_its_text() {
    let with_files = LessonView { files: vec![file_item()], ..lesson() };
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn/a-lesson", Fake { lesson: Ok(with_files), ..Fake::default() }).await;
    assert_whole(&answer);
    let body = answer.body();
    let address = "/learn/outline-backwards-from-the-result/files/0190b5a8-0000-7000-8000-000000000009";
    for words in ["Work&lt;b&gt;book&lt;/b&gt; &amp;", "PDF · 2.3 MB", address] {
        assert!(body.contains(words), "{words}");
    }
    let without = open_as(viewer(Role::Student), Page::Learn, "/learn/a-lesson", Fake::default()).await;
    assert!(!without.body().contains("file-list"));
}

#[tokio::test]
async fn an_offer_after_the_purchase_can_be_answered_without_scripts() {
    let one_click = || OfferPay::OneClick { label: "Visa •••• 4242".into() };
    for (pay, stage, words) in [
        (one_click(), OfferStage::Open, vec!["charged to Visa •••• 4242", "No thanks"]),
        (
            OfferPay::Card,
            OfferStage::Open,
            vec![
                "Yes, add it for €249",
                "Includes VAT 19 %: €39.76",
                "€299",
                "Lowest price of the last 30 days: €279",
                "You enter a card on the next page",
                "No thanks",
            ],
        ),
        (one_click(), OfferStage::Failed, vec!["Try Visa •••• 4242 again", "Use another card", "No thanks"]),
        (one_click(), OfferStage::Authenticate, vec!["Confirm with your bank"]),
        (OfferPay::Card, OfferStage::Unpaid { order: "ord_2".into() }, vec!["/orders/ord_2", "No thanks"]),
        (one_click(), OfferStage::Charging { slow: false }, vec!["Confirming your payment"]),
    ] {
        let answer = open(Page::Order, "/orders/ord_7Yk2mPq9", Fake { order: Ok(offered(pay, stage)), ..Fake::default() }).await;
        assert_whole(&answer);
        for word in words {
            assert!(answer.body().contains(word), "{word}");
        }
    }
    let foreign = OrderView { own: false, ..offered(one_click(), OfferStage::Open) };
    let answer = open(Page::Order, "/orders/ord_7Yk2mPq9", Fake { order: Ok(foreign), ..Fake::default() }).await;
    assert!(answer.body().contains("Sign in to answer") && !answer.body().contains("<form"), "nobody else may answer");
}

#[tokio::test]
async fn the_account_shows_stored_methods_and_orders() {
    let answer = open_as(viewer(Role::Student), Page::Account, "/account", Fake::default()).await;
    assert_whole(&answer);
    for words in ["Saved payment methods", "Visa •••• 4242", "Remove", "/orders/ord_7Yk2mPq9", "/orders/ord_7Yk2mPq9/invoice", "€149"]
    {
        assert!(answer.body().contains(words), "{words}");
    }
}
