//! What is read from variables, and what production refuses of it.

use super::*;

fn variables(pairs: &[(&str, &str)]) -> Variables {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn refused(pairs: &[(&str, &str)]) -> Vec<&'static str> {
    parse(&variables(pairs), "127.0.0.1:3000").err().unwrap_or_default().into_iter().map(|error| error.name).collect()
}

#[test]
fn nothing_set_is_a_working_desk() {
    let settings = parse(&Variables::new(), "127.0.0.1:3000").expect("defaults are valid");
    assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    assert_eq!(settings.env, AppEnv::Development);
}

#[test]
fn production_names_every_unsafe_setting() {
    let names = refused(&[("APP_ENV", "production")]);
    for name in
        ["APP_SECRET", "PUBLIC_URL", "STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET", "MAIL_PROVIDER", "MAIL_FROM"]
    {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}

#[test]
fn the_way_past_a_pooler_is_one_of_postgres() {
    let (pooled, direct) = (("DATABASE_URL", "postgres://serves@pooler/shop"), ("DATABASE_URL_DIRECT", "postgres://owns@db/shop"));
    let read = |pairs: &[(&str, &str)]| parse(&variables(pairs), "127.0.0.1:3000").expect("settings").direct_url().to_owned();
    assert_eq!(read(&[pooled]), pooled.1);
    assert_eq!(read(&[pooled, direct]), direct.1);
    assert_eq!(refused(&[direct]), ["DATABASE_URL_DIRECT"], "beside SQLite");
    assert_eq!(refused(&[pooled, ("DATABASE_URL_DIRECT", "sqlite://data/lectern.db")]), ["DATABASE_URL_DIRECT"]);
}

#[test]
fn every_malformed_variable_is_named_at_once() {
    let malformed = [
        ("CLIENT_IP_SOURCE", "no header"),
        ("FIRST_RUN", "never"),
        ("HOLD_SECONDS", "soon"),
        ("MAIL_PROVIDER", "pigeon"),
        ("STORAGE_URL", "ftp://files"),
    ];
    let mut named = refused(&malformed);
    named.sort_unstable();
    assert_eq!(named, malformed.map(|(name, _)| name));
}

/// What production takes, on a live Stripe account.
const LIVE: [(&str, &str); 9] = [
    ("APP_ENV", "production"),
    ("APP_SECRET", "0123456789abcdef0123456789abcdef"),
    ("PUBLIC_URL", "https://course.example"),
    ("STRIPE_SECRET_KEY", "sk_live_1"),
    ("STRIPE_PUBLISHABLE_KEY", "pk_live_1"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_1"),
    ("MAIL_PROVIDER", "smtp"),
    ("SMTP_URL", "smtps://a:b@mail.example"),
    ("MAIL_FROM", "Course <a@course.example>"),
];

/// A PayPal account that production takes.
const PAYPAL: [(&str, &str); 3] = [("PAYPAL_CLIENT_ID", "AY1"), ("PAYPAL_CLIENT_SECRET", "EL1"), ("PAYPAL_WEBHOOK_ID", "8PT1")];

#[test]
fn a_live_key_does_not_go_with_a_sandbox() {
    assert!(refused(&LIVE).is_empty(), "{:?}", refused(&LIVE));
    let elsewhere = [("STRIPE_API_BASE", "http://127.0.0.1:4010"), ("STRIPE_JS_URL", "http://127.0.0.1:4010/v3/")];
    for key in ["sk_live_1", "rk_live_1"] {
        let with = |pair| refused(&[&LIVE[..], &[("STRIPE_SECRET_KEY", key), pair]].concat());
        assert_eq!(elsewhere.map(with).concat(), ["STRIPE_API_BASE", "STRIPE_JS_URL"], "{key}");
    }
}

#[test]
fn the_secret_before_is_none_that_everybody_has() {
    let with = |previous| refused(&[&LIVE[..], &[("APP_SECRET_PREVIOUS", previous)]].concat());
    assert_eq!([with(DEVELOPMENT_SECRET), with("x")].concat(), ["APP_SECRET_PREVIOUS"; 2]);
    assert!(with("fedcba9876543210fedcba9876543210").is_empty());
}

#[test]
fn production_speaks_to_other_machines_by_tls() {
    let with = |more: &[(&'static str, &'static str)]| refused(&[&LIVE, more].concat());
    let (open, kept) = ("postgres://a:b@db.example/c", "postgres://a:b@db.example/c?sslmode=require");
    assert_eq!(with(&[("DATABASE_URL", open)]), ["DATABASE_URL"]);
    assert_eq!(with(&[("DATABASE_URL", kept), ("DATABASE_URL_DIRECT", open)]), ["DATABASE_URL_DIRECT"]);
    assert_eq!(with(&[("SMTP_URL", "smtp://a:b@mail.example")]), ["SMTP_URL"]);
    assert!(with(&[("DATABASE_URL", kept)]).is_empty());
    assert!(with(&[("DATABASE_URL", "postgres://a:b@postgres/c"), ("SMTP_URL", "smtp://localhost:1025")]).is_empty());
    assert_eq!(with(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otlp.example:4318")]), ["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    let resend = [("MAIL_PROVIDER", "resend"), ("RESEND_API_KEY", "re_1"), ("RESEND_BASE_URL", "http://mail.example")];
    assert_eq!(with(&resend), ["RESEND_BASE_URL"]);
    assert_eq!(with(&[("GA4_API_BASE", "http://127.0.0.1:4010")]), ["GA4_API_BASE"]);
    assert_eq!(with(&[("SENTRY_DSN", "http://key@sentry.example/1")]), ["SENTRY_DSN"]);
    assert!(with(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"), ("SENTRY_DSN", "https://key@sentry.example/1")]).is_empty());
    assert!(refused(&[("DATABASE_URL", open)]).is_empty(), "on a desk");
}

#[test]
fn an_empty_database_leads_to_the_demo_on_a_desk_and_to_the_setup_page_in_production() {
    let first_run = |pairs: &[(&str, &str)]| parse(&variables(pairs), "127.0.0.1:3000").expect("settings").first_run;
    assert_eq!(first_run(&[]), FirstRun::Demo);
    assert_eq!(first_run(&[("FIRST_RUN", "setup")]), FirstRun::Setup);
    assert_eq!(first_run(&LIVE), FirstRun::Setup);
    assert_eq!(refused(&[&LIVE[..], &[("FIRST_RUN", "demo")]].concat()), ["FIRST_RUN"]);
}

#[test]
fn the_panel_asks_for_a_second_factor_unless_it_is_told_not_to() {
    let needed = |pairs: &[(&str, &str)]| parse(&variables(pairs), "127.0.0.1:3000").expect("settings").admins_need_factor;
    assert!(needed(&[]) && needed(&LIVE) && needed(&[("ADMIN_SECOND_FACTOR", "required")]));
    assert!(!needed(&[&LIVE[..], &[("ADMIN_SECOND_FACTOR", "optional")]].concat()));
    assert_eq!(refused(&[("ADMIN_SECOND_FACTOR", "no")]), ["ADMIN_SECOND_FACTOR"]);
    assert_eq!(refused(&[("SESSIONS_AT_ONCE", "0")]), ["SESSIONS_AT_ONCE"]);
}

#[test]
fn paypal_is_off_without_a_client_id_and_needs_its_secret_with_one() {
    let settings = parse(&variables(&[("PAYPAL_CLIENT_SECRET", "EL1")]), "127.0.0.1:3000").expect("no account is no error");
    assert!(settings.paypal.is_none());
    assert_eq!(refused(&[("PAYPAL_CLIENT_ID", "AY1")]), ["PAYPAL_CLIENT_SECRET"]);
    assert_eq!(refused(&[&PAYPAL[..], &[("PAYPAL_VAULT", "yes")]].concat()), ["PAYPAL_VAULT"]);
}

#[test]
fn production_refuses_a_paypal_account_that_is_not_all_there() {
    let with = |more: &[(&'static str, &'static str)]| refused(&[&LIVE, &PAYPAL[..2], more].concat());
    assert_eq!(with(&[]), ["PAYPAL_WEBHOOK_ID"]);
    assert!(with(&PAYPAL[2..]).is_empty());
    for sandbox in ["https://api-m.sandbox.paypal.com", "http://127.0.0.1:4010"] {
        assert_eq!(with(&[PAYPAL[2], ("PAYPAL_API_BASE", sandbox)]), ["PAYPAL_API_BASE"]);
    }
    assert_eq!(with(&[PAYPAL[2], ("PAYPAL_WEBHOOK_ROOTS", "ca.pem")]), ["PAYPAL_WEBHOOK_ROOTS"]);
}

#[test]
fn files_lie_beside_the_database_unless_a_place_is_named() {
    let place = |pairs: &[(&str, &str)]| match parse(&variables(pairs), "127.0.0.1:3000").expect("a place").storage {
        StorageSettings::Folder(folder) => folder.display().to_string(),
        StorageSettings::Bucket { name, prefix, options } => format!("{name} {prefix} {}", options.len()),
    };
    assert_eq!(place(&[]), "data/files");
    assert_eq!(place(&[("DATABASE_URL", "sqlite:///var/lib/lectern/lectern.db?mode=rwc")]), "/var/lib/lectern/files");
    assert_eq!(place(&[("DATABASE_URL", "postgres://a@b/c")]), "data/files");
    assert_eq!(place(&[("STORAGE_URL", "file:///srv/files")]), "/srv/files");
    let bucket = [("STORAGE_URL", "s3://course/files/"), ("AWS_REGION", "eu-central-1"), ("AWS_ENDPOINT_URL", "https://s3.example")];
    assert_eq!(place(&bucket), "course files 2");
    for wrong in ["/srv/files", "s3://", "s3:///files", "s3://key:secret@course", "https://course.s3.example", "file://"] {
        assert_eq!(refused(&[("STORAGE_URL", wrong)]), ["STORAGE_URL"], "{wrong}");
    }
    assert_eq!(refused(&[("UPLOAD_LIMIT_MB", "2 GB")]), ["UPLOAD_LIMIT_MB"]);
    assert_eq!(refused(&[&LIVE[..], &[("AWS_ALLOW_HTTP", "true")]].concat()), ["AWS_ALLOW_HTTP"]);
}

#[test]
fn a_word_that_means_nothing_is_refused() {
    assert_eq!(refused(&[("APP_ENV", "staging")]), ["APP_ENV"]);
    assert_eq!(refused(&[("FIRST_RUN", "never")]), ["FIRST_RUN"]);
    assert_eq!(refused(&[("MAIL_PROVIDER", "pigeon")]), ["MAIL_PROVIDER"]);
    assert_eq!(refused(&[("SITE_INDEXED", "maybe")]), ["SITE_INDEXED"]);
    assert_eq!(refused(&[("METRICS_ADDR", "9464")]), ["METRICS_ADDR"]);
    assert_eq!(refused(&[("METRICS_TOKEN", "guess")]), ["METRICS_TOKEN"]);
    assert_eq!(refused(&[("HOLD_SECONDS", "-1")]), ["HOLD_SECONDS"]);
}

#[test]
fn a_payment_without_any_event_is_asked_about_within_a_minute() {
    let pace = Pace::default();
    assert!(pace.reconcile + pace.reconcile_after <= std::time::Duration::from_mins(1), "{pace:?}");
}

#[test]
fn weaknesses_are_reported_to_who_sends_mail_or_where_is_said() {
    let contact = |pairs: &[(&str, &str)]| parse(&variables(pairs), "127.0.0.1:3000").expect("settings").security_contact;
    assert_eq!(contact(&LIVE), "mailto:a@course.example");
    assert_eq!(contact(&[("SECURITY_CONTACT", "https://course.example/security")]), "https://course.example/security");
    for wrong in ["security@course.example", "mailto:a@b.example\nContact: mailto:evil@x.example", "http://course.example"] {
        assert_eq!(refused(&[("SECURITY_CONTACT", wrong)]), ["SECURITY_CONTACT"], "{wrong}");
    }
}

#[test]
fn the_policy_for_reports_is_an_address_of_the_web() {
    let policy = |pairs: &[(&str, &str)]| parse(&variables(pairs), "127.0.0.1:3000").expect("settings").security_policy;
    assert_eq!(policy(&[]), None);
    assert_eq!(policy(&[("SECURITY_POLICY", "https://course.example/security")]).as_deref(), Some("https://course.example/security"));
    for wrong in ["http://course.example/", "mailto:a@b.example", "https://a.example/\nContact: x", ""] {
        assert_eq!(refused(&[("SECURITY_POLICY", wrong)]), ["SECURITY_POLICY"], "{wrong}");
    }
}

#[test]
fn the_host_is_what_people_type_without_scheme_and_port() {
    let host = |url: &str| parse(&variables(&[("PUBLIC_URL", url)]), "127.0.0.1:3000").expect("settings").host().to_owned();
    for (url, expected) in
        [("https://learn.course.example", "learn.course.example"), ("http://127.0.0.1:3000/", "127.0.0.1"), ("http://[::1]:3000", "[::1]")]
    {
        assert_eq!(host(url), expected);
    }
}
