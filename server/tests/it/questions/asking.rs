//! Asking, answering, voting, and changing one's mind.

use super::{LESSON, admin, answer, answer_as_creator, ask, ask_with, list, thread, titles, two_students};
use crate::learning::student;
use crate::on_both;
use chrono::TimeDelta;
use serde_json::json;
use server::services::limits::Action;

on_both!(a_question_is_asked_answered_and_accepted, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask_with(&ada, &[("title", "Where does the outline end?"), ("text", "I *wonder*."), ("moment", "3:12")]).await;
    let first = answer(&ben, &question, "At the **result**.").await;
    let seen = thread(&ada, &question).await;
    assert_eq!(seen["question"]["at_s"], 192);
    assert_eq!(seen["question"]["author"], "Ada L.");
    assert_eq!(seen["question"]["own"], true);
    assert_eq!(seen["html"], "<p>I <em>wonder</em>.</p>\n");
    assert_eq!(seen["answers"]["rows"][0]["html"], "<p>At the <strong>result</strong>.</p>\n");
    assert_eq!(seen["answers"]["rows"][0]["by_creator"], false);
    assert_eq!(seen["question"]["state"], "Open", "a student's answer settles nothing until it is accepted");
    ada.call("questions/accept", &[("answer", &first), ("accepted", "on")]).await.ok();
    assert_eq!(thread(&ben, &question).await["question"]["state"], "Answered");
    assert_eq!(titles(&list(&ben, "unanswered", "").await), Vec::<&str>::new());
    // Another answer is accepted in its place, and then none.
    let second = answer(&ben, &question, "Or before it.").await;
    ada.call("questions/accept", &[("answer", &second), ("accepted", "on")]).await.ok();
    let rows = thread(&ada, &question).await["answers"]["rows"].clone();
    assert_eq!((&rows[0]["id"], &rows[0]["state"], &rows[1]["state"]), (&json!(second), &json!("Accepted"), &json!("Given")));
    ada.call("questions/accept", &[("answer", &second)]).await.ok();
    assert_eq!(thread(&ada, &question).await["question"]["state"], "Open");
});

on_both!(the_creators_answer_is_marked_and_comes_first, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "What is a chain?").await;
    answer(&ben, &question, "No idea.").await;
    let creator = admin(&shop).await;
    let theirs = answer_as_creator(&creator, &question, "Steps that need each other.").await;
    let seen = thread(&ada, &question).await;
    let first = &seen["answers"]["rows"][0];
    assert_eq!((&first["id"], &first["by_creator"], &first["author"]), (&json!(theirs), &json!(true), &json!("Mara L.")));
    assert_eq!(seen["question"]["state"], "Answered");
    assert_eq!(shop.count("SELECT COUNT(*) FROM question_answers WHERE by_creator").await, 2, "the demo has one");
});

on_both!(a_vote_counts_once_and_can_be_taken_back, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Is seven enough?").await;
    for _ in 0..2 {
        let votes = ben.call("questions/vote", &[("question", &question), ("voted", "on")]).await.ok();
        assert_eq!(votes, json!({ "count": 1, "voted": true }));
    }
    let both = [("question", question.as_str()), ("voted", "on")];
    let (one, two) = tokio::join!(ben.call("questions/vote", &both), ben.call("questions/vote", &both));
    assert_eq!((one.ok()["count"].clone(), two.ok()["count"].clone()), (json!(1), json!(1)));
    for _ in 0..2 {
        let votes = ben.call("questions/vote", &[("question", &question)]).await.ok();
        assert_eq!(votes, json!({ "count": 0, "voted": false }));
    }
    assert_eq!(ada.call("questions/vote", &[("question", &question), ("voted", "on")]).await.status, 400, "one's own is not for voting");
    assert_eq!(
        shop.count(
            "SELECT COUNT(*) FROM questions WHERE votes <> (SELECT COUNT(*) FROM question_votes v WHERE v.question_id = questions.id)"
        )
        .await,
        0
    );
});

