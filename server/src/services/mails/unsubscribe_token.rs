//! The links by which people end mails of a kind. Nothing is stored for them: the site's secret vouches for the person and the
//! kind, for as long as the mail lies in somebody's mailbox.

use crate::config::Settings;
use crate::security::hash::same;
use crate::security::keyed;
use domain::mail_topic::MailTopic;
use secrecy::SecretString;
use uuid::Uuid;

/// What the hash is for; a token for anything else is refused.
const PURPOSE: &str = "unsubscribe from mails";

/// The token of a person and a kind: both, and a keyed hash of them.
pub fn make(settings: &Settings, user: Uuid, topic: MailTopic) -> String {
    format!("{}{}-{}", user.simple(), sign(&settings.app_secret, user, topic), topic.name())
}

/// Whom and what a token speaks of, if this site made it.
pub fn read(settings: &Settings, token: &str) -> Option<(Uuid, MailTopic)> {
    let (signed, topic) = token.split_once('-')?;
    let (user, signature) = signed.split_at_checked(32)?;
    let (user, topic) = (Uuid::try_parse(user).ok()?, MailTopic::from_name(topic)?);
    let mut secrets = [Some(&settings.app_secret), settings.app_secret_previous.as_ref()].into_iter().flatten();
    secrets.any(|secret| same(sign(secret, user, topic).as_bytes(), signature.as_bytes())).then_some((user, topic))
}

fn sign(secret: &SecretString, user: Uuid, topic: MailTopic) -> String {
    hex::encode(&keyed::hash(secret, PURPOSE, &[user.as_bytes(), topic.name().as_bytes()].concat())[..16])
}
