//! Invoices as the server sends them, before any script.

use crate::support::{Fake, invoice, open};
use crate::{assert_whole, refused};
use app::api::ApiError;
use app::api::error::{Field, Problem};
use app::zones::Page;
use leptos::server_fn::ServerFn;

#[tokio::test]
async fn an_invoice_says_who_what_and_how_much() {
    let answer = open(Page::Invoice, "/orders/ord_7Yk2mPq9/invoice", Fake::default()).await;
    assert_eq!(answer.status, 200);
    assert_whole(&answer);
    let form = app::api::invoices::SetBuyer::url();
    for words in
        ["2026-000123", "22 November 2026", "€125.21", "€23.79", "€149.00", "VAT id DE136695976", "10119 Berlin", "Paid in full", form]
    {
        assert!(answer.body().contains(words), "{words}");
    }
    for address in ["/orders/ord_7Yk2mPq9/invoice.pdf", "/orders/ord_7Yk2mPq9/credit-notes/1.pdf"] {
        assert!(answer.body().contains(address), "{address}");
    }
    assert!(answer.body().contains("Analytical &lt;Engines&gt; &amp; Co"));
}

#[tokio::test]
async fn an_invoice_without_tax_says_why_and_only_the_buyer_may_change_it() {
    let view = app::api::dto::InvoiceView { rule: domain::tax::TaxRule::ReverseCharge, editable: false, ..invoice() };
    let answer = open(Page::Invoice, "/orders/ord_7Yk2mPq9/invoice", Fake { invoice: Ok(view), ..Fake::default() }).await;
    assert!(answer.body().contains("Reverse charge"));
    assert!(!answer.body().contains("<form"));
}

#[tokio::test]
async fn a_refused_vat_id_says_what_is_wrong_with_it() {
    let error = ApiError::invalid(Field::VatId, Problem::WrongDigits);
    let address = refused("/orders/ord_7Yk2mPq9/invoice", app::api::invoices::SetBuyer::url(), &error);
    let answer = open(Page::Invoice, &address, Fake::default()).await;
    assert!(answer.body().contains("One of the digits is wrong"), "{}", answer.body());
}

#[tokio::test]
async fn an_order_without_an_invoice_has_no_such_page() {
    let answer = open(Page::Invoice, "/orders/ord_1/invoice", Fake { invoice: Err(ApiError::NotFound), ..Fake::default() }).await;
    assert_eq!(answer.status, 404);
}