on_both!(similar_questions_are_shown_before_one_is_posted, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "How long should a lesson video be?").await;
    let fields = [("lesson", LESSON), ("title", "How long is a good video for a lesson?")];
    let similar = ben.call("questions/ask", &fields).await.ok();
    assert_eq!(similar["Similar"][0]["id"], json!(question));
    let typed = ben.read("questions/similar", &[("lesson", LESSON), ("title", "video%20long")]).await.ok();
    assert_eq!(typed[0]["title"], "How long should a lesson video be?");
    assert_eq!(ben.read("questions/similar", &[("lesson", LESSON), ("title", "the%20and")]).await.ok(), json!([]));
    ask(&ben, "How long is a good video for a lesson?").await;
    assert_eq!(list(&ben, "", "good%20VIDEO").await["page"]["total"], 1);
    assert_eq!(list(&ben, "", "100%25").await["page"]["total"], 0, "a wildcard is no word");
    assert_eq!(list(&ben, "", "%25").await["page"]["total"], 0, "signs alone find nothing");
});

on_both!(questions_are_found_in_any_writing_and_order, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Wie lang darf eine ÜBUNG im Café sein?").await;
    for search in ["%C3%BCbung", "%C3%9CBUNG", "caf%C3%A9%20%C3%BCbung", "%C3%BCb"] {
        assert_eq!(list(&ben, "", search).await["page"]["total"], 1, "{search}");
    }
    let similar = ben.read("questions/similar", &[("lesson", LESSON), ("title", "Eine%20%C3%BCbung%20im%20caf%C3%A9")]).await.ok();
    assert_eq!(similar[0]["id"], json!(question));
    let creator = super::admin(&shop).await;
    let found = creator.read("admin/questions", &[("show", "open"), ("q", "%C3%9Cbung"), ("page", "1")]).await.ok();
    assert_eq!(found["page"]["rows"][0]["id"], json!(question), "{found}");
});

on_both!(without_scripts_what_was_typed_is_kept, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let long = "x".repeat(5_001);
    let fields = [("lesson", LESSON), ("title", "</textarea> & \"what\""), ("text", &long), ("moment", "3.12")];
    let sent = ada.post_form("questions/ask", &format!("/learn/{LESSON}"), &fields).await;
    let form = format!("/learn/{LESSON}/questions/ask");
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, form.as_str()), "nothing typed is in an address");
    let page = ada.get(&form).await;
    assert!(page.text.contains(&long) && page.text.contains("&quot;what&quot;"), "what was typed is there");
    assert!(page.text.contains("5,000 characters") && page.text.contains("for instance 3:12"), "and what is wrong with it");
    // Put right, it is posted, and forgotten.
    let fields = [("lesson", LESSON), ("title", "Now it is right"), ("text", ""), ("moment", "3:12")];
    let sent = ada.post_form("questions/ask", &form, &fields).await;
    let location = sent.headers["location"].to_str().unwrap().to_owned();
    assert!(location.starts_with(&format!("/learn/{LESSON}/questions/")) && !location.ends_with("/ask"), "{location}");
    assert!(ada.get(&location).await.text.contains("Now it is right"));
    assert_eq!(shop.count("SELECT COUNT(*) FROM question_drafts").await, 0);
    // So it is with answers and changes.
    let question = location.rsplit('/').next().unwrap();
    ada.post_form("questions/answer", &location, &[("lesson", LESSON), ("question", question), ("text", &long)]).await;
    let post = format!("question/{question}");
    let change = [("lesson", LESSON), ("question", question), ("post", post.as_str()), ("title", ""), ("text", "Changed details")];
    ada.post_form("questions/edit", &location, &change).await;
    let page = ada.get(&location).await.text;
    assert!(page.contains(&long) && page.contains("Changed details") && page.contains("Please say in one line"), "{page}");
    assert!(page.contains("Now it is right"), "the question is as it was");
    shop.clock.run_ahead(TimeDelta::days(2));
    server::services::questions::forget_old(&shop.core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM question_drafts").await, 0);
});

