//! Signing in with a password, and who is not let in.

use super::{BETTER, GOOD, enter, is_in, save, with_password};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::browser::Answer;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::json;

/// What an answer tells, but for what names the request.
fn told(answer: &Answer) -> (u16, String, Vec<String>) {
    let names = answer.headers.keys().map(ToString::to_string).collect();
    (answer.status.as_u16(), answer.text.clone(), names)
}

on_both!(a_password_signs_in_with_a_session_of_its_own, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let browser = shop.browser();
    enter(&browser, "Ada@Example.com", GOOD).await.ok();
    let first = browser.cookie("session").unwrap();
    assert!(is_in(&browser).await);
    enter(&browser, "ada@example.com", GOOD).await.ok();
    assert_ne!(browser.cookie("session").unwrap(), first);
    browser.set_cookie("session", &first);
    assert!(!is_in(&browser).await, "the session before has ended");
});

on_both!(whoever_is_not_let_in_is_told_the_same_after_the_same_work, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    student(&shop, "bea@example.com").await;
    with_password(&shop, "cleo@example.com").await;
    shop.execute("UPDATE users SET banned_at = created_at WHERE email_normalized = 'cleo@example.com'").await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("nobody@example.com", GOOD),
        ("bea@example.com", GOOD),
        ("bea@example.com", ""),
        ("ada@example.com", BETTER),
        ("ada@example.com", ""),
        ("cleo@example.com", GOOD),
        ("cleo@example.com", BETTER),
    ] {
        let before = shop.core.passwords.spent().hashes;
        let answer = enter(&shop.browser(), email, password).await;
        assert_eq!(shop.core.passwords.spent().hashes, before + 1, "{email} {password}");
        assert_eq!((answer.status.as_u16(), answer.json()), (401, json!("WrongPassword")), "{email} {password}");
        answers.push(told(&answer));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
});

on_both!(a_password_is_taken_as_it_is_and_refused_with_a_reason, |shop| async move {
    let browser = with_password(&shop, "ada.palmer@example.com").await;
    for (password, problem) in [
        ("", "TooShort"),
        ("kX9!vq", "TooShort"),
        ("password123", "Guessable"),
        ("adapalmer1", "Guessable"),
        ("Lovelace", "Guessable"),
        (&"kX9!vq ".repeat(19), "TooLong"),
    ] {
        let answer = save(&browser, password).await;
        let expected = json!({ "Invalid": [{ "field": "NewPassword", "problem": problem }] });
        assert_eq!((answer.status.as_u16(), answer.json()), (422, expected), "{password}");
    }
    let long = format!("{}a", "wörter 語 🦉 ".repeat(11));
    save(&browser, &long).await.ok();
    let other = shop.browser();
    for wrong in [GOOD, long.trim_end_matches('a'), &long[..72], &format!("{long} ")] {
        assert_eq!(enter(&other, "ada.palmer@example.com", wrong).await.status, 401, "{wrong}");
    }
    enter(&other, "ada.palmer@example.com", &long).await.ok();
});

on_both!(no_password_is_kept_as_it_is, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM passwords WHERE phc LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM passwords WHERE phc LIKE '%violet%'").await, 0);
});

on_both!(a_hash_of_an_older_cost_is_made_anew_when_its_person_comes_in, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    // The same password at a smaller cost, as an earlier version would have kept it.
    let older = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8 * 1024, 1, 1, None).unwrap());
    let older = older.hash_password_with_salt(GOOD.as_bytes(), &[7; 16]).unwrap().to_string();
    shop.execute(&format!("UPDATE passwords SET phc = '{older}'")).await;
    let today = "SELECT COUNT(*) FROM passwords WHERE phc LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
    assert_eq!(enter(&shop.browser(), "ada@example.com", BETTER).await.status, 401);
    assert_eq!(shop.count(today).await, 0, "a wrong one changes nothing");
    for _ in 0..2 {
        enter(&shop.browser(), "ada@example.com", GOOD).await.ok();
        assert_eq!(shop.count(today).await, 1);
    }
});

on_both!(words_of_the_course_and_of_the_site_are_refused, |shop| async move {
    let browser = with_password(&shop, "ada@example.com").await;
    shop.execute("UPDATE courses SET title = 'Kwyjibo Quantification'").await;
    for password in ["kwyjiboquantification", "Quantification1"] {
        let expected = json!({ "Invalid": [{ "field": "NewPassword", "problem": "Guessable" }] });
        assert_eq!(save(&browser, password).await.json(), expected, "{password}");
    }
});

on_both!(an_address_that_an_admin_changes_takes_no_password_along, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let admin = crate::admin::admin(&shop).await;
    let person = crate::admin::person(&shop, "ada@example.com").await;
    admin.call("admin/change_email", &[("person", &person), ("email", "ada.new@example.com")]).await.ok();
    for email in ["ada@example.com", "ada.new@example.com"] {
        assert_eq!(enter(&shop.browser(), email, GOOD).await.status, 401, "{email}");
    }
});

on_both!(without_scripts_the_address_stays_in_the_form_and_the_password_does_not, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let browser = shop.browser();
    let form = |password| [("email", "ada@example.com"), ("password", password)];
    let from = "/sign-in?with=password";
    let page = browser.post_form("identity/sign_in_with_password", from, &form("a wrong one <i>")).await;
    assert_eq!(page.status, 401, "{}", page.text);
    assert!(page.text.contains("value=\"ada@example.com\"") && !page.text.contains("a wrong one"), "{}", page.text);
    let sent = browser.post_form("identity/sign_in_with_password", from, &form(GOOD)).await;
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, "/learn"));
    assert_eq!(browser.get("/learn").await.status, 200);
});

on_both!(a_forgotten_password_is_replaced_after_a_link, |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let browser = shop.browser();
    sign_in(&shop, &browser, "ada@example.com").await;
    save(&browser, BETTER).await.ok();
    assert_eq!(enter(&shop.browser(), "ada@example.com", GOOD).await.status, 401);
    enter(&shop.browser(), "ada@example.com", BETTER).await.ok();
});
