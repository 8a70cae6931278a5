//! What is others': whether the payment providers take our keys, tell us their news, and share our time.

use super::{bad, ok, warn};
use crate::config::AppEnv;
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::{GatewayError, PaymentGateway, ProviderId};
use crate::repo;
use app::api::dto::{Finding, Verdict};
use app::components::text;
use chrono::TimeDelta;

/// A payment that no provider has.
const NOBODYS: &str = "lecterndoctor";
/// Signatures of events are refused when clocks differ by minutes.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(30);
const CLOCKS_ASTRAY: TimeDelta = TimeDelta::minutes(4);
/// An endpoint that is silent for longer while there are sales is looked at.
const SILENT: TimeDelta = TimeDelta::days(2);

/// Looks at every configured provider. `database` says whether the database can be asked.
pub async fn all(core: &Core, database: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for gateway in core.gateways.iter() {
        let name = match gateway.id() {
            ProviderId::Stripe => "Stripe",
            ProviderId::Paypal => "PayPal",
        };
        let key = keys(core, gateway, name).await;
        let answers = key.verdict != Verdict::Bad;
        findings.push(key);
        if answers {
            findings.extend(permissions(core, gateway, name).await);
            findings.extend(clocks(core, gateway, name).await);
            findings.extend(endpoint(core, gateway, name).await);
        }
        if database {
            let events = webhooks(core, gateway, name).await;
            findings.push(events.unwrap_or_else(|error| bad(name, format!("Its events cannot be read: {error}"), "Look at the log.")));
        }
    }
    if core.gateways.find(ProviderId::Paypal).is_none() {
        let what = "It is not configured and not offered. PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET and PAYPAL_WEBHOOK_ID turn it on.";
        findings.push(ok("PayPal", what));
    }
    findings
}

/// Asks for a payment that does not exist: who says so has taken the key.
async fn keys(core: &Core, gateway: &dyn PaymentGateway, name: &str) -> Finding {
    let what = format!("{name}: key");
    let mode = if gateway.livemode() { "Real money moves." } else { "No real money moves with it." };
    match gateway.fetch(NOBODYS).await {
        Err(GatewayError::Refused { status: 401, .. }) => bad(
            &what,
            format!("{name} does not know the key."),
            format!("Set {} again: it may be mistyped, or of another account.", keys_of(gateway.id())),
        ),
        Err(GatewayError::Refused { status: 403, .. }) => {
            let advice = format!("Allow the key of {} to read and write payments.", keys_of(gateway.id()));
            bad(&what, format!("{name} takes the key, and does not let it read payments."), advice)
        }
        Ok(_) | Err(GatewayError::NotFound | GatewayError::Refused { .. }) => {
            if core.settings.env == AppEnv::Production && !gateway.livemode() {
                let advice = format!("Set {} of the live account before you sell.", keys_of(gateway.id()));
                return warn(&what, format!("{name} answers and takes the key. {mode}"), advice);
            }
            ok(&what, format!("{name} answers and takes the key. {mode}"))
        }
        Err(error) => {
            let advice = format!("Check the network, {}, and whether the provider has a fault today.", base_of(gateway.id()));
            bad(&what, format!("{name} cannot be asked: {error}"), advice)
        }
    }
}

fn keys_of(provider: ProviderId) -> &'static str {
    match provider {
        ProviderId::Stripe => "STRIPE_SECRET_KEY",
        ProviderId::Paypal => "PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET",
    }
}

fn base_of(provider: ProviderId) -> &'static str {
    match provider {
        ProviderId::Stripe => "STRIPE_API_BASE",
        ProviderId::Paypal => "PAYPAL_API_BASE",
    }
}

/// Lists of payments and events are what finds money and news that we have not heard of.
async fn permissions(core: &Core, gateway: &dyn PaymentGateway, name: &str) -> Vec<Finding> {
    let since = core.now() - TimeDelta::minutes(1);
    let leave_for_payments = match gateway.id() {
        ProviderId::Paypal => "Turn “Transaction search” on among the features of the app in PayPal’s dashboard",
        ProviderId::Stripe => "Allow the key to read payments",
    };
    let lists = [
        ("payments", gateway.list_succeeded(since, core.now()).await.map(drop), leave_for_payments),
        ("events", gateway.undelivered_events(since).await.map(drop), "Allow the key to read events"),
    ];
    let judged = |(what, answer, leave)| {
        let title = format!("{name}: list of {what}");
        match answer {
            Ok(()) => Some(ok(&title, "They can be listed.")),
            Err(GatewayError::Refused { status: 401 | 403, .. } | GatewayError::Hidden(_)) => {
                Some(warn(&title, "The key may not list them.", format!("{leave}: else what we miss stays missed.")))
            }
            Err(_) => None,
        }
    };
    lists.into_iter().filter_map(judged).collect()
}

async fn clocks(core: &Core, gateway: &dyn PaymentGateway, name: &str) -> Option<Finding> {
    let theirs = gateway.clock().await.ok()?;
    let difference = (core.now() - theirs).abs();
    let title = format!("{name}: clock");
    let what = format!("Ours and theirs differ by {} seconds.", difference.num_seconds());
    let advice = "Let the system set its clock by NTP: events are refused when their time is not ours.";
    Some(match difference {
        difference if difference > CLOCKS_ASTRAY => bad(&title, what, advice),
        difference if difference > CLOCKS_DIFFER => warn(&title, what, advice),
        _ => ok(&title, what),
    })
}

/// Whether the provider knows where to send its news, and sends all that we need. Keys that may not ask for it say nothing.
async fn endpoint(core: &Core, gateway: &dyn PaymentGateway, name: &str) -> Option<Finding> {
    let all = gateway.endpoints().await.ok()?;
    let address = format!("{}/webhooks/{}", core.settings.public_url, gateway.id().name());
    let title = format!("{name}: endpoint");
    let advice = format!("In {name}’s dashboard, under Webhooks: let the endpoint {address} be told of these events.");
    Some(match all.iter().find(|endpoint| endpoint.url == address) {
        None => warn(&title, format!("The account has no endpoint {address}."), advice),
        Some(endpoint) if !endpoint.enabled => {
            bad(&title, format!("{address} is there, and is sent nothing."), "Enable it in the dashboard.")
        }
        Some(endpoint) if !endpoint.missing.is_empty() => {
            bad(&title, format!("{address} is not told of {}.", endpoint.missing.join(", ")), advice)
        }
        Some(_) => ok(&title, format!("{address} is told of everything that we need.")),
    })
}

async fn webhooks(core: &Core, gateway: &dyn PaymentGateway, name: &str) -> Result<Finding> {
    let provider = gateway.id().name();
    let title = format!("{name}: webhooks");
    let address = format!("{}/webhooks/{provider}", core.settings.public_url);
    let advice = format!("In {name}'s dashboard, look whether the endpoint {address} is enabled and what it is answered.");
    let latest = repo::webhooks::latest(core.db.read(), provider).await?;
    let sold = repo::payments::last_success(core.db.read(), provider).await?;
    Ok(match (latest, sold) {
        (None, None) => warn(&title, "None has arrived yet, and nothing was sold yet.", advice),
        (None, Some(_)) => bad(&title, "None has arrived, although there were sales.", advice),
        (Some(event), Some(sold)) if sold - event.received_at > SILENT => {
            warn(&title, format!("The last one arrived on {}, before the last sale.", text::date_time(event.received_at)), advice)
        }
        (Some(event), _) => ok(&title, format!("The last one arrived on {}.", text::date_time(event.received_at))),
    })
}
