use crate::enhance::dom;
use leptos::prelude::document;
use web_sys::Element;

/// Says above the form why nothing came of it.
pub fn say(form: &Element, (title, text): (&str, &str)) {
    unsay(form);
    let alert = element("div", "alert alert-danger mb-5 grid gap-1").filter(|alert| alert.set_attribute("role", "alert").is_ok());
    let Some(alert) = alert else { return };
    let _ = alert.set_attribute("data-said", "");
    for (class, words) in [("font-semibold", title), ("", text)] {
        if let Some(line) = element("p", class) {
            line.set_text_content(Some(words));
            let _ = alert.append_child(&line);
        }
    }
    let _ = form.prepend_with_node_1(&alert);
}

/// Takes back what was said above a form.
pub fn unsay(form: &Element) {
    dom::all::<Element>(form, "[data-said]").iter().for_each(Element::remove);
}

fn element(name: &str, class: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    Some(element)
}
