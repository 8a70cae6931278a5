//! People: found, let in, shut out, put right.

use super::{admin, given, paid_order, person};
use crate::on_both;
use crate::questions;
use crate::sign_in::{sign_in, token};
use crate::support::{Browser, Plan, Shop};
use serde_json::{Value, json};

async fn names(admin: &Browser, search: &str) -> Vec<String> {
    let list = admin.read("admin/people", &[("search", search)]).await.ok();
    list["rows"].as_array().unwrap().iter().map(|row| row["email"].as_str().unwrap().to_owned()).collect()
}

async fn detail(admin: &Browser, who: &str) -> Value {
    admin.read("admin/person", &[("id", who)]).await.ok()
}

on_both!(people_are_found_by_name_address_and_order, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "grace.hopper@navy.example").await;
    given(&shop, &admin, "ada@example.com").await;
    for search in ["lovelace", "ADA", "ada@exam", "love%20ada"] {
        assert!(names(&admin, search).await.contains(&"ada@example.com".to_owned()), "{search}");
    }
    for search in ["hopper", "navy", "grace.hopper@navy.example", &order] {
        assert_eq!(names(&admin, search).await, ["grace.hopper@navy.example"], "{search}");
    }
    for search in ["nobody", "ovelace", "%25", "ada%20turing"] {
        assert!(names(&admin, search).await.is_empty(), "{search}");
    }
    assert_eq!(names(&admin, "").await.first().map(String::as_str), Some("ada@example.com"), "the newest first");
});

on_both!(access_by_hand_opens_and_taking_it_back_shuts, |shop| async move {
    let admin = admin(&shop).await;
    let missing = admin.call("admin/add_person", &[("email", "ada@example"), ("until", "2001-01-01")]).await;
    assert_eq!(missing.json(), json!({ "Invalid": [{ "field": "Email", "problem": "Malformed" }] }));
    let past = admin.call("admin/add_person", &[("email", "ada@example.com"), ("until", "2001-01-01"), ("reason", "x")]).await;
    assert_eq!(past.json(), json!({ "Invalid": [{ "field": "Until", "problem": "Past" }] }));
    let reasonless = admin.call("admin/add_person", &[("email", "ada@example.com")]).await;
    assert_eq!(reasonless.json(), json!({ "Invalid": [{ "field": "Reason", "problem": "Missing" }] }));
    let ada = given(&shop, &admin, "ada@example.com").await;
    let student = shop.browser();
    sign_in(&shop, &student, "ada@example.com").await;
    assert_eq!(student.get("/learn").await.status, 200);
    let view = detail(&admin, &ada).await;
    assert_eq!(view["access"]["verdict"], json!({ "Ok": null }));
    let grant = view["access"]["grants"][0]["id"].as_str().unwrap();
    let from = format!("/admin/people/{ada}");
    let form = [("grant", grant), ("until", "2099-12-31"), ("reason", "until the end of the year")];
    let answer = admin.post_form("admin/extend_grant", &from, &form).await;
    assert_eq!(answer.headers["location"], format!("{from}?done=extended").as_str(), "a plain form leads back");
    assert_eq!(detail(&admin, &ada).await["access"]["grants"][0]["until"], "2100-01-01T00:00:00Z");
    admin.call("admin/revoke_grant", &[("grant", grant), ("reason", "left the company")]).await.ok();
    assert_eq!(student.get("/learn").await.status, 403);
    let again = admin.call("admin/revoke_grant", &[("grant", grant), ("reason", "again")]).await;
    assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "NoLongerSo" })));
    let page = admin.get(&from).await.text;
    assert!(page.contains("left the company") && page.contains("Access taken back"), "the page explains it");
});

on_both!(what_a_person_took_back_from_a_buyer_stays_shut, Plan { compare_ledgers: false, ..Plan::default() }, |shop| async move {
    let admin = admin(&shop).await;
    let (order, buyer) = paid_order(&shop, "ada@example.com").await;
    shop.status(&buyer, &order).await;
    let ada = person(&shop, "ada@example.com").await;
    let grant = detail(&admin, &ada).await["access"]["grants"][0]["id"].as_str().unwrap().to_owned();
    admin.call("admin/revoke_grant", &[("grant", &grant), ("reason", "disputed")]).await.ok();
    assert_eq!(buyer.get("/learn").await.status, 403);
    let items = server::repo::orders::items(shop.core.db.read(), entity_order(&shop, &order).await).await.unwrap();
    let items: Vec<_> = items.iter().map(|item| (shop.core.new_id(), item)).collect();
    server::repo::grants::open_for_items(shop.core.db.write(), ada.parse().unwrap(), &items, shop.core.now()).await.unwrap();
    assert_eq!(buyer.get("/learn").await.status, 403, "a bank's decision does not undo a person's");
    shop.settles().await;
    assert!(server::services::truth::compare(&shop.core).await.unwrap().agrees(), "it is no difference");
});

async fn entity_order(shop: &Shop, public_id: &str) -> uuid::Uuid {
    server::repo::orders::by_public_id(shop.core.db.read(), public_id).await.unwrap().unwrap().id
}

