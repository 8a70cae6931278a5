//! The terms of the shop, version by version: tax rates with the day from which they hold, the words of the consent, the refund promise.

use crate::dialect::{append_only, drop_tables, forget_append_only, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What held once is known for ever.
const APPEND_ONLY: [&str; 3] = ["tax_rates", "consent_texts", "refund_policies"];

const UP: &[&str] = &[
    // Of a country's rows whose time has come the one with the latest `valid_from` holds, of equals the one written last. Without
    // `basis_points` the country is charged no tax from then on. Nothing is changed for a day that is over.
    "CREATE TABLE tax_rates (
        id @uuid PRIMARY KEY,
        country text NOT NULL CHECK (length(country) = 2 AND country = upper(country)),
        basis_points integer CHECK (basis_points BETWEEN 0 AND 10000),
        label text NOT NULL CHECK (label <> ''),
        valid_from @time NOT NULL,
        created_at @time NOT NULL,
        created_by @uuid REFERENCES users (id),
        CHECK (valid_from >= created_at)
    )",
    "CREATE INDEX tax_rates_by_country ON tax_rates (country, valid_from)",
    // The words of the highest version are in force. A consent names its version, and the hash of its words.
    "CREATE TABLE consent_texts (
        version integer PRIMARY KEY CHECK (version > 0),
        text text NOT NULL CHECK (text <> ''),
        created_at @time NOT NULL,
        created_by @uuid REFERENCES users (id)
    )",
    // The highest version is in force; what was bought before keeps the promise of its day.
    "CREATE TABLE refund_policies (
        version integer PRIMARY KEY CHECK (version > 0),
        days integer NOT NULL CHECK (days BETWEEN 0 AND 3650),
        max_watched_percent integer NOT NULL CHECK (max_watched_percent BETWEEN 0 AND 100),
        self_service boolean NOT NULL,
        created_at @time NOT NULL,
        created_by @uuid REFERENCES users (id)
    )",
];

const MOVE_POSTGRES: &[&str] = &[
    "INSERT INTO tax_rates (id, country, basis_points, label, valid_from, created_at)
        SELECT gen_random_uuid(), r ->> 'country', (r ->> 'basis_points')::integer, r ->> 'label', t.updated_at, t.updated_at
        FROM site_texts t, jsonb_array_elements(t.body -> 'rates') r WHERE t.key = 'tax'",
    "INSERT INTO consent_texts (version, text, created_at)
        SELECT (body ->> 'version')::integer, body ->> 'text', updated_at FROM site_texts WHERE key = 'consent'",
    "INSERT INTO refund_policies (version, days, max_watched_percent, self_service, created_at)
        SELECT 1, (body ->> 'days')::integer, (body ->> 'max_watched_percent')::integer, (body ->> 'self_service')::boolean, updated_at
        FROM site_texts WHERE key = 'refund_policy'",
    "UPDATE site_texts SET body = body - 'rates' WHERE key = 'tax'",
];

const MOVE_SQLITE: &[&str] = &[
    "INSERT INTO tax_rates (id, country, basis_points, label, valid_from, created_at)
        SELECT randomblob(16), json_extract(r.value, '$.country'), json_extract(r.value, '$.basis_points'),
            json_extract(r.value, '$.label'), t.updated_at, t.updated_at
        FROM site_texts t, json_each(t.body, '$.rates') r WHERE t.key = 'tax'",
    "INSERT INTO consent_texts (version, text, created_at)
        SELECT json_extract(body, '$.version'), json_extract(body, '$.text'), updated_at FROM site_texts WHERE key = 'consent'",
    "INSERT INTO refund_policies (version, days, max_watched_percent, self_service, created_at)
        SELECT 1, json_extract(body, '$.days'), json_extract(body, '$.max_watched_percent'), json_extract(body, '$.self_service'), updated_at
        FROM site_texts WHERE key = 'refund_policy'",
    "UPDATE site_texts SET body = json_remove(body, '$.rates') WHERE key = 'tax'",
];

const FORGET: &str = "DELETE FROM site_texts WHERE key IN ('consent', 'refund_policy')";

/// The rates that were written last for each country.
const LATEST: &str = "FROM tax_rates r WHERE r.basis_points IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM tax_rates o WHERE o.country = r.country AND o.created_at > r.created_at)";

fn move_back(backend: DbBackend) -> [String; 3] {
    let newest = |table: &str| format!("FROM {table} ORDER BY version DESC LIMIT 1");
    let (consent, policy) = (newest("consent_texts"), newest("refund_policies"));
    if backend == DbBackend::Postgres {
        let rate = "jsonb_build_object('country', r.country, 'basis_points', r.basis_points, 'label', r.label)";
        return [
            format!("INSERT INTO site_texts (key, body, updated_at) SELECT 'consent', jsonb_build_object('version', version, 'text', text), created_at {consent}"),
            format!(
                "INSERT INTO site_texts (key, body, updated_at) SELECT 'refund_policy', jsonb_build_object('days', days,
                    'max_watched_percent', max_watched_percent, 'self_service', self_service), created_at {policy}"
            ),
            format!(
                "UPDATE site_texts SET body = body || jsonb_build_object('rates', COALESCE((SELECT jsonb_agg({rate}) {LATEST}), '[]'::jsonb))
                    WHERE key = 'tax'"
            ),
        ];
    }
    let rate = "json_object('country', r.country, 'basis_points', r.basis_points, 'label', r.label)";
    [
        format!(
            "INSERT INTO site_texts (key, body, updated_at) SELECT 'consent', json_object('version', version, 'text', text), created_at {consent}"
        ),
        format!(
            "INSERT INTO site_texts (key, body, updated_at) SELECT 'refund_policy', json_object('days', days, 'max_watched_percent',
                max_watched_percent, 'self_service', json(CASE WHEN self_service THEN 'true' ELSE 'false' END)), created_at {policy}"
        ),
        format!("UPDATE site_texts SET body = json_set(body, '$.rates', (SELECT json_group_array({rate}) {LATEST})) WHERE key = 'tax'"),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        run(manager, if postgres { MOVE_POSTGRES } else { MOVE_SQLITE }).await?;
        run(manager, &[FORGET]).await?;
        for table in APPEND_ONLY {
            append_only(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = move_back(manager.get_database_backend());
        run(manager, &statements.each_ref().map(String::as_str)).await?;
        drop_tables(manager, &APPEND_ONLY).await?;
        for table in APPEND_ONLY {
            forget_append_only(manager, table).await?;
        }
        Ok(())
    }
}
