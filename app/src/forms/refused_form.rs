use crate::api::ApiError;
use leptos::prelude::use_context;
use leptos::server_fn::ServerFn;

/// A form that was posted for a page and refused: what was typed, and why. The server gives it to the page that it shows again;
/// in a browser there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedForm {
    /// The path of its function.
    pub function: String,
    /// The fields, as typed.
    pub fields: Vec<(String, String)>,
    /// Why.
    pub error: ApiError,
}

impl RefusedForm {
    /// That of a function, if it is what this page shows again.
    pub fn of<F: ServerFn>() -> Option<Self> {
        use_context::<Self>().filter(|form| form.function == F::PATH)
    }

    /// What was typed into a field; empty where nothing was.
    pub fn value(&self, name: &str) -> String {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