on_both!(nobody_asks_more_than_the_limit_within_an_hour, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    for number in 0..Action::Ask.limit().most {
        ask(&ada, &format!("Question number {number}")).await;
    }
    let fields = [("lesson", LESSON), ("title", "One too many"), ("anyway", "yes")];
    let refused = ada.call("questions/ask", &fields).await;
    assert_eq!(refused.status, 429);
    let wait: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((3_000..=3_600).contains(&wait), "{wait}");
    ada.post_form("questions/ask", "/learn", &fields).await;
    let page = ada.get(&format!("/learn/{LESSON}/questions/ask")).await.text;
    assert!(page.contains("One too many") && page.contains("That was a lot for one hour"));
    shop.clock.run_ahead(TimeDelta::minutes(61));
    ada.call("questions/ask", &fields).await.ok();
});

on_both!(a_post_can_be_changed_for_a_day_and_deleted_while_nobody_relies_on_it, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Is this right?").await;
    let post = format!("question/{question}");
    let edit = [
        ("lesson", LESSON),
        ("question", question.as_str()),
        ("post", &post),
        ("title", "Is this better?"),
        ("text", "<b>x</b>"),
        ("moment", ""),
    ];
    ada.call("questions/edit", &edit).await.ok();
    let seen = thread(&ben, &question).await;
    assert_eq!((&seen["question"]["title"], &seen["html"]), (&json!("Is this better?"), &json!("<p>&lt;b&gt;x&lt;/b&gt;</p>\n")));
    assert!(seen["edited_at"].is_string() && seen["own"].is_null());
    let theirs = answer(&ben, &question, "It is.").await;
    let place = [("lesson", LESSON), ("question", question.as_str())];
    let delete = |post: String| {
        let fields: Vec<_> = place.into_iter().map(|(name, value)| (name, value.to_owned())).chain([("post", post)]).collect();
        fields
    };
    let send = async |browser: &crate::support::Browser, post: String| {
        let fields = delete(post);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.call("questions/delete", &fields).await
    };
    assert_eq!(send(&ada, post.clone()).await.json(), json!({ "Conflict": "PostInUse" }));
    ada.call("questions/accept", &[("answer", &theirs), ("accepted", "on")]).await.ok();
    assert_eq!(send(&ben, format!("answer/{theirs}")).await.json(), json!({ "Conflict": "PostInUse" }));
    ada.call("questions/accept", &[("answer", &theirs)]).await.ok();
    send(&ben, format!("answer/{theirs}")).await.ok();
    shop.clock.run_ahead(TimeDelta::hours(25));
    assert_eq!(ada.call("questions/edit", &edit).await.json(), json!({ "Conflict": "PostSettled" }));
    send(&ada, post).await.ok();
    assert_eq!(ada.read("questions/thread", &[("lesson", LESSON), ("question", &question), ("page", "1")]).await.status, 404);
});

on_both!(hostile_text_is_harmless_or_refused, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let bad = [("", 422), ("\u{202e}\0 \u{200b}", 422), (&"t".repeat(141), 422)];
    for (title, status) in bad {
        let answer = ada.call("questions/ask", &[("lesson", LESSON), ("title", title), ("anyway", "yes")]).await;
        assert_eq!(answer.status.as_u16(), status, "{title:?} {}", answer.text);
    }
    for moment in ["3", "99:99", "-1:00", "1e9:00"] {
        let answer = ada.call("questions/ask", &[("lesson", LESSON), ("title", "When?"), ("moment", moment)]).await;
        assert_eq!(answer.json(), json!({ "Invalid": [{ "field": "Moment", "problem": "Malformed" }] }), "{moment}");
    }
    let title = "'; DROP TABLE questions; -- \u{1F9EA}\0\u{202e}<svg/onload=alert(1)>";
    let question = ask_with(&ada, &[("title", title), ("text", "[x](javascript:alert(1)) <iframe src=//x> \0")]).await;
    let seen = thread(&ada, &question).await;
    assert_eq!(seen["question"]["title"], "'; DROP TABLE questions; -- \u{1F9EA}<svg/onload=alert(1)>");
    assert!(!seen["html"].as_str().unwrap().contains("<iframe") && !seen["html"].as_str().unwrap().contains("href"), "{seen}");
    for search in ["%25", "%27", "%00", "%5C", "_", "%F0%9F%A7%AA"] {
        list(&ada, "votes", search).await;
    }
});
