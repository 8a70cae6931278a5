use super::*;
use crate::config::from_variables;
use crate::security::signed::key_id;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use std::collections::HashMap;
use uuid::Uuid;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const TYPE: &str = "session+jwt";

fn settings(secret: &str, previous: Option<&str>) -> Settings {
    let mut variables = HashMap::from([("APP_SECRET".to_owned(), secret.to_owned())]);
    variables.extend(previous.map(|secret| ("APP_SECRET_PREVIOUS".to_owned(), secret.to_owned())));
    from_variables(&variables, "127.0.0.1:3000").expect("the settings are valid")
}

fn who() -> Identified {
    Identified { user: UserId(Uuid::from_u128(1)), session: SessionId(Uuid::from_u128(2)) }
}

fn token(settings: &Settings) -> String {
    sign(settings, who().user, who().session, NOW, NOW + TimeDelta::hours(1)).expect("signing works")
}

/// The token with its header replaced and its signature kept.
fn with_header(token: &str, header: &str) -> String {
    let rest = token.split_once('.').map(|(_, rest)| rest).unwrap_or_default();
    format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header))
}

#[test]
fn a_token_identifies_until_the_second_it_expires() {
    let settings = settings("a", None);
    let token = token(&settings);
    assert_eq!(verify(&settings, &token, NOW), Some(who()));
    assert_eq!(verify(&settings, &token, NOW + TimeDelta::minutes(59)), Some(who()));
    assert_eq!(verify(&settings, &token, NOW + TimeDelta::hours(1)), None);
}

#[test]
fn an_old_secret_holds_while_it_is_configured() {
    let token = token(&settings("old", None));
    assert_eq!(verify(&settings("new", Some("old")), &token, NOW), Some(who()));
    assert_eq!(verify(&settings("new", None), &token, NOW), None);
}

#[test]
fn no_other_algorithm_type_or_key_is_accepted() {
    let settings = settings("a", None);
    let good = token(&settings);
    let kid = key_id(&settings.app_secret);
    for header in [
        format!(r#"{{"alg":"none","typ":"{TYPE}","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"HS512","typ":"{TYPE}","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"RS256","typ":"{TYPE}","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"HS256","typ":"{TYPE}","kid":"../../dev/null"}}"#),
        format!(r#"{{"alg":"HS256","typ":"{TYPE}"}}"#),
    ] {
        assert_eq!(verify(&settings, &with_header(&good, &header), NOW), None, "{header}");
    }
    assert_eq!(verify(&settings, &format!("{good}x"), NOW), None);
    assert_eq!(verify(&settings, "", NOW), None);
}

#[test]
fn a_token_of_another_site_is_nobody() {
    let here = settings("a", None);
    let mut elsewhere = here.clone();
    elsewhere.public_url = "https://other.example".to_owned();
    assert_eq!(verify(&here, &token(&elsewhere), NOW), None);
}
