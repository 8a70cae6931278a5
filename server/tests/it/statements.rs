//! What each page asks of the database: so many statements at most, and not one more where there is more to show. The course has a count
//! of its own, [`crate::learning`].

use crate::admin::{admin, person};
use crate::learning::{lesson_id, student};
use crate::on_both;
use crate::questions::{answer, ask};
use crate::support::{Browser, Plan, Shop};
use app::paths;
use server::repo;
use server::services::settlement;
use std::collections::BTreeMap;

const LESSON: &str = crate::questions::LESSON;

/// What there is to show: orders, students, notes, questions with answers, waiting people, files.
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
    }
    shop.settles().await;
}

/// What it takes to settle an order with everything that follows from it; two more may be the runner's, who looks for the mails.
const SETTLING: u64 = 28 + 2;

on_both!(an_order_is_settled_in_few_statements, Plan { webhooks: false, funnel: true, ..Plan::quiet() }, |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    let order = repo::orders::by_public_id(shop.core.db.read(), &started.public_id).await.unwrap().unwrap();
    let before = shop.core.db.statements();
    settlement::settle(&shop.core, order.id).await.unwrap();
    let asked = shop.core.db.statements() - before;
    assert!((20..=SETTLING).contains(&asked), "{asked}");
    let told = repo::orders::timeline(shop.core.db.read(), order.id).await.unwrap();
    let told: Vec<_> = told.iter().map(|line| line.what.as_str()).collect();
    let [.., first, second, third, "receipt", "access", invoice, "awaiting_payment → paid"] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!([*first, *second, *third], ["money received", "seat sold", "access opened"]);
    assert!(invoice.starts_with("invoice ") && invoice.ends_with(" issued"), "{invoice}");
});

/// The pages, with the most that each may ask.
fn pages(order: &str, person: &str) -> Vec<(Who, String, u64)> {
    use Who::{Anybody, Creator, Student};
    let person = domain::ids::UserId(person.parse().unwrap());
    let list = [
        (Anybody, paths::checkout(), 15),
        (Anybody, paths::home_with_coupon("WELCOME10"), 18),
        (Anybody, paths::waitlist(), 9),
        (Anybody, paths::preview("choose-one-promise"), 16),
        (Anybody, paths::legal("terms"), 16),
        (Anybody, paths::sign_in(), 2),
        (Student, paths::order(order), 12),
        (Student, paths::invoice(order), 9),
        (Student, paths::account(), 15),
        (Student, paths::beside(LESSON), 7),
        (Student, paths::notes(), 5),
        (Student, paths::questions(LESSON), 6),
        (Student, paths::own_certificate(), 4),
        (Creator, paths::admin(), 12),
        (Creator, paths::admin_orders(), 5),
        (Creator, paths::admin_order(order), 22),
        (Creator, paths::admin_people(), 6),
        (Creator, paths::admin_person(person), 16),
        (Creator, paths::admin_access(), 6),
        (Creator, paths::admin_webhooks(), 6),
        (Creator, paths::admin_jobs(), 6),
        (Creator, paths::admin_mails(), 6),
        (Creator, paths::admin_audit_log(), 5),
        (Creator, paths::admin_csp_reports(), 5),
        (Creator, paths::admin_question_list(), 6),
        (Creator, paths::admin_lessons(), 6),
        (Creator, paths::admin_lesson(LESSON), 9),
        (Creator, paths::admin_landing(), 9),
        (Creator, paths::admin_offers(), 9),
        (Creator, paths::admin_coupons(), 9),
        (Creator, paths::admin_funnel(), 10),
        (Creator, paths::admin_terms(), 5),
        (Creator, paths::admin_taxes(), 5),
    ];
    list.into_iter().map(|(who, path, most)| (who, path.to_string(), most)).collect()
}

#[derive(Clone, Copy, Debug)]
enum Who {
    Anybody,
    Student,
    Creator,
}

on_both!(no_page_asks_more_where_there_is_more_to_show, Plan { seats: 500, ..Plan::quiet() }, |shop| async move {
    let creator = admin(&shop).await;
    let buyer = shop.browser();
    let started = shop.buy(&buyer, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&buyer, &started.public_id).await;
    let visitor = shop.browser();
    more(&shop, &creator, 0, 2).await;
    let pages = pages(&started.public_id, &person(&shop, "ada@example.com").await);
    let (mut few, mut wrong) = (BTreeMap::new(), Vec::new());
    for round in 0..2 {
        if round == 1 {
            more(&shop, &creator, 2, 9).await;
        }
        for (who, path, most) in &pages {
            let browser = match who {
                Who::Anybody => &visitor,
                Who::Student => &buyer,
                Who::Creator => &creator,
            };
            let statements = shop.fewest_statements(|| async { assert_eq!(browser.get(path).await.status, 200, "{path}") }).await;
            // One more is no loop over what there is.
            let before = *few.entry(path.clone()).or_insert(statements) + 1;
            if statements > *most || statements > before {
                wrong.push(format!("{path}: {statements}, {before} before, {most} allowed"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
});
