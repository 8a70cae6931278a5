//! Every server function, asked by everybody.

use super::inventory::{Function, functions};
use super::of_panel;
use super::world::{WHO, World};
use crate::on_both;
use crate::support::Browser;
use crate::support::browser::Answer;

/// What everybody is answered, in the order of [`WHO`].
type Row = [u16; 8];

const EVERYBODY: Row = [200; 8];
const NOTHING: Row = [404; 8];
/// For whoever is signed in, with or without the course.
const SIGNED_IN: Row = [401, 200, 200, 200, 401, 401, 200, 200];
/// For students, about the course.
const STUDENTS: Row = [401, 403, 200, 403, 401, 401, 403, 200];
/// For students, about what is the owner's: to another it does not exist.
const OWN: Row = [401, 403, 404, 403, 401, 401, 403, 200];
/// For the buyer and the admin, about an order.
const BUYER: Row = [404, 404, 404, 404, 404, 404, 200, 200];
/// For the buyer alone.
const BUYER_ALONE: Row = [404, 404, 404, 404, 404, 404, 404, 200];
/// For whoever wrote a note, also after the course was shut to them.
const NOTE: Row = [401, 404, 404, 404, 401, 401, 404, 200];
/// For other students: nobody votes for, or reports, what is one's own.
const OTHERS: Row = [401, 403, 200, 403, 401, 401, 403, 400];

/// What is expected of each function that is not the panel's, in the order in which they are asked: the last ones take things away.
const EXPECTED: &[(&str, Row)] = &[
    ("catalog/current_offer", EVERYBODY),
    ("catalog/landing", EVERYBODY),
    ("catalog/legal", NOTHING),
    ("catalog/preview", NOTHING),
    ("certificates/verify", NOTHING),
    ("checkout/quote", EVERYBODY),
    ("checkout/start", [400; 8]),
    ("identity/viewer", EVERYBODY),
    ("identity/request_link", [422; 8]),
    ("identity/inspect_link", EVERYBODY),
    ("identity/redeem_link", [410; 8]),
    ("identity/sign_in_with_password", [422; 8]),
    ("identity/give_code", [401; 8]),
    ("mails/topic", [410; 8]),
    ("mails/unsubscribe", [410; 8]),
    ("waitlist/join", [422; 8]),
    ("waitlist/leave", [410; 8]),
    ("setup/view", NOTHING),
    ("setup/unlock", NOTHING),
    ("setup/finish", NOTHING),
    ("orders/status", EVERYBODY),
    ("orders/check", EVERYBODY),
    ("orders/payment", [409; 8]),
    ("invoices/view", BUYER),
    ("invoices/set_buyer", BUYER_ALONE),
    ("funnel/decide", [401, 403, 403, 403, 401, 401, 403, 200]),
    ("account/view", SIGNED_IN),
    ("account/forget_method", [401, 400, 400, 400, 401, 401, 400, 400]),
    ("account/erase", [401, 422, 422, 422, 401, 401, 422, 422]),
    ("password/desk", SIGNED_IN),
    ("password/confirm", [401; 8]),
    ("password/mail_proof", SIGNED_IN),
    // A purchase lets in, and is no proof of who one is.
    ("password/save", [401, 422, 403, 403, 401, 401, 422, 403]),
    ("password/remove", [401, 409, 403, 403, 401, 401, 409, 403]),
    ("address/desk", SIGNED_IN),
    ("address/request", [401, 422, 403, 403, 401, 401, 422, 403]),
    ("address/cancel", [401, 409, 409, 409, 401, 401, 409, 409]),
    ("address/inspect", EVERYBODY),
    ("address/confirm", [410; 8]),
    ("address/refuse", [410; 8]),
    ("factor/desk", SIGNED_IN),
    ("factor/begin", [401, 200, 403, 403, 401, 401, 200, 403]),
    ("factor/confirm", [401, 422, 403, 403, 401, 401, 422, 403]),
    ("factor/renew_codes", [401, 409, 403, 403, 401, 401, 200, 403]),
    ("factor/codes_kept", SIGNED_IN),
    // Who has none has none to remove; an admin may not be without.
    ("factor/remove", [401, 409, 403, 403, 401, 401, 409, 403]),
    ("sessions/list", SIGNED_IN),
    ("sessions/end", [401, 404, 403, 403, 401, 401, 404, 403]),
    ("mails/choose", SIGNED_IN),
    ("learning/outline", STUDENTS),
    ("learning/lesson", STUDENTS),
    ("learning/mark_complete", STUDENTS),
    ("learning/undo_complete", STUDENTS),
    ("learning/position", STUDENTS),
    ("search/find", STUDENTS),
    ("certificates/own", STUDENTS),
    // Nobody has earned one.
    ("certificates/save", [401, 404, 404, 404, 401, 401, 404, 404]),
    ("notes/of_lesson", SIGNED_IN),
    ("notes/list", SIGNED_IN),
    ("notes/add", STUDENTS),
    ("notes/bookmark", STUDENTS),
    ("notes/change", NOTE),
    ("questions/list", STUDENTS),
    ("questions/thread", STUDENTS),
    ("questions/form", STUDENTS),
    ("questions/answer_form", STUDENTS),
    ("questions/similar", STUDENTS),
    ("questions/ask", STUDENTS),
    ("questions/answer", STUDENTS),
    ("questions/vote", OTHERS),
    ("questions/report", OTHERS),
    ("questions/edit", OWN),
    ("questions/accept", OWN),
    // It has an answer.
    ("questions/delete", [401, 403, 404, 403, 401, 401, 403, 409]),
    ("notes/delete", NOTE),
    ("orders/correct_email", BUYER_ALONE),
    ("orders/refund_offer", BUYER_ALONE),
    ("orders/refund", BUYER_ALONE),
    ("sessions/end_all", [401, 200, 403, 403, 401, 401, 200, 403]),
    ("identity/sign_out", EVERYBODY),
];

