//! Invoices: their numbers, their amounts, and who may see them.

use crate::on_both;
use crate::support::shop::Started;
use crate::support::{Browser, Plan, Shop};
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::pricing::{Line, LineKind, sum};
use domain::tax::{TaxTable, TaxTreatment, tax_lines, treat};
use domain::vat_id::VatId;
use entity::{invoice, order, order_item};
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use server::repo::{self, taxes::QuoteTax};
use server::services::invoicing::{self, Credited};
use std::sync::Arc;

const GOOD_CARD: &str = "4242424242424242";

fn many_seats() -> Plan {
    Plan { seats: 100, ..Plan::default() }
}

/// Credit notes are written without the refunds that they belong to.
fn papers_alone() -> Plan {
    Plan { compare_ledgers: false, ..Plan::default() }
}

async fn numbers(shop: &Shop, kind: &str) -> Vec<i64> {
    let rows = invoice::Entity::find().filter(invoice::Column::Kind.eq(kind)).all(shop.core.db.read()).await.unwrap();
    let mut numbers: Vec<_> = rows.iter().map(|row| row.number).collect();
    numbers.sort_unstable();
    numbers
}

async fn order_of(shop: &Shop, started: &Started) -> order::Model {
    repo::orders::by_public_id(shop.core.db.read(), &started.public_id).await.unwrap().unwrap()
}

async fn invoice_of(shop: &Shop, started: &Started) -> invoice::Model {
    repo::invoices::of_order(shop.core.db.read(), order_of(shop, started).await.id).await.unwrap().unwrap()
}

async fn bought(shop: &Shop, browser: &Browser, email: &str) -> Started {
    let started = shop.buy(browser, email).await;
    shop.reaches(&started.public_id, "paid").await;
    started
}

on_both!(fifty_buyers_at_once_get_fifty_numbers_in_a_row, many_seats(), |shop: Arc<Shop>| async move {
    let buyers = (0..50).map(|index| {
        let shop = shop.clone();
        async move {
            let started = shop.start(&shop.browser(), &format!("buyer{index}@example.com")).await;
            shop.sandbox.confirm(&started.intent, GOOD_CARD).await;
            shop.reaches(&started.public_id, "paid").await;
        }
    });
    join_all(buyers).await;
    assert_eq!(numbers(&shop, "invoice").await, (1..=50).collect::<Vec<_>>());
    let orders = "SELECT COUNT(DISTINCT order_id) FROM invoices";
    assert_eq!(shop.count(orders).await, 50, "each order has its own");
});

on_both!(what_is_rolled_back_leaves_no_gap, |shop: Arc<Shop>| async move {
    bought(&shop, &shop.browser(), "ada@example.com").await;
    let waiting = shop.start(&shop.browser(), "ben@example.com").await;
    let order = order_of(&shop, &waiting).await;
    let items = repo::orders::items(shop.core.db.read(), order.id).await.unwrap();
    for _ in 0..3 {
        let transaction = shop.core.db.begin().await.unwrap();
        assert!(invoicing::issue(&shop.core, &transaction, &order, &items).await.unwrap().is_some());
        transaction.rollback().await.unwrap();
    }
    bought(&shop, &shop.browser(), "eve@example.com").await;
    shop.sandbox.confirm(&waiting.intent, GOOD_CARD).await;
    shop.reaches(&waiting.public_id, "paid").await;
    assert_eq!(numbers(&shop, "invoice").await, [1, 2, 3]);
});

on_both!(an_invoice_is_issued_once_and_never_changes, |shop: Arc<Shop>| async move {
    let started = bought(&shop, &shop.browser(), "ada@example.com").await;
    let order = order_of(&shop, &started).await;
    let items = repo::orders::items(shop.core.db.read(), order.id).await.unwrap();
    let transaction = shop.core.db.begin().await.unwrap();
    assert_eq!(invoicing::issue(&shop.core, &transaction, &order, &items).await.unwrap(), None);
    transaction.commit().await.unwrap();
    assert_eq!(numbers(&shop, "invoice").await, [1]);
    for sql in ["UPDATE invoices SET total_minor = 1", "DELETE FROM invoice_lines", "UPDATE invoice_buyers SET revision = 9"] {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
});

on_both!(an_unpaid_order_has_no_invoice, |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = shop.start(&browser, "ada@example.com").await;
    assert_eq!(browser.get(&format!("/orders/{}/invoice", started.public_id)).await.status, 404);
    assert_eq!(browser.get(&format!("/orders/{}/invoice.pdf", started.public_id)).await.status, 404);
});

