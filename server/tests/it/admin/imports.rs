//! Tables of people: a dry run that writes nobody down, an import, and the same once more.

use super::admin;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Shop};
use serde_json::json;

/// Sends a table as the form does and gives the id of its report.
pub async fn read(admin: &Browser, table: &str) -> String {
    let place = upload(admin, table).await;
    place.strip_prefix("/admin/people/import/").unwrap_or_else(|| panic!("the table was refused: {place}")).to_owned()
}

async fn upload(admin: &Browser, table: &str) -> String {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--x--\r\n"
    );
    let answer = admin.post_raw("/admin/people/import/upload", "multipart/form-data; boundary=x", body, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

async fn people(shop: &Shop) -> (i64, i64) {
    (shop.count("SELECT COUNT(*) FROM users").await, shop.count("SELECT COUNT(*) FROM grants").await)
}

const TABLE: &str = "Name,E-mail,Until\nAda Lovelace,ada@example.com,2099-12-31\nNobody,not an address,\nGrace,grace@example.com,\n\
                     Ada again,ADA@example.com,\nLate,late@example.com,2001-01-01\n";

on_both!(an_import_tells_first_then_writes_and_the_second_time_changes_nothing, |shop| async move {
    let admin = admin(&shop).await;
    let before = people(&shop).await;
    let id = read(&admin, TABLE).await;
    let view = admin.read("admin/import", &[("id", &id)]).await.ok();
    assert_eq!(view["sums"], json!({ "new": 2, "known": 0, "has_access": 0, "wrong": 3 }));
    let problems: Vec<_> =
        view["problems"].as_array().unwrap().iter().map(|line| (line["line"].clone(), line["outcome"].clone())).collect();
    let wrong = |line: u32, problem: serde_json::Value| (json!(line), json!({ "Wrong": problem }));
    assert_eq!(problems, [wrong(3, json!("BadAddress")), wrong(5, json!({ "SameAs": 2 })), wrong(6, json!("PastDay"))]);
    assert_eq!(people(&shop).await, before, "a dry run writes nobody down");
    let page = admin.get(&format!("/admin/people/import/{id}")).await.text;
    assert!(page.contains("The same address as in line 2") && page.contains("2 people"), "the report is a page");

    admin.call("admin/apply_import", &[("id", &id)]).await.ok();
    assert_eq!(people(&shop).await, (before.0 + 2, before.1 + 2));
    let again = admin.call("admin/apply_import", &[("id", &id)]).await;
    assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "NoLongerSo" })));
    let student = shop.browser();
    sign_in(&shop, &student, "grace@example.com").await;
    assert_eq!(student.get("/learn").await.status, 200);
    let found = admin.read("admin/people", &[("search", "grace")]).await.ok();
    assert_eq!(found["rows"][0]["email"], "grace@example.com");

    let second = read(&admin, TABLE).await;
    let view = admin.read("admin/import", &[("id", &second)]).await.ok();
    assert_eq!(view["sums"], json!({ "new": 0, "known": 0, "has_access": 2, "wrong": 3 }));
    admin.call("admin/apply_import", &[("id", &second)]).await.ok();
    assert_eq!(people(&shop).await, (before.0 + 2, before.1 + 2));
    assert_eq!(shop.count("SELECT COUNT(*) FROM people_imports WHERE people IS NOT NULL").await, 0, "the tables are forgotten");
});

on_both!(five_thousand_lines_are_imported_at_once, |shop| async move {
    let admin = admin(&shop).await;
    let before = people(&shop).await;
    let lines = (0..5_000).map(|n| format!("person.{n}@example.com;Person {n};2099-12-31\n")).collect::<Vec<_>>().concat();
    let id = read(&admin, &format!("e-mail;name;until\n{lines}")).await;
    let view = admin.read("admin/import", &[("id", &id), ("page", "50")]).await.ok();
    assert_eq!((&view["sums"]["new"], &view["pages"], &view["lines"][99]["line"]), (&json!(5_000), &json!(50), &json!(5_001)));
    admin.call("admin/apply_import", &[("id", &id)]).await.ok();
    assert_eq!(people(&shop).await, (before.0 + 5_000, before.1 + 5_000));
    assert_eq!(admin.read("admin/people", &[("search", "person.4999")]).await.ok()["count"]["number"], 1);
});

on_both!(what_is_no_table_of_people_is_refused_in_words, |shop| async move {
    let admin = admin(&shop).await;
    for (table, words) in [("", "missing"), ("name\nAda", "columns"), ("e-mail\n", "missing")] {
        let place = upload(&admin, table).await;
        assert_eq!(place, format!("/admin/people/import?refused={words}"), "{table}");
    }
    let page = admin.get("/admin/people/import?refused=columns").await;
    assert!(page.status == 200 && page.text.contains("No column of e-mail addresses was found"), "{}", page.status);
});
