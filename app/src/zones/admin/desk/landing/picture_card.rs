#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::writing::Writing;
use crate::components::{Alert, Tone, text};
use crate::forms::Submit;
use crate::paths;
use crate::zones::admin::chosen::chosen;
use domain::file_kind::FileRefusal;
use domain::landing::{MAX_PICTURE, Section};
use leptos::prelude::*;

/// The picture of a section, and the plain form that sends another.
#[component]
pub fn PictureCard(
    /// The section.
    section: Section,
    /// Who saves it.
    writing: Writing,
) -> impl IntoView {
    let outcome = chosen("picture");
    let said = move || {
        let (tone, words) = outcome.with(|outcome| match outcome.as_str() {
            "" => None,
            paths::UPLOADED => Some((Tone::Positive, "The picture is here.")),
            name => Some((Tone::Danger, refusal_words(name))),
        })?;
        Some(view! { <Alert tone><p>{words}</p></Alert> })
    };
    let now = section.picture.map(|id| {
        view! {
            <img class="section-picture" src=paths::landing_picture(id).to_string() alt="The picture as it is" />
            <button type="submit" form="section-form" class="btn btn-ghost btn-sm justify-self-start text-danger" name="deed" value="unpicture">"Remove the picture"</button>
        }
    });
    let to = paths::admin_landing_picture(&section.id).to_string();
    view! {
        <section class="card grid gap-4" aria-labelledby="picture">
            <h2 id="picture" class="text-xl">"Picture"</h2>
            <div class="contents" role="status">{said}</div>
            {now}
            <form method="post" enctype="multipart/form-data" action=to class="grid gap-4">
                <div class="field">
                    <label class="field-label" for="picture-file">"Another picture"</label>
                    <input class="input file-input" id="picture-file" type="file" name="file" required accept=".png,.jpg,.jpeg,.webp" aria-describedby="picture-hint" />
                    <p class="field-hint" id="picture-hint">"PNG, JPEG or WebP, up to "{text::size(MAX_PICTURE)}". Visitors see it when you publish."</p>
                </div>
                <div><Submit pending=writing.save.pending() look="btn-plain">"Upload"</Submit></div>
            </form>
        </section>
    }
}

fn refusal_words(name: &str) -> &'static str {
    match FileRefusal::from_name(name) {
        Some(FileRefusal::Missing) => "Please choose a picture first.",
        Some(FileRefusal::Empty) => "This file is empty. Please choose another.",
        Some(FileRefusal::TooLarge) => "This picture is larger than the limit. Please make it smaller: 2000 pixels are wide enough.",
        Some(FileRefusal::OtherKind) => "This is no picture that every browser shows. PNG, JPEG and WebP are.",
        Some(FileRefusal::OtherContent) => {
            "The content of this file is not what its ending says. Please save it again in the right format."
        }
        Some(FileRefusal::TooManyPixels) => crate::components::file_words(FileRefusal::TooManyPixels),
        Some(FileRefusal::Interrupted | FileRefusal::TooMany) => "The connection broke off before the picture was here. Please try again.",
        None => "The place for files does not answer just now. Nothing was changed; please try again in a minute.",
    }
}
