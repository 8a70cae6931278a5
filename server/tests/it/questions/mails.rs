//! Mails to both sides.

use super::{admin, answer, answer_as_creator, ask, two_students};
use crate::on_both;
use server::services::seed::DEMO_ADMIN;

on_both!(both_sides_are_written_to, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "What comes before the result?").await;
    answer(&ada, &question, "Perhaps this.").await;
    answer(&ben, &question, "Secret of a student").await;
    let creator = admin(&shop).await;
    answer_as_creator(&creator, &question, "The step before it.").await;
    shop.settles().await;
    let mails = shop.mails().await;
    let to =
        |address: &str, words: &str| mails.iter().filter(|mail| mail.to == address && mail.subject.contains(words)).collect::<Vec<_>>();
    let asked = to(DEMO_ADMIN, "A new question: What comes before the result?");
    assert_eq!(asked.len(), 1);
    assert!(asked[0].text.contains("Ada L.") && asked[0].text.contains(&format!("/admin/questions/{question}")), "{}", asked[0].text);
    assert!(!asked[0].text.contains("ada@example.com"), "no address");
    let answered = to("ada@example.com", "An answer to your question");
    assert_eq!(answered.len(), 2, "one's own answer is no news");
    assert!(answered.iter().any(|mail| mail.text.contains("The step before it.")));
    assert!(answered.iter().all(|mail| !mail.text.contains("Secret of a student")));
    assert!(to("ben@example.com", "question").is_empty());
    for mail in asked.iter().chain(&answered) {
        assert!(mail.headers["List-Unsubscribe"].contains("/mail/unsubscribe/"), "{}", mail.subject);
    }
});

on_both!(who_does_not_want_to_hear_of_questions_does_not, |shop| async move {
    let (ada, ben) = two_students(&shop).await;
    let question = ask(&ada, "Is it quiet now?").await;
    let user = server::repo::identity::by_email(shop.core.db.read(), "ada@example.com").await.unwrap().unwrap().id;
    let choice = [(domain::mail_topic::MailTopic::Questions, false)];
    server::repo::mail_preferences::set(shop.core.db.write(), user, &choice, shop.core.now()).await.unwrap();
    answer(&ben, &question, "It is.").await;
    shop.settles().await;
    assert!(shop.mails().await.iter().all(|mail| !mail.subject.contains("An answer to your question")));
});
