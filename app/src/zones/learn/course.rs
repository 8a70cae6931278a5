use crate::api::dto::OutlineView;
use crate::api::{Result, learning};
use leptos::prelude::*;

/// The course with this student's progress, loaded once for the whole zone.
#[derive(Clone, Copy)]
pub struct Course {
    /// Modules, lessons, progress.
    pub outline: Resource<Result<OutlineView>>,
    changes: RwSignal<u32>,
}

impl Course {
    /// Begins to load.
    pub fn new() -> Self {
        let changes = RwSignal::new(0);
        Self { outline: Resource::new_blocking(move || changes.get(), |_| learning::outline()), changes }
    }

    /// Something was ticked: loads again.
    pub fn changed(self) {
        self.changes.update(|count| *count += 1);
    }
}
