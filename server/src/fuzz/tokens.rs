//! Tokens of every kind: only what this site has made, as it has made it, opens anything.

use super::settings;
use super::texts::{Damage, damage, made_of};
use crate::config::Settings;
use crate::security::media_token::{self, Media};
use crate::security::token::{self, Identified};
use crate::services::mails::unsubscribe_token;
use crate::services::waitlist::leave_token;
use chrono::{DateTime, TimeDelta, Utc};
use domain::file_kind::FileKind;
use domain::ids::{SessionId, UserId};
use domain::mail_topic::MailTopic;
use proptest::prelude::*;
use std::sync::LazyLock;
use uuid::Uuid;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const ID: Uuid = Uuid::from_u128(1);
const IDENTIFIED: Identified = Identified { user: UserId(ID), session: SessionId(ID), generation: 1 };
const PIECES: &[&str] = &[
    ".",
    "..",
    "eyJhbGciOiJub25lIn0",
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6InNlc3Npb24rand0Iiwia2lkIjoiLi4vIn0",
    "e30",
    "=",
    "-",
    "00000000000000000000000000000001",
    "questions",
    "new_lessons",
    "_",
];

static SETTINGS: LazyLock<Settings> = LazyLock::new(settings);
/// One of each kind that is good.
static GENUINE: LazyLock<[String; 4]> = LazyLock::new(|| {
    let end = NOW + TimeDelta::minutes(5);
    let media = Media { user: UserId(ID), key: "k1".into(), name: "a.pdf".into(), kind: FileKind::Pdf, size: 7 };
    [
        token::sign(&SETTINGS, IDENTIFIED, NOW, end).expect("signing works"),
        media_token::sign(&SETTINGS, &media, NOW, end).expect("signing works"),
        unsubscribe_token::make(&SETTINGS, ID, MailTopic::Questions),
        leave_token::make(&SETTINGS, ID),
    ]
});

/// Which kinds a text opens something as.
fn opened(text: &str) -> [bool; 4] {
    [
        token::verify(&SETTINGS, text, NOW).is_some(),
        media_token::verify(&SETTINGS, text, NOW).is_some(),
        unsubscribe_token::read(&SETTINGS, text).is_some(),
        leave_token::read(&SETTINGS, text).is_some(),
    ]
}

/// Writes an id in other letters; it stays the same id.
fn is_the_same(damaged: &str, genuine: &str) -> bool {
    damaged.eq_ignore_ascii_case(genuine)
}

#[test]
fn each_opens_its_own_kind_alone() {
    for (index, genuine) in GENUINE.iter().enumerate() {
        let mut expected = [false; 4];
        expected[index] = true;
        assert_eq!(opened(genuine), expected, "{genuine}");
    }
}

fn check(damage: &Damage) -> Result<(), TestCaseError> {
    for genuine in GENUINE.iter() {
        let damaged = damage.of(genuine);
        if !is_the_same(&damaged, genuine) {
            prop_assert_eq!(opened(&damaged), [false; 4], "{}", damaged);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_opens_anything(text in made_of(PIECES)) {
        prop_assert_eq!(opened(&text), [false; 4]);
    }

    #[test]
    fn no_damaged_token_opens_anything(damage in damage()) {
        check(&damage)?;
    }

    #[test]
    fn parts_of_two_tokens_make_none(cut in any::<proptest::sample::Index>(), from in 0_usize..4, to in 0_usize..4) {
        let (first, second) = (&GENUINE[from], &GENUINE[to]);
        let at = cut.index(first.len().min(second.len()));
        let mixed = format!("{}{}", &first[..at], &second[at..]);
        if GENUINE.iter().all(|genuine| !is_the_same(&mixed, genuine)) {
            prop_assert_eq!(opened(&mixed), [false; 4], "{}", mixed);
        }
    }
}
