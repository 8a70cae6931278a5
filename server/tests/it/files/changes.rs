//! What a creator does with files, and what the log remembers of it.

use super::{LESSON, PDF, added, creator, desk, form, goal, link, post, uploads};
use crate::learning::student;
use crate::on_both;
use crate::support::Browser;
use chrono::TimeDelta;
use entity::audit_entry;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use server::services::files;

async fn titles(browser: &Browser) -> Vec<String> {
    desk(browser).await.iter().map(|file| file["title"].as_str().unwrap().to_owned()).collect()
}

on_both!(a_replaced_file_keeps_its_links, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "Workbook.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let old = goal(&ada.get(&link(&id)).await);
    let answer = post(&creator, &format!("{}/{id}", uploads(LESSON)), form("workbook-2.txt", b"The second edition")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let files = desk(&creator).await;
    assert_eq!((files.len(), files[0]["id"].as_str(), files[0]["version"].as_u64()), (1, Some(id.as_str()), Some(2)));
    assert_eq!(
        (&files[0]["title"], &files[0]["file_name"], &files[0]["kind"]),
        (&json!("Workbook"), &json!("workbook-2.txt"), &json!("text"))
    );
    assert_eq!(ada.get(&goal(&ada.get(&link(&id)).await)).await.text, "The second edition");
    assert_eq!(ada.get(&old).await.text.as_bytes(), PDF, "who had begun to download goes on");
    assert_eq!(files::sweep(&shop.core).await.unwrap(), 0, "for a day");
    shop.clock.run_ahead(TimeDelta::hours(25));
    assert_eq!(files::sweep(&shop.core).await.unwrap(), 1);
    assert_eq!((super::kept(&shop.files).len(), shop.count("SELECT COUNT(*) FROM stored_objects").await), (1, 1));
    crate::sign_in::sign_in(&shop, &ada, "ada@example.com").await;
    assert_eq!(ada.get(&goal(&ada.get(&link(&id)).await)).await.text, "The second edition");
});

on_both!(files_are_named_ordered_and_removed, |shop| async move {
    let creator = creator(&shop).await;
    for name in ["a.pdf", "b.pdf", "c.pdf"] {
        added(&creator, name, PDF).await;
    }
    let id = desk(&creator).await[2]["id"].as_str().unwrap().to_owned();
    for (way, order) in [("up", ["a", "c", "b"]), ("up", ["c", "a", "b"]), ("up", ["c", "a", "b"]), ("down", ["a", "c", "b"])] {
        assert_eq!(creator.call("files/shift", &[("file", &id), ("way", way)]).await.status, 200);
        assert_eq!(titles(&creator).await, order);
    }
    let rename = |title: String| {
        let (creator, id) = (&creator, &id);
        async move { creator.call("files/rename", &[("file", id), ("title", &title)]).await }
    };
    assert_eq!(rename("  The <b>work</b>\n book ".into()).await.status, 200);
    for (title, problem) in [(" ".to_owned(), "Missing"), ("x".repeat(201), "TooLong"), ("a\u{7}b".to_owned(), "Malformed")] {
        let answer = rename(title).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (422, json!({ "Invalid": [{ "field": "FileTitle", "problem": problem }] })));
    }
    assert_eq!(titles(&creator).await, ["a", "The <b>work</b> book", "b"]);
    assert_eq!(creator.call("files/remove", &[("file", &id)]).await.status, 200);
    assert_eq!(titles(&creator).await, ["a", "b"]);
    for function in ["files/remove", "files/rename", "files/shift"] {
        assert_eq!(creator.call(function, &[("file", &id), ("title", "x"), ("way", "up")]).await.status, 404, "{function}");
    }
    let back = creator.post_form("files/shift", &format!("/admin/lessons/{LESSON}"), &[("file", "x"), ("way", "up")]).await;
    assert_eq!(back.status, 302, "a form without scripts comes back");
});

on_both!(every_change_is_in_the_log, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    added(&creator, "b.pdf", PDF).await;
    post(&creator, &format!("{}/{id}", uploads(LESSON)), form("a.txt", b"other")).await;
    creator.call("files/rename", &[("file", &id), ("title", "Workbook")]).await.ok();
    creator.call("files/shift", &[("file", &id), ("way", "down")]).await.ok();
    creator.call("files/remove", &[("file", &id)]).await.ok();
    let entries = audit_entry::Entity::find().order_by_asc(audit_entry::Column::At).order_by_asc(audit_entry::Column::Id);
    let entries = entries.all(shop.core.db.read()).await.unwrap();
    let of_file: Vec<_> = entries.into_iter().filter(|entry| entry.subject == format!("file/{id}")).collect();
    let actions: Vec<_> = of_file.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["file.add", "file.replace", "file.rename", "file.move", "file.remove"]);
    assert!(of_file.iter().all(|entry| entry.actor_id.is_some()));
    let said = |index: usize, name: &str| {
        let read = |side: &Option<Value>| side.as_ref().map(|side| side[name].clone()).unwrap_or_default();
        (read(&of_file[index].before), read(&of_file[index].after))
    };
    assert_eq!(said(1, "kind"), (json!("pdf"), json!("text")));
    assert_eq!(said(2, "title"), (json!("a"), json!("Workbook")));
    assert_eq!(said(3, "position"), (json!(0), json!(1)));
    assert_eq!(said(4, "title"), (json!("Workbook"), Value::Null));
});

on_both!(a_form_without_scripts_is_led_back, |shop| async move {
    let creator = creator(&shop).await;
    let accept = [("accept", "text/html,application/xhtml+xml")];
    for (name, content, outcome) in
        [("a.pdf", PDF, "done"), ("a.exe", b"MZ", "other-kind"), ("a.pdf", b"MZ", "other-content"), ("", b"", "missing")]
    {
        let answer = creator.post_raw(&uploads(LESSON), &super::form_kind(), form(name, content), &accept).await;
        assert_eq!(goal(&answer), format!("/admin/lessons/{LESSON}?upload={outcome}"), "{name}");
    }
    let page = creator.get(&format!("/admin/lessons/{LESSON}?upload=other-content")).await;
    assert!(page.text.contains("is not what its ending says"), "{}", page.text);
    assert_eq!(titles(&creator).await, ["a"]);
});
