use crate::forms::RefusedForm;
use leptos::server_fn::ServerFn;

/// What a form begins with: what was typed into it, where it was refused and is shown again; else what is stored.
#[derive(Clone, Debug)]
pub struct Typed(Option<RefusedForm>);

impl Typed {
    /// That of a form.
    pub fn of<F: ServerFn>() -> Self {
        Self(RefusedForm::of::<F>())
    }

    /// What a field begins with.
    pub fn or(&self, name: &str, stored: impl Into<String>) -> String {
        self.0.as_ref().map_or_else(|| stored.into(), |form| form.value(name))
    }

    /// Whether a box is ticked at first.
    pub fn ticked(&self, name: &str, stored: bool) -> bool {
        self.0.as_ref().map_or(stored, |form| form.fields.iter().any(|(field, _)| field == name))
    }

    /// Whether one of several boxes of a name is ticked at first.
    pub fn chosen(&self, name: &str, value: &str, stored: bool) -> bool {
        let ticked = |form: &RefusedForm| form.fields.iter().any(|(field, typed)| field.starts_with(name) && typed == value);
        self.0.as_ref().map_or(stored, ticked)
    }
}
