//! An event as it is sent, whoever sends it.

use serde_json::Value;

use super::settings::Settings;
use super::signature;
use crate::ids::now;
use crate::paypal::signature::{headers, tampered};
use crate::state::App;
use crate::store::Store;

/// Who tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Provider {
    /// Stripe.
    Stripe,
    /// PayPal.
    PayPal,
}

/// The bytes of an event; every delivery of it has the same.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Who tells.
    pub provider: Provider,
    /// The type of the event.
    pub kind: String,
    /// The body.
    pub body: String,
}

impl Letter {
    /// The event with this identifier.
    pub fn find(store: &Store, event: &str) -> Option<Self> {
        if let Some(told) = store.paypal.events.iter().rev().find(|told| told.id == event) {
            return Some(Self { provider: Provider::PayPal, kind: told.kind.clone(), body: told.body.to_string() });
        }
        let row = store.events.find(event).ok()?;
        let body = serde_json::to_string_pretty(&pending(row.view())).ok()?;
        Some(Self { provider: Provider::Stripe, kind: row.text("type").to_owned(), body })
    }

    /// Where it goes.
    pub fn address<'a>(&self, settings: &'a Settings) -> Option<&'a str> {
        match self.provider {
            Provider::Stripe => settings.url.as_deref(),
            Provider::PayPal => settings.paypal_url.as_deref(),
        }
    }

    /// Signs it: the headers and the body that are sent, wrong in the way the settings ask for.
    pub fn sealed(&self, app: &App, settings: &Settings) -> (Vec<(&'static str, String)>, String) {
        match self.provider {
            Provider::Stripe => {
                let (header, body) = signature::header(&settings.secrets, now(), &self.body, settings.tamper);
                let mut headers = vec![("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)".to_owned())];
                headers.extend(header.map(|header| ("stripe-signature", header)));
                (headers, body)
            }
            Provider::PayPal => {
                let asked = tampered(settings.tamper, &self.body);
                let body = self.body.as_bytes();
                let mut sent = headers(&app.certificates, &app.options().paypal_cert_base, &settings.paypal_webhook_id, body, &asked)
                    .unwrap_or_default();
                if settings.tamper == Some(super::Tamper::Unsigned) {
                    sent.retain(|(name, _)| *name != "paypal-transmission-sig");
                }
                sent.push(("user-agent", "PayPal/AUHD-1.0".to_owned()));
                (sent, self.body.clone())
            }
        }
    }
}

fn pending(mut event: Value) -> Value {
    event["pending_webhooks"] = 1.into();
    event
}