on_both!(sessions_are_ended_one_by_one_and_all_at_once, |shop| async move {
    let admin = admin(&shop).await;
    let ada = given(&shop, &admin, "ada@example.com").await;
    let (first, second) = (shop.browser(), shop.browser());
    sign_in(&shop, &first, "ada@example.com").await;
    sign_in(&shop, &second, "ada@example.com").await;
    let latest = detail(&admin, &ada).await["sessions"][0]["id"].as_str().unwrap().to_owned();
    let stranger = given(&shop, &admin, "eve@example.com").await;
    assert_eq!(admin.call("admin/end_sessions", &[("person", &stranger), ("session", &latest)]).await.status, 409, "not hers");
    admin.call("admin/end_sessions", &[("person", &ada), ("session", &latest)]).await.ok();
    assert_eq!((first.get("/learn").await.status.as_u16(), second.get("/learn").await.status.as_u16()), (200, 303));
    admin.call("admin/end_sessions", &[("person", &ada)]).await.ok();
    assert_eq!(first.get("/learn").await.status, 303);
});

on_both!(a_mistyped_address_is_put_right_and_the_old_one_has_no_way_in, |shop| async move {
    let admin = admin(&shop).await;
    let (order, buyer) = paid_order(&shop, "ada@exmaple.com").await;
    shop.status(&buyer, &order).await;
    let old = token(&shop, &shop.browser(), "ada@exmaple.com").await;
    let ada = person(&shop, "ada@exmaple.com").await;
    admin.call("admin/change_email", &[("person", &ada), ("email", "Ada@example.com")]).await.ok();
    assert_eq!(buyer.get("/learn").await.status, 303, "whoever was signed in is signed out");
    assert_eq!(shop.browser().call("identity/redeem_link", &[("token", &old)]).await.status, 410);
    let found = shop.browser();
    sign_in(&shop, &found, "ada@example.com").await;
    assert_eq!(found.get("/learn").await.status, 200);
    assert_eq!(names(&admin, "ada@exmaple.com").await, [""; 0]);
    assert_eq!(names(&admin, "ada@example.com").await, ["Ada@example.com"]);
    let list = admin.read("admin/orders", &[("search", &order)]).await.ok();
    assert_eq!(list["rows"][0]["email"], "Ada@example.com");
    shop.settles().await;
    let mails = shop.mails().await;
    let told = mails.iter().find(|mail| mail.to == "ada@exmaple.com" && mail.subject == "An account has another address now").unwrap();
    assert!(!told.text.contains("Ada@example.com") && !told.text.contains("Lovelace"), "it may be a stranger's: {}", told.text);
});

on_both!(two_people_who_are_one_become_one, |shop| async move {
    let admin = admin(&shop).await;
    let (order, buyer) = paid_order(&shop, "ada@exmaple.com").await;
    shop.status(&buyer, &order).await;
    let outline = buyer.read("learning/outline", &[]).await.ok();
    let lesson = outline["modules"][0]["lessons"][0]["id"].as_str().unwrap();
    buyer.call("learning/mark_complete", &[("lesson", lesson), ("completed", "true")]).await.ok();
    buyer.call("notes/add", &[("lesson", lesson), ("text", "Said in the tunnel")]).await.ok();
    buyer.call("notes/bookmark", &[("lesson", lesson), ("set", "1")]).await.ok();
    let question = questions::ask(&buyer, "Who am I?").await;
    let (wrong, right) = (person(&shop, "ada@exmaple.com").await, given(&shop, &admin, "ada@example.com").await);
    let form = [("person", wrong.as_str()), ("email", "ada@example.com")];
    let taken = admin.call("admin/change_email", &form).await;
    assert_eq!((taken.status.as_u16(), taken.json()), (409, json!({ "Conflict": "AddressTaken" })));
    let merged = [form[0], form[1], ("merge", "on")];
    admin.call("admin/change_email", &merged).await.ok();
    let view = detail(&admin, &right).await;
    assert_eq!(view["orders"][0]["public_id"], order.as_str());
    assert_eq!(view["access"]["grants"].as_array().unwrap().len(), 2, "what was bought and what was given");
    assert_eq!(view["progress"]["completed"], 1);
    assert_eq!(detail(&admin, &wrong).await["orders"], json!([]));
    let found = shop.browser();
    sign_in(&shop, &found, "ada@example.com").await;
    let kept = found.read("notes/list", &[("q", "tunnel")]).await.ok().to_string();
    assert!(kept.contains("Said in the tunnel"), "{kept}");
    assert_eq!(found.read("search/find", &[("q", "tunnel")]).await.ok()["notes"].as_array().unwrap().len(), 1);
    assert_eq!(found.read("learning/outline", &[]).await.ok()["modules"][0]["lessons"][0]["bookmarked"], true);
    assert_eq!(questions::thread(&found, &question).await["own"]["may_edit"], true);
    let into_admin = admin.call("admin/change_email", &[("person", &right), ("email", "admin@lectern.test"), ("merge", "on")]).await;
    assert_eq!(into_admin.json(), json!({ "Conflict": "IsAdmin" }));
});
