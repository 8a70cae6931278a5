//! Every number that the program tells of itself. README has the same table, and a test compares them.

use super::families::{Counters, Gauges, Histograms, Listed};

/// 1, with the version and the kind of database.
pub static BUILD: Gauges<2> = Gauges::new("lectern_build_info", &["version", "database"], "1, with the version and the kind of database.");
/// When the process began, in seconds since 1970.
pub static STARTED: Gauges<0> = Gauges::new("process_start_time_seconds", &[], "When the process began, in seconds since 1970.");
/// Memory that the process holds.
pub static MEMORY: Gauges<0> = Gauges::new("process_resident_memory_bytes", &[], "Memory that the process holds.");

/// Time until a request was answered, by route template and class of status.
pub static REQUESTS: Histograms<3> = Histograms::new(
    "lectern_http_request_duration_seconds",
    &["route", "method", "status"],
    "Time until a request was answered, by route template and class of status.",
);
/// Time that a statement took: ok or failed.
pub static STATEMENTS: Histograms<1> =
    Histograms::new("lectern_sql_duration_seconds", &["outcome"], "Time that a statement took: ok or failed.");
/// Open connections to the database: in use, or idle.
pub static CONNECTIONS: Gauges<2> =
    Gauges::new("lectern_db_connections", &["pool", "state"], "Open connections to the database: in use, or idle.");
/// Connections to the database that are opened at most.
pub static CONNECTIONS_LIMIT: Gauges<1> =
    Gauges::new("lectern_db_connections_limit", &["pool"], "Connections to the database that are opened at most.");
/// 1 if the database answered what the gauges ask, else 0.
pub static DATABASE: Gauges<0> = Gauges::new("lectern_database_up", &[], "1 if the database answered what the gauges ask, else 0.");

/// Tries of jobs: done, retried or parked.
pub static JOBS_RUN: Counters<2> = Counters::new("lectern_jobs_total", &["kind", "outcome"], "Tries of jobs: done, retried or parked.");
/// Jobs that are not done: pending or parked.
pub static JOBS: Gauges<1> = Gauges::new("lectern_jobs", &["state"], "Jobs that are not done: pending or parked.");
/// Since when the oldest job that is due waits.
pub static JOB_LAG: Gauges<0> = Gauges::new("lectern_job_lag_seconds", &[], "Since when the oldest job that is due waits.");

/// Time from a webhook's arrival until it was worked through.
pub static WEBHOOK_LAG: Histograms<1> =
    Histograms::new("lectern_webhook_lag_seconds", &["provider"], "Time from a webhook's arrival until it was worked through.");
/// Webhooks that are not worked through: stored or parked.
pub static WEBHOOKS: Gauges<1> =
    Gauges::new("lectern_webhook_inbox", &["state"], "Webhooks that are not worked through: stored or parked.");
/// Age of the oldest webhook that waits.
pub static WEBHOOK_AGE: Gauges<0> = Gauges::new("lectern_webhook_inbox_age_seconds", &[], "Age of the oldest webhook that waits.");

/// Seats that are held for buyers who are paying.
pub static HOLDS: Gauges<0> = Gauges::new("lectern_holds", &[], "Seats that are held for buyers who are paying.");
/// Orders by their state.
pub static ORDERS: Gauges<1> = Gauges::new("lectern_orders", &["state"], "Orders by their state.");

/// Tries to send a mail: sent or failed.
pub static MAILS_SENT: Counters<1> = Counters::new("lectern_mails_total", &["outcome"], "Tries to send a mail: sent or failed.");
/// Mails that are still to be sent.
pub static MAILS: Gauges<0> = Gauges::new("lectern_mails_waiting", &[], "Mails that are still to be sent.");
/// Age of the oldest mail that waits.
pub static MAIL_AGE: Gauges<0> = Gauges::new("lectern_mail_age_seconds", &[], "Age of the oldest mail that waits.");

/// Public pages: hit or miss; and each look whether the database has changed.
pub static PAGE_CACHE: Counters<1> =
    Counters::new("lectern_page_cache_total", &["event"], "Public pages: hit or miss; and each look whether the database has changed.");
/// Tries that a limit refused.
pub static LIMITS: Counters<1> = Counters::new("lectern_limits_reached_total", &["action"], "Tries that a limit refused.");
/// Sessions that began: by link, password, purchase, code or recovery code; half where a code is still to come.
pub static SIGN_INS: Counters<1> = Counters::new(
    "lectern_sign_ins_total",
    &["by"],
    "Sessions that began: by link, password, purchase, code or recovery code; half where a code is still to come.",
);
/// Time that a call to a payment provider took: ok, refused, busy, fault or unknown.
pub static PROVIDER_CALLS: Histograms<2> = Histograms::new(
    "lectern_provider_call_duration_seconds",
    &["provider", "outcome"],
    "Time that a call to a payment provider took: ok, refused, busy, fault or unknown.",
);

/// All of them.
pub static ALL: [&dyn Listed; 23] = [
    &BUILD,
    &STARTED,
    &MEMORY,
    &REQUESTS,
    &STATEMENTS,
    &CONNECTIONS,
    &CONNECTIONS_LIMIT,
    &DATABASE,
    &JOBS_RUN,
    &JOBS,
    &JOB_LAG,
    &WEBHOOK_LAG,
    &WEBHOOKS,
    &WEBHOOK_AGE,
    &HOLDS,
    &ORDERS,
    &MAILS_SENT,
    &MAILS,
    &MAIL_AGE,
    &PAGE_CACHE,
    &LIMITS,
    &SIGN_INS,
    &PROVIDER_CALLS,
];
