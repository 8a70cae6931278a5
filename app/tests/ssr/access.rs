//! Signing in by a link or a password, and one's own password, as the server sends them before any script.

use crate::assert_whole;
use crate::support::{Fake, open, open_as, viewer};
use app::api::dto::{LinkStatus, Role};
use app::api::identity::{RequestLink, SignInWithPassword};
use app::api::passwords::{Confirm, MailProof, Save};
use app::zones::Page;
use leptos::server_fn::ServerFn;

#[tokio::test]
async fn each_way_in_has_one_field_for_the_address_and_leads_to_the_other() {
    for (address, form, other) in [
        ("/sign-in", RequestLink::url(), "/sign-in?with=password"),
        ("/sign-in?with=password", SignInWithPassword::url(), "href=\"/sign-in\""),
    ] {
        let answer = open(Page::SignIn, address, Fake::default()).await;
        assert_whole(&answer);
        assert_eq!(answer.body().matches("name=\"email\"").count(), 1, "{address}");
        assert!(answer.body().contains(form) && answer.body().contains(other), "{address}");
    }
    let answer = open(Page::SignIn, "/sign-in?with=password", Fake::default()).await;
    for words in ["autocomplete=\"username\"", "autocomplete=\"current-password\"", "type=\"password\""] {
        assert!(answer.body().contains(words), "{words}");
    }
    assert!(!answer.body().contains("maxlength=\"128\""), "no password is cut off");
}

#[tokio::test]
async fn who_has_not_shown_lately_who_they_are_is_asked_first() {
    let answer = open_as(viewer(Role::Student), Page::Password, "/account/password", Fake::default()).await;
    assert_whole(&answer);
    assert!(answer.body().contains(Confirm::url()) && answer.body().contains(MailProof::url()));
    assert!(!answer.body().contains(Save::url()));
}

#[tokio::test]
async fn a_sign_in_link_is_spent_by_a_button() {
    let answer = open(Page::SignInLink, "/sign-in/tok_1", Fake::default()).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body().contains("action=\"/api/identity/redeem_link\"") && answer.body().contains("value=\"tok_1\""));
}

#[tokio::test]
async fn dead_links_lead_to_a_new_one() {
    for link in [LinkStatus::Used, LinkStatus::Expired, LinkStatus::Unknown] {
        let answer = open(Page::SignInLink, "/sign-in/tok_1", Fake { link, ..Fake::default() }).await;
        assert_eq!(answer.status, 410, "{link:?}");
        assert_whole(&answer);
        assert!(answer.body().contains("action=\"/api/identity/request_link\""));
    }
}