on_both!(the_buyer_finds_the_invoice_and_keeps_it, |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = bought(&shop, &browser, "ada@example.com").await;
    let id = started.public_id.as_str();
    let view = browser.read("invoices/view", &[("public_id", id)]).await.ok();
    let year = chrono::Datelike::year(&shop.core.now());
    assert_eq!(view["number"], json!(format!("{year}-000001")));
    assert_eq!((&view["total"]["minor"], &view["tax"]["minor"], &view["net"]["minor"]), (&json!(14_900), &json!(2_379), &json!(12_521)));
    let page = browser.get(&format!("/orders/{id}/invoice")).await;
    assert!(page.status == 200 && page.text.contains("€23.79") && page.text.contains("Schönhauser Allee"), "{}", page.status);
    let file = browser.get(&format!("/orders/{id}/invoice.pdf")).await;
    assert_eq!((file.status.as_u16(), &file.headers["content-type"]), (200, &"application/pdf".parse().unwrap()));
    let name = format!("attachment; filename=\"invoice-{year}-000001.pdf\"");
    assert_eq!(file.headers["content-disposition"].to_str().unwrap(), name);
    assert!(file.text.starts_with("%PDF-"));
    shop.settles().await;
    let mails = shop.mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains(&format!("/orders/{id}/invoice"))), "the receipt leads to it");
});

on_both!(a_stranger_learns_nothing_of_an_invoice, |shop: Arc<Shop>| async move {
    let started = bought(&shop, &shop.browser(), "ada@example.com").await;
    let id = started.public_id.as_str();
    let other = shop.browser();
    bought(&shop, &other, "ben@example.com").await;
    for stranger in [shop.browser(), other] {
        for path in ["invoice", "invoice.pdf", "credit-notes/1.pdf", "credit-notes/x", "credit-notes/0.pdf"] {
            assert_eq!(stranger.get(&format!("/orders/{id}/{path}")).await.status, 404, "{path}");
        }
        assert_eq!(stranger.read("invoices/view", &[("public_id", id)]).await.status, 404);
        let fields = [("public_id", id), ("company", "Mine Ltd"), ("street", ""), ("city", ""), ("vat_id", "")];
        assert_eq!(stranger.call("invoices/set_buyer", &fields).await.status, 404);
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoice_buyers WHERE revision > 0").await, 0);
});

on_both!(a_company_is_added_later_and_nothing_else_changes, |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = bought(&shop, &browser, "ada@example.com").await;
    let id = started.public_id.as_str();
    let before = browser.read("invoices/view", &[("public_id", id)]).await.ok();
    let page = format!("/orders/{id}/invoice");
    let fields = [
        ("public_id", id),
        ("company", " Große  Müller GmbH "),
        ("street", "Weg 1"),
        ("city", "10115 Berlin"),
        ("vat_id", "de 136 695 976"),
    ];
    let answer = browser.post_form("invoices/set_buyer", &page, &fields).await;
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (302, &format!("{page}?changed=1").parse().unwrap()));
    let after = browser.read("invoices/view", &[("public_id", id)]).await.ok();
    assert_eq!(after["buyer"]["company"], "Große Müller GmbH");
    assert_eq!((&after["buyer"]["vat_id"], &after["buyer"]["name"]), (&json!("DE136695976"), &json!("Ada Lovelace")));
    for same in ["number", "issued_at", "lines", "total", "tax", "net"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    let many = (0..8).map(|index| {
        let browser = &browser;
        async move {
            let company = format!("Company {index}");
            let fields = [("public_id", id), ("company", company.as_str()), ("street", ""), ("city", ""), ("vat_id", "")];
            browser.call("invoices/set_buyer", &fields).await.ok();
        }
    });
    join_all(many).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoice_buyers").await, 10, "every revision is kept");
});

on_both!(bad_company_details_are_named, |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = bought(&shop, &browser, "ada@example.com").await;
    let id = started.public_id.as_str();
    let long = "x".repeat(121);
    for (company, vat_id, error) in [
        ("", "", json!([{ "field": "Company", "problem": "Missing" }])),
        (long.as_str(), "", json!([{ "field": "Company", "problem": "TooLong" }])),
        ("a\u{1}b", "", json!([{ "field": "Company", "problem": "Malformed" }])),
        ("A", "12", json!([{ "field": "VatId", "problem": "Malformed" }])),
        ("A", "DE136695978", json!([{ "field": "VatId", "problem": "WrongDigits" }])),
    ] {
        let fields = [("public_id", id), ("company", company), ("street", ""), ("city", ""), ("vat_id", vat_id)];
        let answer = browser.call("invoices/set_buyer", &fields).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (422, json!({ "Invalid": error })), "{company} {vat_id}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoice_buyers").await, 1);
});

