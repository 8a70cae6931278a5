//! The panel as the server sends it, before any script.

use crate::support::{Fake, open_as, viewer};
use crate::{assert_whole, refused};
use app::api::ApiError;
use app::api::dto::Role;
use app::api::error::{Field, Problem};
use app::zones::Page;
use leptos::server_fn::ServerFn;

#[tokio::test]
async fn the_panel_shows_numbers_orders_and_a_timeline() {
    let pages = [
        ("/admin", "€2,086"),
        ("/admin", "in dispute"),
        ("/admin/orders?state=paid", "10\u{202f}000 orders or more"),
        ("/admin/orders/ord_1", "payment_intent.succeeded"),
        ("/admin/orders/ord_1", "(booked as USD 5.04)"),
        ("/admin/orders/ord_1/refund?item=1", "Access ends to: The small course workshop."),
        ("/admin/access?q=ord_1", "was taken back"),
        ("/admin/people?search=ada", "Has access"),
        ("/admin/people/new", "Give access"),
        ("/admin/people/import", "enctype=\"multipart/form-data\""),
        ("/admin/people/import/1?page=2", "The same address as in line 2"),
        ("/admin/people/0190b5a8-0000-7000-8000-000000000009", "Can enter the course."),
        ("/admin/browser-reports", "https://cdn.evil.example"),
        ("/admin/reconciliation", "Open the access"),
        ("/admin/webhooks", "charge.refunded"),
        ("/admin/webhooks/stripe/evt_1", "Work through it again"),
        ("/admin/jobs", "Try now"),
        ("/admin/mails", "ada@example.com"),
        ("/admin/mails/1", "Send it again"),
        ("/admin/audit", "admin@lectern.test"),
        ("/admin/doctor", "<code>lectern migrate</code>"),
        ("/admin/numbers?range=7&currency=EUR", "€2,086"),
        ("/admin/numbers?range=7&currency=EUR", "has not told yet what it keeps of"),
        ("/admin/offers", "13 of 50 taken"),
        ("/admin/offers/new", "Add it, paused"),
        ("/admin/offers/0190b5a8-0000-7000-8000-000000000009", "Lowest price of the last 30 days: €179"),
        ("/admin/coupons", "3 of 5"),
        ("/admin/coupons/new", "Once per person"),
        ("/admin/coupons/WELCOME10", "https://course.example/?coupon=WELCOME10"),
        ("/admin/funnel", "shown 40, accepted 10, declined 25, failed 2, take rate 25\u{a0}%"),
        ("/admin/terms", "Version 3"),
        ("/admin/taxes", "VAT 25.5 %"),
    ];
    for (address, words) in pages {
        let answer = open_as(viewer(Role::Admin), Page::Admin, address, Fake::default()).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_whole(&answer);
        assert!(answer.body().contains(words), "{address}: {words}");
        assert!(!answer.html.contains("<script>alert"), "{address}");
    }
    let nowhere = open_as(viewer(Role::Admin), Page::Admin, "/admin/x/y/z", Fake::default()).await;
    assert_eq!(nowhere.status, 404);
}

#[tokio::test]
async fn a_lessons_files_can_be_changed_without_scripts() {
    let answer = open_as(viewer(Role::Admin), Page::Desk, "/admin/lessons/choose-one-promise", Fake::default()).await;
    assert_whole(&answer);
    let body = answer.body();
    let uploads = "/admin/lessons/choose-one-promise/uploads";
    let forms = [app::api::files::RenameFile::url(), app::api::files::ShiftFile::url(), app::api::files::RemoveFile::url()];
    for words in forms.into_iter().chain(["multipart/form-data", "workbook \u{1f388}.pdf", "up to 2 GB", uploads, "See it as a student"]) {
        assert!(body.contains(words), "{words}");
    }
    for (outcome, words) in [("done", "The file is here."), ("too-large", "larger than the limit"), ("unavailable", "does not answer")] {
        let address = format!("/admin/lessons/choose-one-promise?upload={outcome}");
        let answer = open_as(viewer(Role::Admin), Page::Desk, &address, Fake::default()).await;
        assert!(answer.body().contains(words), "{outcome}");
    }
    let forged = open_as(viewer(Role::Admin), Page::Desk, "/admin/lessons/a?upload=%3Cb%3ESend%20money", Fake::default()).await;
    assert!(forged.status == 200 && !forged.body().contains("Send money"));
}

#[tokio::test]
async fn a_refused_title_is_named() {
    let error = ApiError::invalid(Field::FileTitle, Problem::TooLong);
    let address = refused("/admin/lessons/choose-one-promise", app::api::files::RenameFile::url(), &error);
    let answer = open_as(viewer(Role::Admin), Page::Desk, &address, Fake::default()).await;
    assert!(answer.body().contains("This is too long."), "{}", answer.body());
}

#[tokio::test]
async fn to_others_the_panel_does_not_exist() {
    let answer = open_as(viewer(Role::Student), Page::Admin, "/admin", Fake::default()).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_list_of_prices_has_a_row_to_spare_and_says_which_row_is_wrong() {
    let page = "/admin/offers/0190b5a8-0000-7000-8000-000000000009";
    let error = ApiError::invalid(Field::Price(1), Problem::NeverComes);
    let answer =
        open_as(viewer(Role::Admin), Page::Admin, &refused(page, app::api::offers::SetPrices::url(), &error), Fake::default()).await;
    let body = answer.body();
    assert!(body.contains("tiers[2][amount]") && !body.contains("tiers[3][amount]"), "two prices and a row to spare");
    let wrong = body.split("id=\"field-tiers[1][amount]-error\"").nth(1).unwrap_or_default();
    assert!(wrong.contains("This price never comes"), "{body}");
}
