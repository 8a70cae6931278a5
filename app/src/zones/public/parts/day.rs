use crate::components::LocalTime;
use crate::live::LivePart;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A day, as its reader writes days.
#[derive(Serialize, Deserialize)]
pub struct Day {
    /// A moment of it.
    pub at: DateTime<Utc>,
}

impl LivePart for Day {
    const NAME: &'static str = "day";

    fn view(self) -> AnyView {
        view! { <LocalTime at=self.at date_only=true /> }.into_any()
    }
}