/// What alone is another answer to somebody who has shown the first of two factors than to nobody.
const HALFWAY: &[(&str, u16)] = &[("identity/give_code", 422)];

async fn ask(browser: &Browser, function: &Function, values: &[(String, String)]) -> Answer {
    let values: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if function.writes { browser.call(&function.name, &values).await } else { browser.read(&function.name, &values).await }
}

on_both!(every_function_knows_who_may_call_it, |shop| async move {
    let world = World::open(&shop).await;
    let functions = functions();
    let mut wrong = Vec::new();
    for function in functions.iter().filter(|function| !of_panel(&function.name)) {
        if !EXPECTED.iter().any(|(name, _)| *name == function.name) {
            wrong.push(format!("{} has no row", function.name));
        }
    }
    for (name, expected) in EXPECTED {
        let function = functions.iter().find(|function| function.name == *name).unwrap_or_else(|| panic!("{name} is no function"));
        let needed = function.arguments.iter().filter(|argument| !argument.optional);
        let values: Vec<_> = needed.map(|a| (a.name.clone(), world.value(name, a))).collect();
        let mut row = [0; 8];
        for (place, browser) in world.browsers.iter().enumerate() {
            row[place] = ask(browser, function, &values).await.status.as_u16();
        }
        if row != *expected {
            wrong.push(format!("{name}: {row:?} and not {expected:?}, for {WHO:?}"));
        }
        let halfway = ask(&world.halfway, function, &values).await.status.as_u16();
        if halfway != HALFWAY.iter().find(|(function, _)| function == name).map_or(expected[0], |(_, status)| *status) {
            wrong.push(format!("{name}: {halfway} for somebody halfway"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

on_both!(to_anybody_but_an_admin_the_functions_of_the_panel_do_not_exist, |shop| async move {
    let world = World::open(&shop).await;
    let functions: Vec<_> = functions().into_iter().filter(|function| of_panel(&function.name)).collect();
    for function in &functions {
        let values: Vec<_> = function.arguments.iter().map(|a| (a.name.clone(), world.value(&function.name, a))).collect();
        let halfway = [(&"halfway", &world.halfway)];
        for (who, browser) in WHO.iter().zip(&world.browsers).filter(|(who, _)| **who != "admin").chain(halfway) {
            let answer = ask(browser, function, &values).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (404, "\"NotFound\""), "{} for {who}", function.name);
        }
        // What each does for an admin is tested where it belongs; that one gets in is tested here.
        let values: Vec<_> = function.arguments.iter().map(|a| (a.name.clone(), a.sample().to_owned())).collect();
        let answer = ask(world.admin(), function, &values).await;
        assert!(!matches!(answer.status.as_u16(), 401 | 403 | 405 | 500..), "{} {}", function.name, answer.text);
    }
});
