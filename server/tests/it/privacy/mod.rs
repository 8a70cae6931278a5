//! What is known about people: all of it is theirs to take, and goes when they ask for it, or when its time is over.

mod audience;
mod erasure;
mod export;
mod retention;

use crate::learning::lesson_id;
use crate::questions::ask;
use crate::support::shop::{Started, started};
use crate::support::{Browser, Plan, Shop};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest, Sha256};

const LESSON: &str = "choose-one-promise";

/// A shop that keeps cards, as some people wish.
fn plan() -> Plan {
    Plan { funnel: true, ..Plan::default() }
}

/// The address of somebody; all that is theirs carries the same word.
fn email(word: &str) -> String {
    format!("{word}@example.com")
}

/// Begins an order, with the box ticked that lets the card be kept.
async fn begin(browser: &Browser, word: &str) -> Started {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let form = [
        ("quote", quote["quote"]["id"].as_str().unwrap()),
        ("email", &email(word)),
        ("name", &format!("{word} Person")),
        ("consent", "on"),
    ];
    started(&browser.call("checkout/start", &form).await.ok())
}

/// Somebody who bought the course, learns, writes, waits, and leaves a trace wherever one can be left.
async fn somebody(shop: &Shop, word: &str) -> Browser {
    let browser = shop.browser();
    let order = begin(&browser, word).await;
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    shop.status(&browser, &order.public_id).await;
    let lesson = lesson_id(&browser, LESSON).await;
    browser.call("learning/mark_complete", &[("lesson", &lesson)]).await.ok();
    browser.call("notes/add", &[("lesson", &lesson), ("text", &format!("A note of {word}")), ("at", "7")]).await.ok();
    browser.call("notes/bookmark", &[("lesson", &lesson), ("set", "true")]).await;
    ask(&browser, &format!("What does {word} ask?")).await;
    browser.call("mails/choose", &[("questions", "on")]).await.ok();
    let columns = "id, offer_id, email, email_normalized, wish, state, created_at";
    let id = if shop.core.db.backend() == DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    let address = email(word);
    shop.execute(&format!(
        "INSERT INTO waitlist ({columns}) SELECT {id}, id, '{address}', '{address}', 'opening', 'waiting', created_at FROM offers WHERE kind = 'main'"
    ))
    .await;
    shop.execute(&format!(
        "UPDATE grants SET reason = 'a friend of {word}' WHERE user_id IN (SELECT id FROM users WHERE email = '{address}')"
    ))
    .await;
    changed_address(shop, word).await;
    shop.settles().await;
    browser
}

/// Somebody who had another address before, and asked for a third that never came to be.
async fn changed_address(shop: &Shop, word: &str) {
    let id = if shop.core.db.backend() == DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    let hash = |n: u8| {
        let bytes = hex::encode(Sha256::digest(format!("{word} {n}")));
        if shop.core.db.backend() == DbBackend::Postgres { format!("'\\x{bytes}'::bytea") } else { format!("x'{bytes}'") }
    };
    let (address, columns) = (email(word), "id, user_id, session_id, from_email, to_email, old_hash, new_hash, asked_at, expires_at");
    for (number, change) in [
        format!("'former-{word}@example.com', '{address}', {}, {}, created_at, '2999-01-01T00:00:00+00:00'", hash(0), hash(1)),
        format!("'{address}', 'third-{word}@example.com', {}, {}, created_at, '2999-01-01T00:00:00+00:00'", hash(2), hash(3)),
    ]
    .into_iter()
    .enumerate()
    {
        shop.execute(&format!(
            "INSERT INTO address_changes ({columns}) SELECT {id}, id, id, {change} FROM users WHERE email = '{address}'"
        ))
        .await;
        if number == 0 {
            shop.execute(&format!(
                "UPDATE address_changes SET old_confirmed_at = asked_at, new_confirmed_at = asked_at, objection_hash = {}, done_at = asked_at
                 WHERE to_email = '{address}'",
                hash(4)
            ))
            .await;
        }
    }
    shop.execute(&format!(
        "INSERT INTO mails (id, dedupe_key, kind, recipient, subject, body_text, body_html, secret, state, created_at, sent_at)
         SELECT {id}, 'to a former one {}', 'receipt', 'former-{word}@example.com', 'To {word}', 'x', 'x', FALSE, 'sent', created_at, created_at
         FROM users WHERE email = '{address}'",
        hex::encode(Sha256::digest(word))
    ))
    .await;
}

/// A column of a table.
#[derive(Clone, Debug)]
struct Column {
    table: String,
    name: String,
    /// Whether it names a person by the id.
    names_person: bool,
}

/// Columns that say who somebody is, besides those that point at people.
const PERSONAL: [&str; 11] =
    ["user_id", "author_id", "owner_id", "email", "recipient", "buyer_email", "from_email", "ip", "user_agent", "vat_id", "reference"];

/// Every column of every table of ours, as the database itself lists them.
async fn columns(shop: &Shop) -> Vec<Column> {
    let sql = if shop.core.db.backend() == DbBackend::Postgres {
        "SELECT CAST(c.table_name AS text) AS t, CAST(c.column_name AS text) AS c, EXISTS (SELECT 1 FROM information_schema.key_column_usage k
                JOIN information_schema.constraint_column_usage u ON u.constraint_name = k.constraint_name
                WHERE k.table_name = c.table_name AND k.column_name = c.column_name AND u.table_name = 'users' AND k.table_name <> 'users')
            AS p FROM information_schema.columns c WHERE c.table_schema = 'public'"
    } else {
        "SELECT m.name AS t, i.name AS c, EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f
                WHERE f.\"table\" = 'users' AND f.\"from\" = i.name) AS p
            FROM sqlite_master m JOIN pragma_table_info(m.name) i
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'search_index%'"
    };
    let rows = shop.core.db.read().query_all_raw(Statement::from_string(shop.core.db.backend(), sql)).await.unwrap();
    let column = |row: &sea_orm::QueryResult| {
        let (table, name): (String, String) = (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap());
        let points: bool = row.try_get("", "p").unwrap();
        Column { names_person: points || PERSONAL.contains(&name.as_str()), table, name }
    };
    let columns: Vec<_> = rows.iter().map(column).filter(|column| column.table != "seaql_migrations").collect();
    assert!(columns.len() > 300, "{}", columns.len());
    columns
}
