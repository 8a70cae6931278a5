//! Mails that people choose: what they get, and how they end it.

mod learning;
mod outage;

use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Shop};
use domain::mail_topic::MailTopic;
use serde_json::{Value, json};
use server::adapters::mail::StoredMail;
use server::mail::learning as letters;
use server::repo::identity;
use server::services::outbox::{self, Outgoing, Subscriber};
use server::services::seed::DEMO_ADMIN;
use uuid::Uuid;

const ONE_CLICK: &str = "List-Unsubscribe=One-Click";
const FORM: &str = "application/x-www-form-urlencoded";

async fn user(shop: &Shop, email: &str) -> Uuid {
    identity::by_email(shop.core.db.read(), email).await.unwrap().unwrap().id
}

/// Puts a mail of a topic to the demo's admin into the outbox.
async fn post(shop: &Shop, topic: MailTopic, key: &str) {
    let subscriber = Subscriber { user: user(shop, DEMO_ADMIN).await, topic };
    let outgoing = Outgoing { dedupe_key: key.to_owned(), kind: topic.name(), to: DEMO_ADMIN, order: None, secret: false };
    let letter = letters::completed("The course", "https://x.example/learn/certificate");
    outbox::post_topic(&shop.core, shop.core.db.write(), subscriber, outgoing, &letter).await.unwrap();
}

async fn sent(shop: &Shop) -> Vec<StoredMail> {
    shop.settles().await;
    shop.mails().await.into_iter().filter(|mail| mail.subject.contains("completed")).collect()
}

/// The path that a mail's header names.
fn way_out(shop: &Shop, mail: &StoredMail) -> String {
    let address = mail.headers["List-Unsubscribe"].trim_start_matches('<').trim_end_matches('>');
    address.strip_prefix(&shop.base).unwrap().to_owned()
}

async fn choices(browser: &Browser) -> Value {
    browser.read("account/view", &[]).await.ok()["mails"].clone()
}

on_both!(a_mail_carries_the_ways_to_end_its_kind, |shop| async move {
    post(&shop, MailTopic::Questions, "questions/1").await;
    post(&shop, MailTopic::Questions, "questions/1").await;
    let mails = sent(&shop).await;
    assert_eq!(mails.len(), 1, "one key is one mail");
    assert_eq!(mails[0].headers["List-Unsubscribe-Post"], ONE_CLICK);
    let path = way_out(&shop, &mails[0]);
    assert!(path.starts_with("/mail/unsubscribe/"), "{path}");
    for body in [&mails[0].text, &mails[0].html] {
        assert!(body.contains(&format!("{}{path}", shop.base)) && body.contains("/account#mails"), "{body}");
    }
    shop.browser().call("identity/request_link", &[("email", DEMO_ADMIN)]).await;
    shop.settles().await;
    let link = shop.mails().await.into_iter().find(|mail| mail.subject.contains("sign-in")).unwrap();
    assert!(link.headers.is_empty() && !link.text.contains("/mail/unsubscribe/"), "what always goes out has no way out");
});

on_both!(a_mail_program_ends_a_kind_with_one_post, |shop| async move {
    post(&shop, MailTopic::Questions, "questions/1").await;
    let path = way_out(&shop, &sent(&shop).await[0]);
    let program = shop.browser();
    let from_elsewhere = [("origin", "https://mail.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(program.post_raw(&path, FORM, "", &from_elsewhere).await.status, 400, "only with what the mail's header says");
    for _ in 0..2 {
        let page = program.get(&path).await;
        assert!(page.status == 200 && page.text.contains("No more of these mails?"), "{} {}", page.status, page.text);
    }
    post(&shop, MailTopic::Questions, "questions/2").await;
    assert_eq!(sent(&shop).await.len(), 2, "looking ends nothing");
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    assert_eq!(program.post_raw(&path, "multipart/form-data; boundary=x", multipart, &from_elsewhere).await.status, 200);
    assert_eq!(program.post_raw(&path, FORM, ONE_CLICK, &from_elsewhere).await.status, 200, "again is the same");
    post(&shop, MailTopic::Questions, "questions/3").await;
    post(&shop, MailTopic::NewLessons, "new_lessons/1").await;
    let kinds = shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'questions'").await;
    assert_eq!((kinds, sent(&shop).await.len()), (2, 3), "the other kinds still go out");
});

on_both!(a_token_that_is_not_ours_ends_nothing_and_tells_nothing, |shop| async move {
    post(&shop, MailTopic::Questions, "questions/1").await;
    let path = way_out(&shop, &sent(&shop).await[0]);
    let browser = shop.browser();
    let other_kind = path.replace("-questions", "-completed");
    let other_person = path.replacen(&user(&shop, DEMO_ADMIN).await.simple().to_string(), &Uuid::nil().simple().to_string(), 1);
    for forged in [other_kind.as_str(), &other_person, "/mail/unsubscribe/x", "/mail/unsubscribe/%00", &path[..path.len() - 1]] {
        assert_ne!(forged, path);
        assert_eq!(browser.post_raw(forged, FORM, ONE_CLICK, &[]).await.status, 200, "{forged}: the same answer");
        let page = browser.get(forged).await;
        assert!(page.status == 410 && page.text.contains("We do not know this link"), "{forged} {}", page.status);
        let token = forged.rsplit('/').next().unwrap();
        assert_eq!(browser.call("mails/unsubscribe", &[("token", token)]).await.status, 410, "{forged}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM mail_preferences").await, 0);
});

on_both!(people_choose_their_mails_with_and_without_scripts, |shop| async move {
    let browser = shop.browser();
    assert_eq!(browser.call("mails/choose", &[("stalled", "on")]).await.status, 401);
    sign_in(&shop, &browser, DEMO_ADMIN).await;
    let choice = |topic: &str, wanted: bool| json!({ "topic": topic, "wanted": wanted });
    let default = json!([choice("Questions", true), choice("NewLessons", true), choice("Completed", true), choice("Stalled", false)]);
    assert_eq!(choices(&browser).await, default);
    browser.call("mails/choose", &[("stalled", "on"), ("questions", "on")]).await.ok();
    let chosen = json!([choice("Questions", true), choice("NewLessons", false), choice("Completed", false), choice("Stalled", true)]);
    assert_eq!(choices(&browser).await, chosen);
    let saved = browser.post_form("mails/choose", "/account", &[]).await;
    assert_eq!((saved.status.as_u16(), saved.headers["location"].to_str().unwrap()), (302, "/account?mails=saved#mails"));
    let page = browser.get("/account?mails=saved").await;
    assert!(page.text.contains("This holds from the next mail on."), "{}", page.text);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mail_preferences WHERE wanted").await, 0);
    let other = shop.browser();
    let bought = shop.buy(&other, "ada@example.com").await;
    shop.reaches(&bought.public_id, "paid").await;
    shop.status(&other, &bought.public_id).await;
    assert_eq!(choices(&other).await, default, "one person's choice is not another's");
});

on_both!(the_link_works_without_scripts, |shop| async move {
    post(&shop, MailTopic::Completed, "completed/1").await;
    let path = way_out(&shop, &sent(&shop).await[0]);
    let token = path.rsplit('/').next().unwrap();
    let done = shop.browser().post_form("mails/unsubscribe", &path, &[("token", token)]).await;
    assert_eq!((done.status.as_u16(), done.headers["location"].to_str().unwrap()), (302, format!("{path}?done=1").as_str()));
    let page = shop.browser().get(&format!("{path}?done=1")).await;
    assert!(page.text.contains("You are unsubscribed"), "{}", page.text);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mail_preferences WHERE topic = 'completed'").await, 1);
});
