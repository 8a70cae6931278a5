#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::account_menu::AccountMenu;
use super::search_form::SearchForm;
use super::{Course, UNTITLED};
use crate::components::{Glyph, Icon, ProgressBar, SkipLink, live};
use crate::{paths, request};
use domain::progress::Progress;
use leptos::prelude::*;

/// The frame of every page of the course.
#[component]
pub fn Shell(
    /// The course.
    course: Course,
    /// The page.
    children: Children,
) -> impl IntoView {
    let outline = course.as_ref().ok();
    let title = outline.map(|outline| outline.course_title.clone()).filter(|title| !title.is_empty());
    let searching = request::path() == paths::search().as_str();
    let search = (!searching).then(|| view! { <div class="w-56 max-md:hidden lg:w-72"><SearchForm place="header" /></div> });
    view! {
        <SkipLink />
        <header class="sticky top-0 z-20 border-b border-line bg-surface/95 backdrop-blur" data-student=outline.map(|outline| outline.student.to_string())>
            <div class="shell flex min-h-16 items-center justify-between gap-4">
                <a class="flex min-h-11 min-w-0 items-center gap-2.5 brand" href=paths::learn().to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>
                    <span class="truncate">{title.unwrap_or_else(|| UNTITLED.to_owned())}</span>
                </a>
                <div class="flex flex-none items-center gap-5">
                    {live(search)}
                    {live(outline.map(|outline| overall(outline.progress)))}
                    <AccountMenu />
                </div>
            </div>
        </header>
        <main id="main" tabindex="-1" data-parts="">{children()}</main>
    }
}

fn overall(progress: Progress) -> impl IntoView {
    view! {
        <div class="flex w-40 items-center gap-3 text-sm text-muted max-lg:hidden">
            <ProgressBar progress label="Progress through the course" />
            <span class="tabular-nums">{progress.percent()}"\u{a0}%"</span>
        </div>
    }
}
