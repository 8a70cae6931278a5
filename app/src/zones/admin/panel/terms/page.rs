use crate::api::dto::{ConsentVersion, PolicyVersion, TermsView};
use crate::api::error::Field as FieldName;
use crate::api::terms::{self, SetPolicy, WriteConsent};
use crate::components::{LocalTime, PageSkeleton, PageTitle, RefundPromise, loaded, text};
use crate::forms::{Field, Submit, TextArea};
use crate::zones::admin::done::Done;
use crate::zones::admin::panel::typed::Typed;
use crate::zones::admin::refused::{Refused, problem};
use domain::refund_policy::RefundPolicy;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const DONE: &[(&str, &str)] = &[
    ("promised", "The promise is changed, for who buys from now on."),
    ("worded", "The new words are in force. Who agreed before agreed to what they read."),
];

/// The refund promise and the words of the consent.
#[component]
pub fn TermsPage() -> impl IntoView {
    let query = use_query_map();
    let (promise, word) = (ServerAction::<SetPolicy>::new(), ServerAction::<WriteConsent>::new());
    let terms = Resource::new_blocking(
        move || (query.with(|query| query.get("done")), promise.version().get(), word.version().get()),
        |_| terms::terms(),
    );
    view! {
        <PageTitle text="Terms · Admin" />
        <Done words=DONE />
        <h1>"Terms"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"What buyers are promised, and what they agree to. A change is a new version: what was bought before keeps the words of its day."</p>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(terms.await, move |terms| view! { <Cards terms promise word /> }) })}
        </Transition>
    }
}

#[component]
fn Cards(terms: TermsView, promise: ServerAction<SetPolicy>, word: ServerAction<WriteConsent>) -> impl IntoView {
    view! {
        <div class="mt-8 grid max-w-[48rem] gap-6">
            <PolicyCard versions=terms.refunds action=promise />
            <ConsentCard versions=terms.consents action=word />
        </div>
    }
}

#[component]
fn PolicyCard(versions: Vec<PolicyVersion>, action: ServerAction<SetPolicy>) -> impl IntoView {
    let typed = Typed::of::<SetPolicy>();
    let mut versions = versions.into_iter();
    let now = versions.next();
    let version = now.map_or(0, |now| now.version);
    let policy = now.map_or(RefundPolicy { days: 0, max_watched_percent: 0, self_service: false }, |now| now.policy);
    let earlier: Vec<_> = versions.collect();
    let earlier = (!earlier.is_empty()).then(|| {
        let row = |version: PolicyVersion| {
            let since = version.since.map(|at| view! { "From "<LocalTime at date_only=true />": " });
            view! { <li>{since}<RefundPromise policy=version.policy /></li> }
        };
        view! { <Earlier>{earlier.into_iter().map(row).collect_view()}</Earlier> }
    });
    view! {
        <section class="card grid gap-5" aria-labelledby="refunds">
            <div>
                <h2 id="refunds" class="text-xl">"Refund promise"</h2>
                <p class="mt-1 text-sm text-muted">"This is what buyers read before they pay:"</p>
                <div class="mt-2 border-s-2 border-line ps-4"><RefundPromise policy /></div>
            </div>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="version" value=version />
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field label="For so many days" name="days" keys="numeric" autocomplete="off" maxlength="4" value=typed.or("days", policy.days.to_string()) hint="From the payment. 0 promises nothing." error=problem(action, FieldName::Lasts) />
                    <Field label="While less is seen than, in per cent" name="percent" keys="numeric" autocomplete="off" maxlength="3" value=typed.or("percent", policy.max_watched_percent.to_string()) hint="Who has seen more asks you." error=problem(action, FieldName::Percent) />
                </div>
                <label class="flex min-h-8 items-center gap-3">
                    <input class="h-5 w-5 flex-none" type="checkbox" name="self_service" value="on" checked=typed.ticked("self_service", policy.self_service) />
                    <span>"The money goes back at once, without anybody being asked"</span>
                </label>
                <Refused action />
                <p><Submit pending=action.pending()>"Promise this"</Submit></p>
            </ActionForm>
            {earlier}
        </section>
    }
}

#[component]
fn ConsentCard(versions: Vec<ConsentVersion>, action: ServerAction<WriteConsent>) -> impl IntoView {
    let typed = Typed::of::<WriteConsent>();
    let mut versions = versions.into_iter();
    let now = versions.next();
    let version = now.as_ref().map_or(0, |now| now.version);
    let words = now.as_ref().map(|now| now.text.clone()).unwrap_or_default();
    let standing = now.map(|now| {
        let given = given_words(&now);
        view! { <p class="mt-1 text-sm text-muted">"Version "{now.version}", in force since "<LocalTime at=now.since />" · "{given}</p> }
    });
    let earlier: Vec<_> = versions.collect();
    let earlier = (!earlier.is_empty()).then(|| {
        let row = |version: ConsentVersion| {
            let given = given_words(&version);
            view! {
                <li>
                    <p class="font-semibold">"Version "{version.version}", from "<LocalTime at=version.since />" · "{given}</p>
                    <p>{version.text}</p>
                </li>
            }
        };
        view! { <Earlier>{earlier.into_iter().map(row).collect_view()}</Earlier> }
    });
    view! {
        <section class="card grid gap-5" aria-labelledby="consent">
            <div>
                <h2 id="consent" class="text-xl">"Words of the consent"</h2>
                {standing}
                <p class="mt-1 text-sm text-muted">"They stand beside the unticked box at the checkout: what may be charged, when, and how it is taken back. Who has the page open while they change agrees to nothing until it is loaded again."</p>
            </div>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="version" value=version />
                <TextArea label="Words" name="text" id="consent-text" rows=6 maxlength=2000 value=typed.or("text", words) error=problem(action, FieldName::Words) />
                <Refused action />
                <p><Submit pending=action.pending()>"Put these in force"</Submit></p>
            </ActionForm>
            {earlier}
        </section>
    }
}

fn given_words(version: &ConsentVersion) -> String {
    let given = text::count(usize::try_from(version.given).unwrap_or(usize::MAX), "consent", "consents");
    if version.revoked == 0 { given } else { format!("{given}, {} taken back", version.revoked) }
}

#[component]
fn Earlier(children: Children) -> impl IntoView {
    view! {
        <details>
            <summary class="quiet-link text-sm">"Before"</summary>
            <ol class="mt-3 grid gap-3 border-s-2 border-line ps-4 text-sm text-muted">{children()}</ol>
        </details>
    }
}
