//! What each page asks of the database: so many statements at most, and not one more where there is more to show. The course has a count
//! of its own, [`crate::learning`].

mod pages;

use crate::admin::{admin, imports, landing};
use crate::curriculum::{desk, save};
use crate::learning::{lesson_id, student};
use crate::on_both;
use crate::questions::{answer, ask};
use crate::support::{Browser, Plan, Shop};
use pages::{PAGES, Things, Who};
use server::repo;
use server::services::settlement;
use std::collections::BTreeMap;

const LESSON: &str = crate::questions::LESSON;

/// What there is to show: orders, students, notes, questions with answers, waiting people, files, and what a creator writes.
async fn more(shop: &Shop, creator: &Browser, from: usize, many: usize) {
    for number in from..from + many {
        let browser = student(shop, &format!("student{number}@example.com")).await;
        let lesson = lesson_id(&browser, LESSON).await;
        browser.call("notes/add", &[("lesson", &lesson), ("text", "A note"), ("at", "12")]).await.ok();
        browser.call("learning/mark_complete", &[("lesson", &lesson)]).await.ok();
        let question = ask(&browser, &format!("What is question {number}?")).await;
        answer(&browser, &question, "An answer").await;
        shop.browser().call("checkout/quote", &[]).await.ok();
    }
    for number in from..from + many {
        let name = format!("{number}.pdf");
        let upload = format!("/admin/lessons/{LESSON}/uploads");
        let added = crate::files::post(creator, &upload, crate::files::form(&name, b"%PDF-1.7\n%%EOF\n")).await;
        assert_eq!(added.status, 201, "{}", added.text);
        write(creator, number).await;
    }
    shop.settles().await;
}

/// A version of a lesson and of the sales page, a coupon, an offer and an import.
async fn write(creator: &Browser, number: usize) {
    let lesson = desk(creator, LESSON).await;
    save(creator, &lesson, &lesson["version"].to_string(), &format!("Words {number}."), true).await;
    assert!(landing::save(creator, "hero", &[("title", &format!("Title {number}"))]).await.status.is_success());
    assert!(landing::publish(creator).await.status.is_success());
    let code = format!("SPRING{number}");
    creator.call("admin/add_coupon", &[("code", &code), ("form[kind]", "percent"), ("form[percent]", "10")]).await.ok();
    let title = format!("Slides {number}");
    creator.call("admin/add_offer", &[("kind", "bump"), ("title", &title), ("amount", "9"), ("currency", "EUR")]).await.ok();
    imports::read(creator, &format!("E-mail\nimported{number}@example.com\n")).await;
}

/// What it takes to settle an order with everything that follows from it.
const SETTLING: u64 = 23;

// The runner, who looks for the mails, may ask meanwhile, but not each time.
on_both!(an_order_is_settled_in_few_statements, Plan { webhooks: false, funnel: true, ..Plan::quiet() }, |shop| async move {
    let mut asked = Vec::new();
    for buyer in ["ada@example.com", "ben@example.com", "cara@example.com", "dora@example.com"] {
        let started = shop.start(&shop.browser(), buyer).await;
        shop.sandbox.confirm(&started.intent, "4242424242424242").await;
        let order = repo::orders::by_public_id(shop.core.db.read(), &started.public_id).await.unwrap().unwrap();
        let before = shop.core.db.statements();
        settlement::settle(&shop.core, order.id).await.unwrap();
        asked.push(shop.core.db.statements() - before);
        let told = repo::orders::timeline(shop.core.db.read(), order.id).await.unwrap();
        let told: Vec<_> = told.iter().map(|line| line.what.as_str()).collect();
        let [.., first, second, third, "receipt", "access", invoice, "awaiting_payment → paid"] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!([*first, *second, *third], ["money received", "seat sold", "access opened"]);
        assert!(invoice.starts_with("invoice ") && invoice.ends_with(" issued"), "{invoice}");
    }
    let fewest = asked.iter().min().copied().unwrap_or_default();
    assert!((20..=SETTLING).contains(&fewest), "{asked:?}");
});

on_both!(no_page_asks_more_where_there_is_more_to_show, Plan { seats: 500, ..Plan::quiet() }, |shop| async move {
    let creator = admin(&shop).await;
    let buyer = shop.browser();
    let started = shop.buy(&buyer, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&buyer, &started.public_id).await;
    let visitor = shop.browser();
    more(&shop, &creator, 0, 2).await;
    let things = Things::of(&shop, &creator, &buyer, started.public_id).await;
    let (mut few, mut wrong) = (BTreeMap::new(), Vec::new());
    for round in 0..2 {
        if round == 1 {
            more(&shop, &creator, 2, 9).await;
        }
        for (who, route, most) in PAGES {
            let browser = match who {
                Who::Anybody => &visitor,
                Who::Student => &buyer,
                Who::Creator => &creator,
            };
            let path = things.path(route);
            let statements = shop.fewest_statements(|| async { assert_eq!(browser.get(&path).await.status, 200, "{path}") }).await;
            // One more is no loop over what there is.
            let before = *few.entry(route).or_insert(statements) + 1;
            if statements > *most || statements > before {
                wrong.push(format!("{path}: {statements}, {before} before, {most} allowed"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
});
