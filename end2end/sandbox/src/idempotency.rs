//! The answers that belong to idempotency keys.

use std::collections::HashMap;

use serde_json::Value;

use crate::error::ApiError;

/// A status and a body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub body: Value,
}

impl From<&ApiError> for Answer {
    fn from(error: &ApiError) -> Self {
        Self { status: error.status, body: error.body() }
    }
}

#[derive(Clone, Debug)]
struct Entry {
    fingerprint: String,
    answer: Option<Answer>,
}

/// The keys of both modes.
#[derive(Clone, Debug, Default)]
pub struct Keys(HashMap<(bool, String), Entry>);

/// What a key says about a call that carries it.
#[derive(Debug)]
pub enum Verdict {
    /// Nobody used the key: go on, then [`Keys::keep`] or [`Keys::release`].
    Fresh,
    /// It was answered before.
    Replay(Answer),
    /// It must not be used so.
    Refused(ApiError),
}

impl Keys {
    /// Takes the key for a call with these parameters.
    pub fn begin(&mut self, live: bool, key: &str, fingerprint: &str) -> Verdict {
        if key.len() > 255 {
            return Verdict::Refused(ApiError::new(400, "idempotency_error", "Idempotency keys can be at most 255 characters long."));
        }
        let place = (live, key.to_owned());
        match self.0.get(&place) {
            None => {
                let entry = Entry { fingerprint: fingerprint.to_owned(), answer: None };
                self.0.insert(place, entry);
                Verdict::Fresh
            }
            Some(entry) if entry.fingerprint != fingerprint => Verdict::Refused(ApiError::new(
                400,
                "idempotency_error",
                format!(
                    "Keys for idempotent requests can only be used with the same parameters they were first used \
                     with. Try using a key other than '{key}' if you meant to execute a different request."
                ),
            )),
            Some(Entry { answer: Some(answer), .. }) => Verdict::Replay(answer.clone()),
            Some(_) => Verdict::Refused(
                ApiError::new(
                    409,
                    "invalid_request_error",
                    format!(
                        "There is currently another in-progress request using this Idempotent Key ({key}). \
                         Please try again later."
                    ),
                )
                .code("idempotency_key_in_use"),
            ),
        }
    }

    /// Keeps the answer for the next call with this key.
    pub fn keep(&mut self, live: bool, key: &str, answer: Answer) {
        if let Some(entry) = self.0.get_mut(&(live, key.to_owned())) {
            entry.answer = Some(answer);
        }
    }

    /// Gives the key back: the call never began to execute.
    pub fn release(&mut self, live: bool, key: &str) {
        self.0.remove(&(live, key.to_owned()));
    }

    /// Forgets all keys, as Stripe does after a day.
    pub fn prune(&mut self) {
        self.0.retain(|_, entry| entry.answer.is_none());
    }
}
