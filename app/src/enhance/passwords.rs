//! A password can be looked at while it is typed, and a new one is told what its length is worth.

use super::dom;
use domain::password::{Length, length};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Listens to fields and their eyes.
pub fn begin() {
    dom::on("click", |event| turn(&dom::nearest(event, ".password-eye")?));
    dom::on("input", |event| judge(&dom::nearest(event, "input[data-meter]")?));
}

/// Shows the eyes: they do nothing without scripts.
pub fn touch(part: &Element) {
    dom::hide(part, ".password-eye", false);
}

fn turn(eye: &Element) -> Option<()> {
    let field: HtmlInputElement = document().get_element_by_id(&eye.get_attribute("aria-controls")?)?.dyn_into().ok()?;
    let shown = field.type_() == "password";
    field.set_type(if shown { "text" } else { "password" });
    eye.set_attribute("aria-pressed", if shown { "true" } else { "false" }).ok()
}

fn judge(field: &HtmlInputElement) -> Option<()> {
    document().get_element_by_id(&field.get_attribute("data-meter")?)?.set_text_content(Some(worth(&field.value())));
    Some(())
}

/// What a length is worth, in words.
fn worth(typed: &str) -> &'static str {
    match length(typed) {
        _ if typed.is_empty() => "",
        Length::TooShort => "Too short yet.",
        Length::Short => "Long enough. A few more words make it much stronger.",
        Length::Good => "A good length.",
        Length::TooLong => "Too long: 128 characters fit.",
    }
}
