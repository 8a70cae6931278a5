use crate::api::dto::SectionDesk;
use crate::components::{Alert, LocalTime, Tone};
use crate::paths;
use domain::landing::{Section, WordSpec, Words, said};
use leptos::prelude::*;

/// What somebody else has made of the section meanwhile, in full. What was typed stands in the form below.
#[component]
pub fn Theirs(
    /// The section as it is now.
    desk: SectionDesk,
) -> impl IntoView {
    let SectionDesk { section, changed_at, changed_by, .. } = desk;
    let who = changed_by.unwrap_or_else(|| "Somebody".to_owned());
    let fresh = paths::admin_landing_section(&section.id).to_string();
    view! {
        <Alert tone=Tone::Warning>
            <p class="font-semibold">{who}" has changed this section meanwhile"</p>
            <p>"Nothing is lost: below is what you typed, and here is what it says since "<LocalTime at=changed_at />". Take over what you want to keep, and save."</p>
            <details class="mt-3" open=true>
                <summary class="font-semibold">"What it says now"</summary>
                <dl class="theirs mt-3">{texts(&section)}</dl>
            </details>
            <p class="mt-3"><a class="link font-semibold" href=fresh rel="external">"Leave mine, and go on with theirs"</a></p>
        </Alert>
    }
}

fn texts(section: &Section) -> impl IntoView + use<> {
    let spec = section.kind.spec();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |before: &str, specs: &[WordSpec], words: &Words| {
        for spec in specs {
            let text = said(words, spec.word);
            if !text.is_empty() {
                found.push((format!("{before}{}", spec.label), text.to_owned()));
            }
        }
    };
    add("", spec.words, &section.words);
    for (index, item) in section.items.iter().enumerate() {
        let items = spec.items.as_ref();
        add(&format!("{} {}: ", items.map_or("", |items| items.one), index + 1), items.map_or(&[], |items| items.words), item);
    }
    found.into_iter().map(|(label, text)| view! { <div><dt>{label}</dt><dd dir="auto">{text}</dd></div> }).collect_view()
}