on_both!(a_credit_note_follows_each_refund_and_its_tax_sums_up, papers_alone(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = bought(&shop, &browser, "ada@example.com").await;
    let order = order_of(&shop, &started).await;
    let paid = invoice_of(&shop, &started).await;
    for (minor, labels) in [(3_333, 2), (1, 1), (11_566, 0)] {
        let refund = shop.core.new_id();
        let amount = Money::new(minor, Currency::Eur);
        let items: Vec<_> = (0..labels)
            .map(|index| Credited {
                label: format!("Item {index}"),
                amount: Money::new(if index == 0 { minor - (labels - 1) } else { 1 }, Currency::Eur),
            })
            .collect();
        let mut issued = Vec::new();
        for _ in 0..2 {
            let transaction = shop.core.db.begin().await.unwrap();
            issued.push(invoicing::credit(&shop.core, &transaction, &order, refund, amount, &items).await.unwrap());
            transaction.commit().await.unwrap();
        }
        assert!(issued[0].is_some() && issued[0] == issued[1], "one refund, one credit note");
    }
    assert_eq!(numbers(&shop, "credit_note").await, [1, 2, 3]);
    let notes = repo::invoices::credit_notes(shop.core.db.read(), order.id).await.unwrap();
    assert_eq!(notes.iter().map(|note| note.total_minor).sum::<i64>(), paid.total_minor);
    assert_eq!(notes.iter().map(|note| note.tax_minor).sum::<i64>(), paid.tax_minor);
    for note in &notes {
        let lines = repo::invoices::lines(shop.core.db.read(), note.id).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.tax_minor).sum::<i64>(), note.tax_minor);
        assert_eq!(lines.iter().map(|line| line.net_minor + line.tax_minor).sum::<i64>(), note.total_minor);
    }
    let file = browser.get(&format!("/orders/{}/credit-notes/3.pdf", started.public_id)).await;
    let name = format!("attachment; filename=\"credit-note-{}-000003.pdf\"", chrono::Datelike::year(&shop.core.now()));
    assert_eq!((file.status.as_u16(), file.headers["content-disposition"].to_str().unwrap()), (200, name.as_str()));
    assert_eq!(browser.get(&format!("/orders/{}/credit-notes/4.pdf", started.public_id)).await.status, 404);
    let mine = repo::invoices::of_user(shop.core.db.read(), order.user_id).await.unwrap();
    assert_eq!(mine.iter().map(|(_, public_id)| public_id.as_str()).collect::<Vec<_>>(), [started.public_id.as_str(); 4]);
});

on_both!(refunds_at_once_share_the_tax_without_a_rest, papers_alone(), |shop: Arc<Shop>| async move {
    let started = bought(&shop, &shop.browser(), "ada@example.com").await;
    let order = order_of(&shop, &started).await;
    let paid = invoice_of(&shop, &started).await;
    let credits = (0..10).map(|_| async {
        let transaction = shop.core.db.begin().await.unwrap();
        let amount = Money::new(paid.total_minor / 10, Currency::Eur);
        invoicing::credit(&shop.core, &transaction, &order, shop.core.new_id(), amount, &[]).await.unwrap();
        transaction.commit().await.unwrap();
    });
    join_all(credits).await;
    assert_eq!(numbers(&shop, "credit_note").await, (1..=10).collect::<Vec<_>>());
    assert_eq!(shop.count("SELECT SUM(tax_minor) FROM invoices WHERE kind = 'credit_note'").await, paid.tax_minor);
});

/// How a buyer is taxed, at prices with tax or without.
fn taxed(inclusive: bool, code: &str, vat_id: Option<&str>) -> (QuoteTax, TaxTreatment) {
    let country = Country::parse(code).unwrap();
    let vat_id = vat_id.map(|id| VatId::parse(id).unwrap());
    let treatment = treat(&TaxTable::standard(Country::parse("DE").unwrap(), inclusive), country, vat_id.as_ref());
    (QuoteTax { country, vat_id, treatment: treatment.clone() }, treatment)
}

