//! Typed access to the parameters of a call, with Stripe's complaints.

use serde_json::{Map, Value};

use crate::error::ApiError;

/// The parameters of one call.
#[derive(Clone, Debug)]
pub struct Params(Value);

impl Params {
    /// Wraps what [`crate::form::parse`] read.
    pub fn new(tree: Value) -> Self {
        Self(tree)
    }

    /// Nothing was sent.
    pub fn none() -> Self {
        Self(Value::Object(Map::new()))
    }

    /// The tree itself.
    pub fn tree(&self) -> &Value {
        &self.0
    }

    /// Complains about the first name that is not in `known`.
    pub fn allow(&self, known: &[&str]) -> Result<(), ApiError> {
        let unknown = self
            .0
            .as_object()
            .and_then(|map| map.keys().find(|name| !known.contains(&name.as_str()) && name.as_str() != "expand" && name.as_str() != "key"));
        match unknown {
            Some(name) => Err(ApiError::invalid(format!("Received unknown parameter: {name}")).code("parameter_unknown").param(name)),
            None => Ok(()),
        }
    }

    /// Whether the name was sent at all, even empty.
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// A text that is not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// A text, or Stripe's complaint that it is missing.
    pub fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.text(name).ok_or_else(|| ApiError::invalid(format!("Missing required param: {name}.")).code("parameter_missing").param(name))
    }

    /// A whole number.
    pub fn int(&self, name: &str) -> Result<Option<i64>, ApiError> {
        self.text(name)
            .map(|text| {
                text.parse()
                    .map_err(|_| ApiError::invalid(format!("Invalid integer: {text}")).code("parameter_invalid_integer").param(name))
            })
            .transpose()
    }

    /// A truth value; absent is `None`.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.text(name) {
            None => Ok(None),
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            Some(other) => Err(ApiError::invalid(format!("Invalid boolean: {other}")).param(name)),
        }
    }

    /// The parameters inside a name, as parameters again.
    pub fn inside(&self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| value.is_object()).cloned().map(Self)
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) if !text.is_empty() => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    /// One of the allowed words.
    pub fn one_of(&self, name: &str, allowed: &[&str]) -> Result<Option<&str>, ApiError> {
        match self.text(name) {
            Some(word) if !allowed.contains(&word) => {
                Err(ApiError::invalid(format!("Invalid {name}: must be one of {}", allowed.join(", "))).param(name))
            }
            other => Ok(other),
        }
    }

    /// `metadata` merged into what was there: an empty value removes its key, an empty `metadata` all.
    pub fn metadata(&self, current: &Value) -> Value {
        let mut merged = current.as_object().cloned().unwrap_or_default();
        match self.0.get("metadata") {
            Some(Value::Object(changes)) => {
                for (key, value) in changes {
                    if value.as_str() == Some("") {
                        merged.remove(key);
                    } else {
                        merged.insert(key.clone(), value.clone());
                    }
                }
            }
            Some(Value::Array(items)) => {
                merged.extend(items.iter().enumerate().map(|(index, value)| (index.to_string(), value.clone())));
            }
            Some(Value::String(_)) => merged.clear(),
            _ => {}
        }
        Value::Object(merged)
    }
}
