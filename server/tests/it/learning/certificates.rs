//! Certificates: earned, named, checked by anybody, and never taken back.

use super::{end_access, lesson_id, outline, renew_access, student};
use crate::on_both;
use crate::support::{Browser, Shop};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

async fn own(browser: &Browser) -> Value {
    browser.read("certificates/own", &[]).await.ok()
}

pub async fn complete(browser: &Browser) {
    let slugs: Vec<String> = outline(browser).await["modules"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|module| module["lessons"].as_array().unwrap().clone())
        .map(|lesson| lesson["slug"].as_str().unwrap().to_owned())
        .collect();
    for slug in slugs {
        let id = lesson_id(browser, &slug).await;
        browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    }
}

/// A student who has completed a course of three lessons.
async fn graduate(shop: &Shop, email: &str) -> Browser {
    let browser = student(shop, email).await;
    shop.execute("UPDATE lessons SET state = 'draft' WHERE module_id NOT IN (SELECT id FROM modules WHERE slug = 'plan')").await;
    complete(&browser).await;
    browser
}

pub async fn issue(browser: &Browser, name: &str, shown: &[(&str, &str)]) -> String {
    let fields: Vec<_> = [("name", name), ("issue", "1")].into_iter().chain(shown.iter().copied()).collect();
    assert!(browser.call("certificates/save", &fields).await.status.is_success());
    own(browser).await["stage"]["Issued"]["code"].as_str().unwrap().to_owned()
}

async fn verify(shop: &Shop, code: &str) -> Value {
    shop.browser().read("certificates/verify", &[("code", code)]).await.ok()
}

on_both!(a_certificate_is_earned_named_and_checked_by_a_stranger, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    assert_eq!(own(&ada).await["stage"], "NotEarned");
    assert_eq!(ada.call("certificates/save", &[("name", "Ada"), ("issue", "1")]).await.status, 404);
    for path in ["/learn/certificate.pdf", "/learn/certificate.svg"] {
        assert_eq!(ada.get(path).await.status, 404, "{path}");
    }
    complete(&ada).await;
    let draft = own(&ada).await["stage"]["Draft"].clone();
    assert_eq!(draft, json!({ "name": "Ada Lovelace", "shows_name": false, "shows_date": false }));
    // A draft can be looked at by its own student, and by nobody else.
    assert!(ada.get("/learn/certificate.svg").await.text.contains("Certificate of Ada Lovelace"));
    assert_eq!(ada.get("/learn/certificate.pdf").await.status, 404);
    ada.call("certificates/save", &[("name", "Countess Lovelace")]).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM certificates").await, 0);
    let code = issue(&ada, " Ada  King, Countess of Lovelace ", &[("shows_name", "1"), ("shows_date", "1")]).await;
    let seen = verify(&shop, &code.to_lowercase().replace('-', "")).await;
    assert_eq!(seen["name"], "Ada King, Countess of Lovelace");
    assert_eq!((seen["course_title"].clone(), seen["creator"].clone()), (json!("The small course workshop"), json!("Mara Lindqvist")));
    assert!(seen["completed_at"].is_string());
    let page = shop.browser().get(&format!("/certificates/{code}")).await;
    assert!(page.status == 200 && page.text.contains("This certificate is genuine") && page.text.contains("Countess of Lovelace"));
    assert_eq!(page.headers["cache-control"], "private, no-store");
    assert!(page.text.contains("noindex"));
    let pdf = ada.get("/learn/certificate.pdf").await;
    assert_eq!((&pdf.headers["content-type"], pdf.text.starts_with("%PDF-")), (&"application/pdf".parse().unwrap(), true));
    assert_eq!(pdf.headers["content-disposition"], "attachment; filename=\"certificate.pdf\"");
    // Issuing again is the same certificate.
    assert_eq!(issue(&ada, "Ada", &[]).await, code);
});

on_both!(strangers_see_what_the_student_agreed_to_and_nothing_more, |shop| async move {
    let ada = graduate(&shop, "ada@example.com").await;
    let code = issue(&ada, "Ada Lovelace", &[]).await;
    let seen = verify(&shop, &code).await;
    assert_eq!((seen["name"].clone(), seen["completed_at"].clone()), (Value::Null, Value::Null));
    let page = shop.browser().get(&format!("/certificates/{code}")).await;
    for secret in ["Ada", "Lovelace", "ada@example.com", "datetime="] {
        assert!(!page.text.contains(secret), "{secret} in {}", page.text);
    }
    ada.call("certificates/save", &[("name", "Ada Lovelace"), ("shows_date", "1")]).await;
    let seen = verify(&shop, &code).await;
    assert!(seen["name"].is_null() && seen["completed_at"].is_string(), "{seen}");
    for unknown in ["00000-00000-00000-00000", "nonsense", "%F0%9F%92%A5", "..%2F..%2Fadmin"] {
        let page = shop.browser().get(&format!("/certificates/{unknown}")).await;
        assert!(page.status == 404 && page.text.contains("No certificate has this code"), "{unknown} {}", page.status);
        assert_eq!(shop.browser().read("certificates/verify", &[("code", unknown)]).await.status, 404, "{unknown}");
    }
    assert_eq!(shop.browser().get("/certificates").await.status, 200);
});

