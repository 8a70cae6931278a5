//! What the doctor says of what others run: providers, mail, the store of files, and of a schema that is not this program's.

use crate::on_both;
use crate::support::storage::Trouble;
use crate::support::{Plan, Shop};
use app::api::dto::{Finding, Verdict};
use server::config::{MailTransport, PaypalSettings, Settings, StripeSettings};
use server::services::doctor;
use server::startup::{self, World};

/// What a program with other settings says of one thing.
async fn said(settings: Settings, name: &str) -> Finding {
    let core = startup::core(settings, World::default()).await.unwrap();
    let found = of(doctor::examine(&core).await, name);
    core.db.close().await.unwrap();
    found
}

fn of(findings: Vec<Finding>, name: &str) -> Finding {
    findings.into_iter().find(|finding| finding.name == name).unwrap_or_else(|| panic!("nothing about {name}"))
}

async fn said_here(shop: &Shop, name: &str) -> Finding {
    of(doctor::examine(&shop.core).await, name)
}

fn with_mail(shop: &Shop, transport: MailTransport) -> Settings {
    let mut settings = shop.core.settings.clone();
    settings.mail.transport = transport;
    settings
}

on_both!(a_key_that_a_provider_does_not_know_is_named, Plan { paypal: true, ..Plan::quiet() }, |shop| async move {
    let stripe = StripeSettings { secret_key: "sk_mistyped".into(), ..shop.core.settings.stripe.clone() };
    let paypal = PaypalSettings { client_secret: "mistyped".into(), ..shop.core.settings.paypal.clone().unwrap() };
    for (settings, name, variable) in [
        (Settings { stripe, ..shop.core.settings.clone() }, "Stripe: key", "STRIPE_SECRET_KEY"),
        (Settings { paypal: Some(paypal), ..shop.core.settings.clone() }, "PayPal: key", "PAYPAL_CLIENT_SECRET"),
    ] {
        assert_eq!(said_here(&shop, name).await.verdict, Verdict::Ok, "{name}");
        let found = said(settings, name).await;
        assert!(found.verdict == Verdict::Bad && found.what.contains("does not know the key"), "{found:?}");
        assert!(found.cure.contains(variable), "{found:?}");
    }
});

on_both!(what_a_key_may_not_do_is_named, Plan { paypal: true, ..Plan::quiet() }, |shop| async move {
    for (operation, name, verdict, word) in [
        ("retrieve_payment_intent", "Stripe: key", Verdict::Bad, "STRIPE_SECRET_KEY"),
        ("paypal_get_order", "PayPal: key", Verdict::Bad, "PAYPAL_CLIENT_ID"),
        ("list_payment_intents", "Stripe: list of payments", Verdict::Warn, "to read payments"),
        ("list_events", "Stripe: list of events", Verdict::Warn, "to read events"),
        ("paypal_list_transactions", "PayPal: list of payments", Verdict::Warn, "Transaction search"),
    ] {
        assert_eq!(said_here(&shop, name).await.verdict, Verdict::Ok, "{name}");
        shop.sandbox.fault(operation, "error_403", 1).await;
        let found = said_here(&shop, name).await;
        assert_eq!(found.verdict, verdict, "{found:?}");
        assert!(found.cure.contains(word), "{found:?}");
        shop.sandbox.heal().await;
    }
});

on_both!(a_store_of_files_is_tried, Plan::quiet(), |shop| async move {
    for (trouble, verdict) in [
        (None, Verdict::Ok),
        (Some(Trouble::Down), Verdict::Bad),
        (Some(Trouble::Half), Verdict::Bad),
        (Some(Trouble::Empty), Verdict::Bad),
        (Some(Trouble::BreaksOff), Verdict::Bad),
        (Some(Trouble::Slow), Verdict::Bad),
        (None, Verdict::Ok),
    ] {
        shop.storage.fail(trouble);
        let found = said_here(&shop, "Files").await;
        assert_eq!(found.verdict, verdict, "{trouble:?}: {found:?}");
        assert_eq!(found.cure.contains("STORAGE_URL"), verdict == Verdict::Bad, "{found:?}");
    }
});

on_both!(a_mail_service_is_asked_whether_it_lets_us_in, Plan::quiet(), |shop| async move {
    let resend = |key: &str, base_url: &str| MailTransport::Resend { api_key: key.into(), base_url: base_url.to_owned() };
    for (transport, verdict, word) in [
        (resend("re_sandbox", &shop.sandbox.url), Verdict::Ok, "takes what we sign in with"),
        (resend("mistyped", &shop.sandbox.url), Verdict::Bad, "RESEND_API_KEY"),
        (resend("re_sandbox", "http://127.0.0.1:9"), Verdict::Bad, "RESEND_API_KEY"),
        (MailTransport::Smtp("smtp://127.0.0.1:9".into()), Verdict::Bad, "SMTP_URL"),
    ] {
        let found = said(with_mail(&shop, transport), "Mail service").await;
        assert_eq!(found.verdict, verdict, "{found:?}");
        assert!(format!("{} {}", found.what, found.cure).contains(word), "{found:?}");
    }
});

on_both!(a_schema_of_another_version_is_told_of, Plan::quiet(), |shop| async move {
    assert_eq!(said_here(&shop, "Migrations").await.verdict, Verdict::Ok);
    let applied = |name: &str| format!("INSERT INTO seaql_migrations (version, applied_at) VALUES ('{name}', 1)");
    let forget = |name: &str| format!("DELETE FROM seaql_migrations WHERE version = '{name}'");
    for (change, verdict, word) in [
        (applied("m9998_more"), Verdict::Warn, "m9998_more"),
        (applied("m9999_less_breaking"), Verdict::Bad, "m9999_less_breaking"),
        (forget("m9999_less_breaking"), Verdict::Warn, "m9998_more"),
        (forget("m9998_more"), Verdict::Ok, "up to date"),
        (forget("m0001_identity"), Verdict::Bad, "1 changes"),
        (applied("m0001_identity"), Verdict::Ok, "up to date"),
    ] {
        shop.execute(&change).await;
        let found = said_here(&shop, "Migrations").await;
        assert!(found.verdict == verdict && found.what.contains(word), "{change}: {found:?}");
    }
});
