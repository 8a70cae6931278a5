use super::frame::{Frame, described_by};
use leptos::html::Textarea;
use leptos::prelude::*;

/// A labelled text of several lines with its hint and its error.
///
/// The framework writes the children of `<textarea>` into the page without escaping them, so the text is escaped here.
#[component]
pub fn TextArea(
    /// The label.
    label: &'static str,
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// Its id; two forms on a page need two.
    #[prop(into)]
    id: String,
    /// How many lines are shown.
    #[prop(default = 4)]
    rows: u32,
    /// The longest text that a browser lets in, in characters. Without one nothing that is pasted is cut off.
    #[prop(optional)]
    maxlength: Option<usize>,
    /// What it begins with.
    #[prop(optional, into)]
    value: String,
    /// Whether it must be filled in.
    #[prop(default = true)]
    required: bool,
    /// A line below it.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// The element, for who needs it.
    #[prop(optional)]
    node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    let described = described_by(&id);
    let invalid = move || error.get().map(|_| "true");
    view! {
        <Frame id=id.clone() label hint error>
            <textarea
                class="input"
                id=id
                name=name
                rows=rows.to_string()
                maxlength=maxlength.map(|length| length.to_string())
                required=required
                aria-invalid=invalid
                aria-describedby=described
                node_ref=node_ref
                inner_html=escaped(&value)
            ></textarea>
        </Frame>
    }
}

/// The first line end after the tag is none of the text, so that one comes first.
fn escaped(text: &str) -> String {
    String::from(if text.starts_with('\n') { "\n" } else { "" }) + &text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_lost_to_the_tag() {
        assert_eq!(escaped("\n a"), "\n\n a");
    }

    #[test]
    fn no_text_ends_its_element() {
        assert_eq!(escaped("</textarea><script>&amp;"), "&lt;/textarea&gt;&lt;script&gt;&amp;amp;");
    }
}
