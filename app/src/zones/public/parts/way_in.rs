use crate::api::identity;
use crate::live::LivePart;
use crate::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// The link to the course of whoever is signed in, and to signing in. Who is looking is asked in the browser: the page itself is the
/// same for everybody.
#[derive(Serialize, Deserialize)]
pub struct WayIn;

impl LivePart for WayIn {
    const NAME: &'static str = "way-in";

    fn view(self) -> AnyView {
        let (known, set_known) = signal(false);
        Effect::new(move |_| {
            spawn_local(async move {
                set_known.set(identity::current_viewer().await.is_ok_and(|viewer| viewer.person.is_some()));
            });
        });
        let to = move || String::from(if known.get() { paths::learn() } else { paths::sign_in() });
        view! { <a class="btn btn-ghost btn-sm" href=to>{move || if known.get() { "My course" } else { "Sign in" }}</a> }.into_any()
    }
}
