//! The creator's desk: what waits, what is hidden, and what is written down about it.

use super::{LESSON, admin, answer, answer_as_creator, ask, list, thread, titles, two_students};
use crate::on_both;
use crate::support::Browser;
use serde_json::{Value, json};

async fn desk(creator: &Browser, show: &str, search: &str) -> Value {
    creator.read("admin/questions", &[("show", show), ("q", search), ("page", "1")]).await.ok()
}

/// How many questions the course's search finds.
async fn found(browser: &Browser, words: &str) -> usize {
    browser.read("search/find", &[("q", words)]).await.ok()["questions"].as_array().unwrap().len()
}

on_both!(what_waits_comes_first_and_is_answered_there, |shop| async move {
    let (ada, _ben) = two_students(&shop).await;
    let question = ask(&ada, "Does the desk see me?").await;
    let creator = admin(&shop).await;
    let open = desk(&creator, "", "desk%20see").await;
    assert_eq!(open["page"]["rows"][0]["id"], json!(question));
    assert!(!open.to_string().contains("ada@example.com"), "no address");
    let before = open["open"].as_u64().unwrap();
    let location = format!("/admin/questions/{question}");
    let sent = creator.post_form("admin/answer_question", "/admin/questions", &[("question", &question), ("text", "")]).await;
    assert_eq!(sent.headers["location"], location.as_str());
    assert!(creator.get(&location).await.text.contains("Please write something first"));
    let sent = creator.post_form("admin/answer_question", "/admin/questions", &[("question", &question), ("text", "It *does*.")]).await;
    assert_eq!(sent.headers["location"], location.as_str());
    assert!(creator.get(&location).await.text.contains("<em>does</em>"));
    assert_eq!(desk(&creator, "", "").await["open"].as_u64().unwrap(), before - 1);
    assert_eq!(titles(&desk(&creator, "answered", "desk%20see").await), ["Does the desk see me?"]);
});

on_both!(what_is_hidden_is_gone_for_all_but_its_writer, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Buy my watches?").await;
    let reply = answer(&ben, &question, "Buy mine.").await;
    let (post, reply_post) = (format!("question/{question}"), format!("answer/{reply}"));
    ben.call("questions/report", &[("post", &post), ("reason", "spam")]).await.ok();
    assert_eq!(
        ben.call("questions/report", &[("post", &post), ("reason", "unkind")]).await.json(),
        json!({ "Conflict": "AlreadyReported" })
    );
    ada.call("questions/report", &[("post", &reply_post), ("reason", "unkind")]).await.ok();
    assert_eq!(thread(&ben, &question).await["reported"], true);
    let creator = admin(&shop).await;
    assert_eq!(desk(&creator, "reported", "").await["page"]["rows"][0]["reports"], 2);
    ada.call("questions/accept", &[("answer", &reply), ("accepted", "on")]).await.ok();

    assert_eq!((found(&ben, "watches").await, found(&ada, "mine").await), (1, 1), "a question is found by its answers too");
    creator.call("admin/hide_post", &[("post", &reply_post), ("hidden", "on")]).await.ok();
    assert_eq!(found(&ada, "mine").await, 0);
    assert_eq!(thread(&ada, &question).await["answers"]["total"], 0);
    assert_eq!(thread(&ada, &question).await["question"]["state"], "Open");
    assert_eq!(thread(&ben, &question).await["answers"]["rows"][0]["state"], "Hidden");
    assert_eq!(ada.call("questions/accept", &[("answer", &reply), ("accepted", "on")]).await.status, 404);

    creator.call("admin/hide_post", &[("post", &post), ("hidden", "on")]).await.ok();
    assert_eq!(ben.read("questions/thread", &[("lesson", LESSON), ("question", &question), ("page", "1")]).await.status, 404);
    assert_eq!(ben.get(&format!("/learn/{LESSON}/questions/{question}")).await.status, 404);
    assert_eq!(ben.call("questions/answer", &[("lesson", LESSON), ("question", &question), ("text", "x")]).await.status, 404);
    assert_eq!(titles(&list(&ben, "", "").await), Vec::<&str>::new());
    assert_eq!(thread(&ada, &question).await["question"]["state"], "Hidden", "its asker sees that it is");
    assert_eq!(desk(&creator, "reported", "").await["reported"], 0);
    assert_eq!(titles(&desk(&creator, "hidden", "").await), ["Buy my watches?"]);

    assert_eq!(found(&ben, "watches").await, 0);
    creator.call("admin/hide_post", &[("post", &post)]).await.ok();
    assert_eq!(found(&ben, "watches").await, 1);
    assert_eq!(titles(&list(&ben, "", "").await), ["Buy my watches?"]);
    for action in ["question.hide", "question.show"] {
        assert!(
            shop.count(&format!("SELECT COUNT(*) FROM audit_log WHERE action = '{action}' AND actor_id IS NOT NULL")).await > 0,
            "{action}"
        );
    }
});

on_both!(reports_are_dismissed_and_answers_changed_and_deleted, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "What is a promise?").await;
    ben.call("questions/report", &[("post", &format!("question/{question}")), ("reason", "off_topic")]).await.ok();
    let creator = admin(&shop).await;
    let theirs = answer_as_creator(&creator, &question, "One thnig.").await;
    creator.call("admin/dismiss_reports", &[("post", &format!("question/{question}"))]).await.ok();
    assert_eq!(desk(&creator, "reported", "").await["reported"], 0);
    creator.call("admin/edit_answer", &[("question", &question), ("answer", &theirs), ("text", "One thing.")]).await.ok();
    assert_eq!(thread(&ada, &question).await["answers"]["rows"][0]["html"], "<p>One thing.</p>\n");
    let students = answer(&ben, &question, "Two things.").await;
    assert_eq!(creator.call("admin/edit_answer", &[("question", &question), ("answer", &students), ("text", "x")]).await.status, 404);
    for id in [&theirs, &students] {
        creator.call("admin/delete_answer", &[("answer", id)]).await.ok();
    }
    let seen = thread(&ada, &question).await;
    assert_eq!((&seen["answers"]["total"], &seen["question"]["state"]), (&json!(0), &json!("Open")));
    let deleted = shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'question.delete_answer'").await;
    let dismissed = shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'question.dismiss_reports'").await;
    assert_eq!((deleted, dismissed), (2, 1));
});
