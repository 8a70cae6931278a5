use crate::api::questions::Report;
use crate::forms::Submit;
use domain::question::{Post, ReportReason};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Why a post is reported, in words.
pub fn reason_words(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Spam => "It advertises something",
        ReportReason::Unkind => "It is unkind",
        ReportReason::Private => "It tells something private",
        ReportReason::OffTopic => "It has nothing to do with the course",
    }
}

/// Reports another's post, or says that it is done.
#[component]
pub fn ReportTool(
    /// The post.
    post: Post,
    /// Whether the reader has reported it.
    reported: bool,
) -> impl IntoView {
    if reported {
        return view! { <span class="text-sm text-muted">"You reported this"</span> }.into_any();
    }
    let choice = |(index, reason): (usize, ReportReason)| {
        view! {
            <label class="flex min-h-9 items-center gap-3">
                <input type="radio" name="reason" value=reason.name() required checked=index == 0 />
                <span>{reason_words(reason)}</span>
            </label>
        }
    };
    view! {
        <details class="tool">
            <summary>"Report"</summary>
            <form method="post" action=Report::url() class="tool-body" data-done="Thank you. Somebody from the course will look at it.">
                <input type="hidden" name="post" value=post.to_string() />
                <fieldset class="grid"><legend class="field-label">"What is wrong with it?"</legend>{ReportReason::ALL.into_iter().enumerate().map(choice).collect_view()}</fieldset>
                <p><Submit pending=false look="btn-plain btn-sm">"Report it"</Submit></p>
            </form>
        </details>
    }
    .into_any()
}
