//! Which mails people want.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use domain::mail_topic::MailTopic;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{is_plain_form_post, redirect_to, require_student, services};
#[cfg(feature = "ssr")]
use crate::paths;

/// Chooses the kinds of mail that one gets. Each argument is a box, which a form sends only while it is ticked.
#[server(endpoint = "mails/choose")]
pub async fn choose(
    questions: Option<String>,
    new_lessons: Option<String>,
    completed: Option<String>,
    stalled: Option<String>,
) -> Result<()> {
    let student = require_student()?;
    let boxes = [
        (MailTopic::Questions, questions),
        (MailTopic::NewLessons, new_lessons),
        (MailTopic::Completed, completed),
        (MailTopic::Stalled, stalled),
    ];
    let wanted: Vec<_> = boxes.into_iter().filter_map(|(topic, ticked)| ticked.map(|_| topic)).collect();
    services().mails.choose(&student, &wanted).await?;
    if is_plain_form_post() {
        redirect_to(&paths::account_mails_saved());
    }
    Ok(())
}

/// The kind of mail that the link of a mail ends.
#[server(endpoint = "mails/topic", input = GetUrl)]
pub async fn topic_of(token: String) -> Result<MailTopic> {
    services().mails.topic_of(&token).await
}

/// Ends a kind of mail, by the token of a mail's link.
#[server(endpoint = "mails/unsubscribe")]
pub async fn unsubscribe(token: String) -> Result<()> {
    services().mails.unsubscribe(&token).await?;
    if is_plain_form_post() {
        redirect_to(&paths::unsubscribed(&token));
    }
    Ok(())
}
