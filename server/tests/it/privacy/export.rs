//! Everything about a person, and nothing about anybody else.

use super::{columns, email, plan, somebody};
use crate::admin::{admin, person};
use crate::on_both;
use server::repo::personal::NOUNS;

/// Tables that point at people and are not in the archive, with the reason.
const LEFT_OUT: &[(&str, &str)] = &[
    ("audit_log", "who changed what; it names the person by a number, and what it says of them is in the other lists"),
    ("user_words", "the words of the name and the address, which are there"),
    ("passwords", "a hash, which nobody but a thief could use"),
    ("quote_taxes", "the VAT id is on the invoice"),
    ("people_imports", "an admin's table"),
    ("offer_extensions", "an admin's work"),
    ("lesson_drafts", "an admin's work"),
    ("lesson_revisions", "an admin's work"),
    ("landing_versions", "an admin's work"),
    ("landing_drafts", "an admin's work"),
    ("landing_pictures", "an admin's work"),
    ("tax_rates", "an admin's work"),
    ("consent_texts", "an admin's work"),
    ("refund_policies", "an admin's work"),
];

on_both!(every_table_that_points_at_people_is_in_the_archive_or_has_a_reason, |shop| async move {
    let exported: Vec<_> = NOUNS.iter().flat_map(|noun| noun.tables).copied().collect();
    for column in columns(&shop).await.into_iter().filter(|column| column.names_person) {
        let table = column.table.as_str();
        let known = exported.contains(&table) || LEFT_OUT.iter().any(|(left_out, _)| *left_out == table);
        assert!(known, "{table}.{} points at people: export the table, or say why not", column.name);
    }
});

on_both!(an_archive_holds_all_of_ones_own_and_nothing_of_anybody_else, plan(), |shop| async move {
    let ada = somebody(&shop, "adaword").await;
    let ben = somebody(&shop, "benword").await;
    let answer = ada.get("/account/my-data.zip").await;
    assert_eq!((answer.status.as_u16(), &answer.headers["content-type"]), (200, &"application/zip".parse().unwrap()));
    assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"my-data.zip\"");
    // Entries are stored as they are, so the archive can be read as text.
    let archive = answer.text;
    for noun in NOUNS {
        assert!(archive.contains(&format!("{}.json", noun.name)), "{}", noun.name);
    }
    for own in [
        "What is stored about adaword@example.com",
        "adaword Person",
        "A note of adaword",
        "What does adaword ask?",
        "a friend of adaword",
        "Visa •••• 4242",
        "14900",
        "this card or PayPal account",
        "Your receipt for",
        "invoices/invoice-",
        "%PDF-",
        "notes.md",
        "former-adaword@example.com",
        "To adaword",
    ] {
        assert!(archive.contains(own), "{own}");
    }
    assert!(!archive.contains("benword"), "another's data is in the archive");
    let theirs = ben.get("/account/my-data.zip").await.text;
    assert!(theirs.contains("A note of benword") && !theirs.contains("adaword"));
    assert_eq!(shop.browser().get("/account/my-data.zip").await.status, 303);
});

on_both!(a_list_that_is_longer_than_a_part_goes_on_in_another_file, |shop| async move {
    let ada = crate::learning::student(&shop, &email("adaword")).await;
    let id = if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    let numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 403)";
    shop.execute(&format!(
        "INSERT INTO notes (id, user_id, lesson_id, body, created_at, updated_at) {numbers}
         SELECT {id}, u.id, l.id, 'note number ' || n || '.', u.created_at, u.created_at FROM numbers, users u,
            (SELECT id FROM lessons LIMIT 1) l WHERE u.email = 'adaword@example.com'"
    ))
    .await;
    let archive = ada.get("/account/my-data.zip").await.text;
    assert!(archive.contains("notes-2.json") && archive.contains("notes-3.json") && !archive.contains("notes-4.json"));
    for number in 1..=403 {
        // Once for programs, once for people.
        assert_eq!(archive.matches(&format!("note number {number}.")).count(), 2, "{number}");
    }
});

on_both!(an_admin_makes_an_archive_for_a_person_and_it_is_written_down, |shop| async move {
    let admin = admin(&shop).await;
    let ada = crate::learning::student(&shop, &email("adaword")).await;
    let path = format!("/admin/people/{}/my-data.zip", person(&shop, &email("adaword")).await);
    let form = "application/x-www-form-urlencoded";
    for stranger in [&shop.browser(), &ada] {
        assert_eq!(stranger.post_raw(&path, form, "", &[]).await.status, 404);
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'person.export'").await, 0);
    let archive = admin.post_raw(&path, form, "", &[]).await;
    assert!(archive.status == 200 && archive.text.contains("What is stored about adaword@example.com"), "{}", archive.status);
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'person.export' AND subject LIKE 'person/%'").await, 1);
    assert_eq!(admin.post_raw("/admin/people/nobody/my-data.zip", form, "", &[]).await.status, 404);
});
