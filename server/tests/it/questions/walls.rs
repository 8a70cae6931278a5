//! Who may not.

use super::{LESSON, answer, ask, ask_with, two_students};
use crate::on_both;
use sea_orm::ConnectionTrait;

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// Every function of questions with arguments that name one.
fn functions<'a>(question: &'a str, answer: &'a str, post: &'a str) -> Vec<(&'a str, Vec<(&'a str, &'a str)>)> {
    let place = || vec![("lesson", LESSON), ("question", question)];
    let with = |more: &[(&'a str, &'a str)]| place().into_iter().chain(more.iter().copied()).collect::<Vec<_>>();
    vec![
        ("questions/ask", with(&[("title", "Why?"), ("anyway", "yes")])),
        ("questions/answer", with(&[("text", "Because.")])),
        ("questions/edit", with(&[("post", post), ("title", "Mine now"), ("text", "Mine now")])),
        ("questions/delete", with(&[("post", post)])),
        ("questions/accept", vec![("answer", answer), ("accepted", "on")]),
        ("questions/vote", vec![("question", question), ("voted", "on")]),
        ("questions/report", vec![("post", post), ("reason", "spam")]),
    ]
}

on_both!(anothers_post_is_not_ones_own, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Whose is this?").await;
    let reply = answer(&ada, &question, "Mine.").await;
    for post in [format!("question/{question}"), format!("answer/{reply}")] {
        let place = [("lesson", LESSON), ("question", question.as_str()), ("post", &post), ("title", "Mine"), ("text", "Mine")];
        assert_eq!(ben.call("questions/edit", &place).await.status, 404, "{post}");
        assert_eq!(ben.call("questions/delete", &place).await.status, 404, "{post}");
        assert_eq!(ada.call("questions/report", &[("post", &post), ("reason", "spam")]).await.status, 400, "{post}");
    }
    assert_eq!(ben.call("questions/accept", &[("answer", &reply), ("accepted", "on")]).await.status, 404);
    // What one typed is nobody else's to see.
    ada.post_form("questions/ask", "/learn", &[("lesson", LESSON), ("title", ""), ("text", "ada's secret")]).await;
    assert!(!ben.get(&format!("/learn/{LESSON}/questions/ask")).await.text.contains("ada's secret"));
    for (function, fields) in functions(NOBODY, NOBODY, &format!("answer/{NOBODY}")).into_iter().skip(1) {
        assert_eq!(ben.call(function, &fields).await.status, 404, "{function}");
    }
    for (function, fields) in functions("x", "x", "nothing/x").into_iter().skip(1) {
        assert_eq!(ben.call(function, &fields).await.status, 400, "{function}");
    }
    let elsewhere = [("lesson", "talk-to-five-people"), ("question", question.as_str()), ("page", "1")];
    assert_eq!(ben.read("questions/thread", &elsewhere).await.status, 404, "a question has one lesson");
    assert_eq!(ben.call("questions/report", &[("post", &format!("question/{question}")), ("reason", "dislike")]).await.status, 400);
});

on_both!(a_shut_lesson_has_no_questions, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Is it open?").await;
    shop.execute(&format!(
        "INSERT INTO lesson_rules (lesson_id, opens_at) SELECT id, (SELECT MAX(expires_at) FROM sessions) FROM lessons WHERE slug = '{LESSON}'"
    ))
    .await;
    let refused = ben.read("questions/thread", &[("lesson", LESSON), ("question", &question), ("page", "1")]).await;
    assert!(refused.status == 403 && refused.json()["Closed"]["OpensAt"].is_string(), "{}", refused.text);
    assert_eq!(ben.get(&format!("/learn/{LESSON}/questions")).await.status, 403);
    assert_eq!(ben.call("questions/vote", &[("question", &question), ("voted", "on")]).await.status, 403);
    shop.execute(&format!("UPDATE lessons SET state = 'draft' WHERE slug = '{LESSON}'")).await;
    assert_eq!(ben.get(&format!("/learn/{LESSON}/questions")).await.status, 404);
});

on_both!(the_database_refuses_what_must_not_be, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask_with(&ada, &[("title", "What must not be?"), ("moment", "0:10")]).await;
    let first = answer(&ben, &question, "This.").await;
    answer(&ben, &question, "And this.").await;
    ada.call("questions/accept", &[("answer", &first), ("accepted", "on")]).await.ok();
    ben.call("questions/vote", &[("question", &question), ("voted", "on")]).await.ok();
    for sql in [
        "UPDATE questions SET at_s = -1",
        "UPDATE questions SET title = ''",
        "UPDATE questions SET state = 'gone'",
        "UPDATE questions SET votes = -1",
        "UPDATE question_answers SET accepted_at = created_at",
        "UPDATE question_answers SET state = 'hidden' WHERE accepted_at IS NOT NULL",
        "UPDATE question_answers SET source = ''",
        "INSERT INTO question_votes SELECT * FROM question_votes",
        "UPDATE rate_limits SET used = -1",
    ] {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
    shop.execute("DELETE FROM question_votes").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM questions WHERE votes <> 0").await, 0, "the database keeps the number itself");
});