on_both!(a_certificate_is_never_taken_back, |shop| async move {
    let ada = graduate(&shop, "ada@example.com").await;
    let code = issue(&ada, "Ada", &[("shows_name", "1")]).await;
    let lesson = lesson_id(&ada, "choose-one-promise").await;
    ada.call("learning/undo_complete", &[("lesson", &lesson)]).await.ok();
    shop.execute("UPDATE lessons SET state = 'published'").await;
    shop.execute("UPDATE courses SET title = 'Another title'").await;
    end_access(&shop).await;
    assert_eq!(verify(&shop, &code).await["course_title"], "The small course workshop");
    assert_eq!(own(&ada).await["stage"]["Issued"]["code"], json!(code));
    assert_eq!(ada.get("/learn/certificate.pdf").await.status, 200);
    assert!(ada.get("/learn/certificate").await.text.contains(&code));
    for sql in [
        "DELETE FROM certificates",
        "UPDATE certificates SET code = 'K7Q2M-9XW4R-01ABC-DEFGH'",
        "DELETE FROM certificate_choices",
        "DELETE FROM course_completions",
        "UPDATE certificate_choices SET name = ''",
    ] {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
    renew_access(&shop).await;
});

on_both!(names_of_any_script_are_taken_and_what_is_no_name_is_refused_with_what_was_typed, |shop| async move {
    let ada = graduate(&shop, "ada@example.com").await;
    let long = "a".repeat(81);
    let wrong = [("", "Missing"), ("  ", "Missing"), ("42", "Malformed"), ("A\u{202E}b", "Malformed"), (long.as_str(), "TooLong")];
    for (name, problem) in wrong {
        let answer = ada.call("certificates/save", &[("name", name), ("issue", "1")]).await;
        assert_eq!((answer.status.as_u16(), answer.json()["Invalid"][0]["problem"].clone()), (422, json!(problem)), "{name:?}");
    }
    let typed = "<b>Ada</b>".repeat(9);
    let page = ada.post_form("certificates/save", "/learn/certificate", &[("name", &typed), ("shows_date", "1")]).await;
    assert!(page.status == 422 && page.text.contains("80 characters fit") && page.text.contains("&lt;b"), "{} {}", page.status, page.text);
    assert!(!page.text.contains("<b>Ada"), "{}", page.text);
    let code = issue(&ada, "李小龍 <script>alert(1)</script>", &[("shows_name", "1")]).await;
    assert_eq!(own(&ada).await["stage"]["Issued"]["fits_pdf"], false);
    let page = shop.browser().get(&format!("/certificates/{code}")).await;
    assert!(page.text.contains("李小龍 &lt;script&gt;") && !page.text.contains("<script>alert"), "{}", page.text);
    let svg = ada.get("/learn/certificate.svg").await;
    assert!(svg.text.contains("李小龍") && !svg.text.contains("<script"), "{}", svg.text);
    issue(&ada, "محمد بن سلمان", &[]).await;
    assert_eq!(own(&ada).await["stage"]["Issued"]["fits_pdf"], true);
});

on_both!(a_certificate_has_one_student, |shop| async move {
    let ada = graduate(&shop, "ada@example.com").await;
    let ben = student(&shop, "ben@example.com").await;
    ada.call("certificates/save", &[("name", "Ada")]).await;
    // Ben's own is not earned, and there is no way to hers.
    assert_eq!(own(&ben).await["stage"], "NotEarned");
    assert_eq!(ben.get("/learn/certificate.svg").await.status, 404);
    assert_eq!(ben.call("certificates/save", &[("name", "Ben"), ("issue", "1")]).await.status, 404);
    let stranger = shop.browser();
    assert_eq!(stranger.read("certificates/own", &[]).await.status, 401);
    assert_eq!(stranger.call("certificates/save", &[("name", "Ada")]).await.status, 401);
    for path in ["/learn/certificate", "/learn/certificate.pdf", "/learn/certificate.svg"] {
        assert_eq!(stranger.get(path).await.status, 303, "{path}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM certificates").await, 0);
});
