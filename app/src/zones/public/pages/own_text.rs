use crate::components::RichText;
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// A text of the creator's own.
#[component]
pub fn OwnText(
    /// Its words.
    section: Section,
) -> impl IntoView {
    let (id, named_by) = (section.id.clone(), section.id.clone());
    view! {
        <section class="shell py-16 md:py-20" aria-labelledby=named_by>
            <div class="mx-auto grid max-w-[44rem] gap-5">
                <h2 id=id>{section.word(Word::Title).to_owned()}</h2>
                <RichText html=section.html />
            </div>
        </section>
    }
}
