use super::account_menu::AccountMenu;
use super::course::{Course, UNTITLED};
use super::search_form::SearchForm;
use crate::components::{Glyph, Icon, ProgressBar, SkipLink};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The frame of every page of the course.
#[component]
pub fn Shell(
    /// The course.
    course: Course,
    /// The page.
    children: Children,
) -> impl IntoView {
    let location = use_location();
    let searching = Memo::new(move |_| location.pathname.get() == paths::search().as_str());
    view! {
        <SkipLink />
        <header class="sticky top-0 z-20 border-b border-line bg-surface/95 backdrop-blur">
            <div class="shell flex min-h-16 items-center justify-between gap-4">
                <a class="flex min-h-11 min-w-0 items-center gap-2.5 brand" href=paths::learn().to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>
                    <Transition fallback=|| view! { <span class="skeleton h-5 w-40"></span> }>
                        {move || Suspend::new(async move {
                            let title = course.outline.await.map(|outline| outline.course_title).ok().filter(|title| !title.is_empty());
                            let title = title.unwrap_or_else(|| UNTITLED.to_owned());
                            view! { <span class="truncate">{title}</span> }
                        })}
                    </Transition>
                </a>
                <div class="flex flex-none items-center gap-5">
                    {move || (!searching.get()).then(|| view! { <div class="w-56 max-md:hidden lg:w-72"><SearchForm place="header" /></div> })}
                    <Transition fallback=|| ()>
                        {move || Suspend::new(async move {
                            course.outline.await.ok().map(|outline| {
                                let progress = outline.progress;
                                view! {
                                    <div class="flex w-40 items-center gap-3 text-sm text-muted max-lg:hidden">
                                        <ProgressBar progress label="Progress through the course" />
                                        <span class="tabular-nums">{progress.percent()}"\u{a0}%"</span>
                                    </div>
                                }
                            })
                        })}
                    </Transition>
                    <AccountMenu />
                </div>
            </div>
        </header>
        <main id="main" tabindex="-1">{children()}</main>
    }
}
