use super::chosen::chosen;
use crate::api::error::{Field, Problem};
use crate::components::{Alert, Glyph, Icon, PageTitle, Tone, problem_words};
use crate::paths;
use leptos::prelude::*;

const EXAMPLE: &str = "e-mail,name,until\nada@example.com,Ada Lovelace,2027-12-31\ngrace@example.com,Grace Hopper,";

/// The form that takes a table of people. A plain form: files go without scripts.
#[component]
pub fn ImportPage() -> impl IntoView {
    let refused = chosen("refused");
    let words = move || match refused.get().as_str() {
        "" => None,
        "missing" => Some(problem_words(Field::Table, Problem::Missing)),
        "long" => Some(problem_words(Field::Table, Problem::TooLong)),
        _ => Some(problem_words(Field::Table, Problem::Malformed)),
    };
    view! {
        <PageTitle text="Import · Admin" />
        <a class="quiet-link" href=paths::admin_people().to_string()><Icon glyph=Glyph::ArrowLeft />"All people"</a>
        <h1 class="mt-3">"Import people"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"From a table (CSV) with the columns e-mail, name and until, at most 5\u{a0}000 lines. First you see what would come of each line; nobody is written down before you say so."</p>
        <section class="card mt-8 max-w-[44rem]" aria-label="The table">
            <form method="post" action=paths::admin_people_upload().to_string() enctype="multipart/form-data" class="grid gap-4">
                <div class="field">
                    <label class="field-label" for="table-file">"A file"</label>
                    <input class="input" id="table-file" name="file" type="file" accept=".csv,text/csv,text/plain" aria-describedby="table-error" />
                </div>
                <div class="field">
                    <label class="field-label" for="table-text">"Or pasted here"</label>
                    <textarea class="input text-area" id="table-text" name="text" rows="6" spellcheck="false" placeholder=EXAMPLE aria-describedby="table-error"></textarea>
                </div>
                <div class="contents" id="table-error" role="alert">
                    {move || words().map(|words| view! { <Alert tone=Tone::Danger><p>{words}</p></Alert> })}
                </div>
                <button type="submit" class="btn btn-primary">"See what it does"</button>
            </form>
        </section>
    }
}