/// Sells lines to a buyer who is taxed so, and gives the order. The provider is asked for their sum.
async fn sold(shop: &Shop, browser: &Browser, email: &str, lines: &[Line], tax: &QuoteTax) -> Started {
    let total = sum(lines, lines[0].amount.currency).unwrap();
    shop.execute(&format!("UPDATE price_tiers SET amount_minor = {}, currency = '{}'", total.minor, total.currency)).await;
    let started = shop.start(browser, email).await;
    let order = order_of(shop, &started).await;
    let db = shop.core.db.write();
    shop.execute("DELETE FROM quote_taxes").await;
    repo::taxes::insert(db, order.quote_id, tax).await.unwrap();
    let first = order_item::Entity::find().filter(order_item::Column::OrderId.eq(order.id)).one(db).await.unwrap().unwrap();
    for (position, line) in (0..).zip(lines) {
        let row = order_item::ActiveModel {
            id: Set(if position == 0 { first.id } else { shop.core.new_id() }),
            kind: Set(repo::rows::line_kind_name(line.kind).to_owned()),
            label: Set(line.label.clone()),
            amount_minor: Set(line.amount.minor),
            order_id: Set(order.id),
            position: Set(position),
            ..Default::default()
        };
        if position == 0 {
            order_item::Entity::update(row).exec(db).await.unwrap();
        } else {
            order_item::Entity::insert(row).exec_without_returning(db).await.unwrap();
        }
    }
    shop.sandbox.confirm(&started.intent, GOOD_CARD).await;
    shop.reaches(&started.public_id, "paid").await;
    started
}

fn course_and_bump(currency: Currency) -> Vec<Line> {
    let kinds = [(LineKind::Main, 14_999, "Course"), (LineKind::Bump, 2_901, "Templates"), (LineKind::Discount, -1_733, "Coupon")];
    kinds.map(|(kind, minor, label)| Line { kind, offer: None, label: label.into(), amount: Money::new(minor, currency).in_steps() }).into()
}

on_both!(amounts_are_the_providers_in_every_currency_and_both_modes, many_seats(), |shop: Arc<Shop>| async move {
    for currency in [Currency::Eur, Currency::Usd, Currency::Jpy, Currency::Kwd] {
        for inclusive in [true, false] {
            let (tax, treatment) = taxed(inclusive, "FI", None);
            let expected = tax_lines(&course_and_bump(currency), currency, &treatment).unwrap();
            let browser = shop.browser();
            let email = format!("{currency}{inclusive}@example.com");
            let started = sold(&shop, &browser, &email, &expected.lines, &tax).await;
            let truth = shop.sandbox.truth().await;
            let intents = truth["payment_intents"].as_array().unwrap();
            let intent = intents.iter().find(|intent| intent["id"] == started.intent).unwrap();
            let paper = invoice_of(&shop, &started).await;
            assert_eq!(json!(paper.total_minor), intent["amount_received"], "{currency} {inclusive}");
            assert_eq!((paper.total_minor, paper.tax_minor), (expected.total.minor, expected.tax.minor), "{currency} {inclusive}");
            let lines = repo::invoices::lines(shop.core.db.read(), paper.id).await.unwrap();
            assert_eq!(lines.len(), 3, "tax is in the lines, not one of them");
            assert_eq!(lines.iter().map(|line| line.tax_minor).sum::<i64>(), paper.tax_minor);
            assert_eq!(lines.iter().map(|line| line.net_minor + line.tax_minor).sum::<i64>(), paper.total_minor);
            let page = browser.get(&format!("/orders/{}/invoice", started.public_id)).await.text;
            assert!(page.contains(&expected.total.in_full()) && page.contains(&expected.tax.in_full()), "{currency} {inclusive}");
        }
    }
});

on_both!(a_business_abroad_is_told_that_it_owes_the_tax, |shop: Arc<Shop>| async move {
    let (tax, treatment) = taxed(true, "AT", Some("ATU13585627"));
    let price = [Line { kind: LineKind::Main, offer: None, label: "Course".into(), amount: Money::new(11_900, Currency::Eur) }];
    let lines = tax_lines(&price, Currency::Eur, &treatment).unwrap().lines;
    let browser = shop.browser();
    let started = sold(&shop, &browser, "ada@example.com", &lines, &tax).await;
    let paper = invoice_of(&shop, &started).await;
    assert_eq!((paper.total_minor, paper.tax_minor), (10_000, 0));
    let page = browser.get(&format!("/orders/{}/invoice", started.public_id)).await.text;
    for words in ["Reverse charge: the recipient", "ATU13585627", "Austria", "VAT not charged (reverse charge)", "€100.00"] {
        assert!(page.contains(words), "{words}");
    }
    let fields = [("public_id", started.public_id.as_str()), ("company", "A"), ("street", ""), ("city", ""), ("vat_id", "DE136695976")];
    let answer = browser.call("invoices/set_buyer", &fields).await;
    assert_eq!(answer.json(), json!({ "Invalid": [{ "field": "VatId", "problem": "OtherCountry" }] }));
});
