use crate::components::{Alert, Notice, Tone};
use leptos::prelude::*;

/// Shows a notice, and reads it out when one comes. Scripts write theirs by the empty ones beside it.
#[component]
pub fn NoticeBox(
    /// The notice.
    notice: Option<Notice>,
) -> impl IntoView {
    view! {
        <div class="contents" role="alert" data-notice="">{notice.map(shown)}</div>
        <template data-notice-of="danger"><Empty tone=Tone::Danger /></template>
        <template data-notice-of="warning"><Empty tone=Tone::Warning /></template>
    }
}

fn shown(notice: Notice) -> impl IntoView {
    let Notice { tone, title, text, next } = notice;
    let link = next.map(|(to, words)| view! { <p><a class="link font-semibold" href=to.to_string()>{words}</a></p> });
    view! { <Alert tone><p class="font-semibold">{title}</p><p>{text}</p>{link}</Alert> }
}

#[component]
fn Empty(tone: Tone) -> impl IntoView {
    view! {
        <Alert tone>
            <p class="font-semibold" data-title=""></p>
            <p data-text=""></p>
            <p hidden><a class="link font-semibold" data-next=""></a></p>
        </Alert>
    }
}
