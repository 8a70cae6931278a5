//! One kind of object: its rows in the order of their creation.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::error::ApiError;

/// An object as it really is, and the falsified fields that are shown instead.
#[derive(Clone, Debug)]
pub struct Record {
    real: Value,
    mask: Map<String, Value>,
    live: bool,
}

impl Record {
    /// The object that callers and events see.
    pub fn view(&self) -> Value {
        let mut seen = self.real.clone();
        if let Some(map) = seen.as_object_mut() {
            map.extend(self.mask.clone());
        }
        seen
    }

    /// The object as it really is.
    pub fn real(&self) -> &Value {
        &self.real
    }

    /// Whether it belongs to live mode.
    pub fn live(&self) -> bool {
        self.live
    }

    /// A real text field, empty if it is null.
    pub fn text(&self, name: &str) -> &str {
        self.real[name].as_str().unwrap_or_default()
    }

    /// A real number field, zero if it is null.
    pub fn int(&self, name: &str) -> i64 {
        self.real[name].as_i64().unwrap_or_default()
    }

    /// Sets a real field.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.real[name] = value.into();
    }

    /// Shows other fields than the real ones from now on; an empty map shows the truth again.
    pub fn falsify(&mut self, fields: Map<String, Value>) {
        if fields.is_empty() {
            self.mask.clear();
        } else {
            self.mask.extend(fields);
        }
    }
}

/// The rows of one kind.
#[derive(Clone, Debug)]
pub struct Table {
    noun: &'static str,
    param: &'static str,
    order: Vec<String>,
    rows: HashMap<String, Record>,
}

impl Table {
    /// An empty table; `noun` and `param` appear in "no such object".
    pub fn new(noun: &'static str, param: &'static str) -> Self {
        Self { noun, param, order: Vec::new(), rows: HashMap::new() }
    }

    /// Adds an object, whose `id` it carries, and returns that id.
    pub fn insert(&mut self, live: bool, object: Value) -> String {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        self.order.push(id.clone());
        self.rows.insert(id.clone(), Record { real: object, mask: Map::new(), live });
        id
    }

    /// A row of the caller's mode.
    pub fn get(&self, live: bool, id: &str) -> Result<&Record, ApiError> {
        self.rows.get(id).filter(|row| row.live == live).ok_or_else(|| self.absent(id))
    }

    /// A row of any mode.
    pub fn find(&self, id: &str) -> Result<&Record, ApiError> {
        self.rows.get(id).ok_or_else(|| self.absent(id))
    }

    /// A row of any mode, to change.
    pub fn find_mut(&mut self, id: &str) -> Result<&mut Record, ApiError> {
        let absent = self.absent(id);
        self.rows.get_mut(id).ok_or(absent)
    }

    /// The ids of the rows, oldest first.
    pub fn ids(&self) -> Vec<String> {
        self.order.clone()
    }

    /// The rows, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.order.iter().filter_map(|id| self.rows.get(id))
    }

    fn absent(&self, id: &str) -> ApiError {
        ApiError::missing(self.noun, id, self.param)
    }
}
