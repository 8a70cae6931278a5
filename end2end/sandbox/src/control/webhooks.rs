//! How, and what, the shop is told.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Outcome;
use crate::paypal::book::Book;
use crate::state::App;
use crate::webhooks::{Repeat, Round, Settings, Tamper, deliver_round};

/// Changes of the settings; what is left out stays. `"url": null` and `"tamper": null` take them away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    #[serde(default, with = "present")]
    url: Given<String>,
    #[serde(default, with = "present")]
    paypal_url: Given<String>,
    paypal_webhook_id: Option<String>,
    secret: Option<String>,
    secrets: Option<Vec<String>>,
    enabled: Option<bool>,
    delay_ms: Option<u64>,
    repeat: Option<Repeat>,
    shuffle: Option<bool>,
    window_ms: Option<u64>,
    drop_types: Option<Vec<String>>,
    drop_rate: Option<f64>,
    before_answer: Option<bool>,
    #[serde(default, with = "present")]
    tamper: Given<Tamper>,
    retry_base_ms: Option<u64>,
    tries: Option<u32>,
}

/// Absent, null or a value.
type Given<T> = Option<Option<T>>;

/// Tells a field that is null from one that is absent.
mod present {
    use serde::{Deserialize, Deserializer};

    use super::Given;

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Given<T>, D::Error> {
        Option::deserialize(from).map(Some)
    }
}

impl Change {
    fn apply(self, settings: &mut Settings) {
        put(&mut settings.url, self.url);
        put(&mut settings.paypal_url, self.paypal_url);
        put(&mut settings.paypal_webhook_id, self.paypal_webhook_id);
        put(&mut settings.secrets, self.secret.map(|secret| vec![secret]));
        put(&mut settings.secrets, self.secrets);
        put(&mut settings.enabled, self.enabled);
        put(&mut settings.delay_ms, self.delay_ms);
        put(&mut settings.repeat, self.repeat);
        put(&mut settings.shuffle, self.shuffle);
        put(&mut settings.window_ms, self.window_ms);
        put(&mut settings.drop_types, self.drop_types);
        put(&mut settings.drop_rate, self.drop_rate);
        put(&mut settings.before_answer, self.before_answer);
        put(&mut settings.tamper, self.tamper);
        put(&mut settings.retry_base_ms, self.retry_base_ms);
        put(&mut settings.tries, self.tries);
    }
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// `POST /_control/webhooks`
pub async fn configure(State(app): State<App>, Json(change): Json<Change>) -> Json<Value> {
    let mut desk = app.desk();
    change.apply(&mut desk.settings);
    Json(json!(desk.settings))
}

/// `GET /_control/webhooks`
pub async fn show(State(app): State<App>) -> Json<Value> {
    Json(json!(app.desk().settings))
}

/// `GET /_control/webhooks/deliveries`: every try, and how many copies are not settled yet.
pub async fn deliveries(State(app): State<App>) -> Json<Value> {
    let desk = app.desk();
    Json(json!({"open": desk.open, "deliveries": desk.attempts}))
}

/// Which events, how often, and how. Without a choice, all of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deliver {
    events: Option<Vec<String>>,
    types: Option<Vec<String>>,
    payment_intent: Option<String>,
    paypal_order: Option<String>,
    times: Option<u32>,
    shuffle: bool,
    parallel: Option<usize>,
    retry: bool,
}

/// `POST /_control/events/deliver`: answers when all is delivered. Losses and delays do not apply.
pub async fn deliver(State(app): State<App>, body: Option<Json<Deliver>>) -> Outcome {
    let asked = body.map(|Json(body)| body).unwrap_or_default();
    let round = Round {
        events: chosen(&app, &asked)?,
        times: asked.times.unwrap_or(1),
        shuffle: asked.shuffle,
        parallel: asked.parallel.unwrap_or(1),
        retry: asked.retry,
    };
    let events = round.events.clone();
    let tried = deliver_round(&app, round).await;
    let mut statuses: BTreeMap<String, u32> = BTreeMap::new();
    for attempt in &tried {
        let status = attempt.status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        *statuses.entry(status).or_default() += 1;
    }
    Ok(Json(json!({"events": events, "sent": tried.len(), "statuses": statuses, "deliveries": tried})))
}

/// The chosen events; those named by identifier keep the order they were named in.
fn chosen(app: &App, asked: &Deliver) -> Result<Vec<String>, crate::error::ApiError> {
    let store = app.store();
    if let Some(ids) = &asked.events {
        let known = |id: &String| store.paypal.events.iter().any(|event| event.id == *id);
        return ids
            .iter()
            .map(|id| if known(id) { Ok(id.clone()) } else { store.events.find(id).map(|row| row.text("id").to_owned()) })
            .collect();
    }
    let about = |object: &Value, intent: &str| object["id"] == intent || object["payment_intent"] == intent;
    let rows = store.events.iter().filter(|row| {
        asked.types.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == row.text("type")))
            && asked.paypal_order.is_none()
            && asked.payment_intent.as_ref().is_none_or(|id| about(&row.real()["data"]["object"], id))
    });
    let mut chosen: Vec<String> = rows.map(|row| row.text("id").to_owned()).collect();
    chosen.extend(asked_of_paypal(&store.paypal, asked));
    Ok(chosen)
}

/// PayPal's events of the chosen kinds, about the chosen order.
fn asked_of_paypal<'a>(book: &'a Book, asked: &'a Deliver) -> impl Iterator<Item = String> + 'a {
    let about = |resource: &Value, order: &str| {
        let related = &resource["supplementary_data"]["related_ids"]["order_id"];
        resource["id"] == order || *related == order || resource["order_id"] == order
    };
    let wanted = book.events.iter().filter(move |event| {
        asked.payment_intent.is_none()
            && asked.types.as_ref().is_none_or(|kinds| kinds.contains(&event.kind))
            && asked.paypal_order.as_ref().is_none_or(|order| about(&event.body["resource"], order))
    });
    wanted.map(|event| event.id.clone())
}
