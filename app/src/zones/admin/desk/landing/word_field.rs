use super::typed::name;
use super::writing::Writing;
use crate::api::error::Field as FieldName;
use crate::components::problem_words;
use crate::forms::{Field, TextArea};
use domain::landing::{Shape, Spot, WordSpec};
use leptos::prelude::*;

const GAP: &str = "Still to be written before this can be published.";

/// The field of a text.
#[component]
pub fn WordField(
    /// What the text may be.
    spec: &'static WordSpec,
    /// The item that it belongs to, if it belongs to one.
    item: Option<usize>,
    /// What it begins with.
    value: String,
    /// Whether it is still to be written.
    gap: bool,
    /// Who saves it.
    writing: Writing,
) -> impl IntoView {
    let field = FieldName::Landing(Spot { item: item.and_then(|index| u16::try_from(index).ok()), word: Some(spec.word) });
    let error = Signal::derive(move || {
        let error = writing.save.value().get().and_then(Result::err)?;
        error.problem_with(field).map(|problem| problem_words(field, problem))
    });
    let hint = if gap { GAP } else { spec.hint };
    let name = name(item, spec.word);
    let rows = match spec.shape {
        Shape::Line(most) => {
            return view! { <Field label=spec.label name autocomplete="off" maxlength=most.to_string() value required=false hint error /> }
                .into_any();
        }
        Shape::Text(most) if most <= 600 => 3,
        Shape::Text(_) => 6,
        Shape::Points(_) => 7,
        Shape::Markdown(_) => 12,
    };
    let id = format!("field-{name}");
    view! { <TextArea label=spec.label name id rows value required=false hint error /> }.into_any()
}
