//! The lines that one transaction adds to an order's timeline. They are written together, at its end.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use entity::order_event;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Lines that wait for the end of their transaction.
pub struct History {
    order: Uuid,
    lines: Mutex<Vec<order_event::ActiveModel>>,
}

impl History {
    /// The history of an order, without a line yet.
    pub fn of(order: Uuid) -> Self {
        Self { order, lines: Mutex::default() }
    }

    /// Adds a line, of now. It waits until [`write`](Self::write).
    pub fn note(&self, core: &Core, kind: &str, what: impl Into<String>) {
        let line = order_event::ActiveModel {
            order_id: Set(self.order),
            at: Set(core.now()),
            kind: Set(kind.to_owned()),
            what: Set(what.into()),
            ..Default::default()
        };
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// Writes the lines down, so that they are read in the order in which they were added: lines of one moment are read by their ids,
    /// and those are made of chance within it.
    pub async fn write(self, core: &Core, db: &impl ConnectionTrait) -> Result<()> {
        let mut lines = self.lines.into_inner().unwrap_or_else(PoisonError::into_inner);
        if lines.is_empty() {
            return Ok(());
        }
        let mut ids: Vec<_> = lines.iter().map(|_| core.new_id()).collect();
        ids.sort();
        for (line, id) in lines.iter_mut().zip(ids) {
            line.id = Set(id);
        }
        repo::orders::note_all(db, lines).await
    }
}
