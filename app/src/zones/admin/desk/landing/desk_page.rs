use super::preview_pane::PreviewPane;
use super::publish_card::PublishCard;
use super::section_list::{Moved, SectionList};
use crate::api::Result;
use crate::api::dto::LandingDesk;
use crate::api::landing::{self, AddSection, ArrangeSection, DiscardLanding, PublishLanding};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::zones::admin::done::Done;
use crate::zones::admin::refused::Refused;
use leptos::prelude::*;

const DONE: &[(&str, &str)] = &[
    ("published", "Visitors see it now."),
    ("discarded", "The draft is what visitors see."),
    ("arranged", "That is changed in the draft."),
];

/// What can be done to the page as a whole.
#[derive(Clone, Copy)]
pub struct Deeds {
    /// Lets visitors see it.
    pub publish: ServerAction<PublishLanding>,
    /// Forgets what they have not seen.
    pub discard: ServerAction<DiscardLanding>,
    /// Moves, hides or shows a section.
    pub arrange: ServerAction<ArrangeSection>,
    /// Adds a text.
    pub add: ServerAction<AddSection>,
}

impl Deeds {
    fn new() -> Self {
        Self { publish: ServerAction::new(), discard: ServerAction::new(), arrange: ServerAction::new(), add: ServerAction::new() }
    }

    /// Changes with every answer.
    fn versions(self) -> [usize; 4] {
        [self.publish.version().get(), self.discard.version().get(), self.arrange.version().get(), self.add.version().get()]
    }
}

/// The sections of the sales page in their order.
#[component]
pub fn LandingDeskPage() -> impl IntoView {
    let deeds = Deeds::new();
    let desk = Resource::new_blocking(move || deeds.versions(), |_| landing::desk());
    let moved = Moved::new();
    view! {
        <PageTitle text="Sales page · Admin" />
        <Done words=DONE />
        <p class="sr-only" role="status">{moved.said}</p>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { show(desk.await, deeds, moved) })}
        </Transition>
    }
}

fn show(desk: Result<LandingDesk>, deeds: Deeds, moved: Moved) -> AnyView {
    loaded(desk, move |desk| view! { <Desk desk deeds moved /> })
}

#[component]
fn Desk(desk: LandingDesk, deeds: Deeds, moved: Moved) -> impl IntoView {
    let add = desk.may_add.then(|| {
        view! {
            <ActionForm action=deeds.add attr:class="mt-4">
                <Submit pending=deeds.add.pending() look="btn-plain btn-sm"><Icon glyph=Glyph::Plus />"Add a text of your own"</Submit>
            </ActionForm>
        }
    });
    view! {
        <h1>"Sales page"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Everything here is a draft. Visitors see it when you publish it, on their next look."</p>
        <div class="beside-preview mt-8">
            <div class="grid min-w-0 gap-6">
                <PublishCard desk=desk.clone() deeds />
                <section class="card" aria-labelledby="sections">
                    <h2 id="sections" class="text-xl">"Sections"</h2>
                    <p class="mt-1 text-sm text-muted">"In the order of the page. Move one with its arrows, or with "<kbd class="kbd">"Alt"</kbd>" and "<kbd class="kbd">"↑"</kbd>" or "<kbd class="kbd">"↓"</kbd>" while its name has the focus."</p>
                    <div class="contents"><Refused action=deeds.arrange /></div>
                    <SectionList sections=desk.sections action=deeds.arrange moved />
                    {add}
                    <Refused action=deeds.add />
                </section>
            </div>
            <PreviewPane anchor=String::new() />
        </div>
    }
}
