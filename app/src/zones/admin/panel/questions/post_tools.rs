#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::deeds::Deeds;
use crate::forms::Submit;
use domain::question::{Post, ReportReason};
use leptos::prelude::*;

/// Why a post was reported, each reason once with its number, and the way to let that rest.
#[component]
pub fn Reports(
    /// The post.
    post: Post,
    /// The reports.
    reports: Vec<ReportReason>,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let counted = |reason: ReportReason| (reason, reports.iter().filter(|other| **other == reason).count());
    let line = |(reason, count): (ReportReason, usize)| {
        (count > 0).then(|| view! { <li><span class="badge badge-danger">{count}" × "{words(reason)}</span></li> })
    };
    (!reports.is_empty()).then(|| {
        view! {
            <div class="alert alert-warning flex-wrap items-center">
                <p class="font-semibold">"Reported:"</p>
                <ul class="flex flex-wrap gap-2">{ReportReason::ALL.into_iter().map(counted).map(line).collect_view()}</ul>
                <ActionForm action=deeds.dismiss attr:data-done="The reports are dismissed.">
                    <input type="hidden" name="post" value=post.to_string() />
                    <Submit pending=deeds.dismiss.pending() look="btn-plain btn-sm">"Nothing wrong with it"</Submit>
                </ActionForm>
            </div>
        }
    })
}

fn words(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Spam => "advertising",
        ReportReason::Unkind => "unkind",
        ReportReason::Private => "private",
        ReportReason::OffTopic => "off topic",
    }
}

/// Takes a post out of sight, or shows it again.
#[component]
pub fn HideTool(
    /// The post.
    post: Post,
    /// Whether it is out of sight.
    hidden: bool,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let wish = (!hidden).then(|| view! { <input type="hidden" name="hidden" value="on" /> });
    let words = if hidden { "Show it again" } else { "Hide from students" };
    view! {
        <ActionForm action=deeds.hide attr:data-done="Done.">
            <input type="hidden" name="post" value=post.to_string() />
            {wish}
            <Submit pending=deeds.hide.pending() look="btn-plain btn-sm">{words}</Submit>
        </ActionForm>
    }
}
