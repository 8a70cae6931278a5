#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::pictures::caption;
use crate::api::dto::Picture;
use crate::components::text;
use crate::forms::Submit;
use crate::paths;
use domain::file_kind::FileKind;
use leptos::prelude::*;

/// The pictures that were uploaded for a text, with the words that put them into it; and a form for another.
#[component]
pub fn PicturesCard(
    /// The lesson's slug.
    slug: String,
    /// The pictures.
    pictures: Vec<Picture>,
) -> impl IntoView {
    let none =
        pictures.is_empty().then(|| view! { <p class="text-muted">"No pictures yet. Those who may read the text may see them."</p> });
    let idle = Signal::derive(|| false);
    view! {
        <section class="card grid gap-5" aria-labelledby="pictures">
            <h2 id="pictures" class="text-xl">"Pictures"</h2>
            {none}
            <ul class="picture-list">{pictures.into_iter().map(row).collect_view()}</ul>
            <form method="post" enctype="multipart/form-data" action=paths::admin_pictures(&slug).to_string() class="grid gap-3">
                <div class="field">
                    <label class="field-label" for="picture-file">"Upload a picture"</label>
                    <input class="input file-input" id="picture-file" type="file" name="file" required accept=FileKind::accepted_pictures() aria-describedby="picture-file-hint" />
                    <p class="field-hint" id="picture-file-hint">"PNG, JPEG, WebP or GIF, up to 10 MB."</p>
                </div>
                <div><Submit pending=idle look="btn-plain">"Upload the picture"</Submit></div>
            </form>
        </section>
    }
}

fn row(picture: Picture) -> impl IntoView {
    let address = paths::picture(picture.id).to_string();
    let words = format!("![{}]({address})", caption(&picture.file_name));
    view! {
        <li class="picture-row">
            <img class="picture-thumb" src=address alt="" loading="lazy" />
            <div class="min-w-0">
                <p class="text-sm break-words text-muted">{picture.file_name}" · "{text::size(picture.size)}</p>
                <code class="picture-words">{words}</code>
            </div>
        </li>
    }
}
