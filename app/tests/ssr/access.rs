//! Signing in by a link or a password, one's own password and one's own address, as the server sends them before any script.

use crate::assert_whole;
use crate::support::{Fake, open, open_as, viewer};
use app::api::addresses::{Confirm as SayYes, Refuse, Request};
use app::api::dto::{AddressDesk, AddressLink, AddressLinkState, AddressSide, LinkStatus, PendingAddress, Role};
use app::api::identity::{GiveCode, RequestLink, SignInWithPassword};
use app::api::passwords::{Confirm, MailProof, Save};
use app::api::privacy::EraseAccount;
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
async fn an_old_session_is_shown_the_way_to_a_proof_and_no_form_that_needs_one() {
    let answer = open_as(viewer(Role::Student), Page::Account, "/account", Fake::default()).await;
    assert_whole(&answer);
    for place in ["/account/proof?then=sessions", "/account/proof?then=erasure"] {
        assert!(answer.body().contains(place), "{place}");
    }
    assert!(!answer.body().contains(EraseAccount::url()));
}

#[tokio::test]
async fn half_a_sign_in_asks_for_the_code_and_goes_on_where_it_was_to_lead() {
    let answer = open(Page::SignInCode, "/sign-in/code?then=password", Fake::default()).await;
    assert_whole(&answer);
    let kept = "name=\"then\" value=\"password\"";
    for words in [GiveCode::url(), kept, "autocomplete=\"one-time-code\"", "/sign-in/code?with=recovery&amp;then=password"] {
        assert!(answer.body().contains(words), "{words}");
    }
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

fn desk(proven: bool, pending: Option<PendingAddress>) -> Fake {
    Fake { address: AddressDesk { email: "ada@example.com".into(), has_password: false, proven, pending }, ..Fake::default() }
}

#[tokio::test]
async fn another_address_is_asked_for_after_a_proof_and_what_was_asked_for_is_shown() {
    let open_it = |fake| open_as(viewer(Role::Student), Page::Address, "/account/address", fake);
    let asked = open_it(desk(false, None)).await;
    assert_whole(&asked);
    assert!(asked.body().contains(MailProof::url()) && asked.body().contains("name=\"then\" value=\"address\""));
    assert!(!asked.body().contains(Request::url()));
    let proven = open_it(desk(true, None)).await;
    assert_whole(&proven);
    assert!(proven.body().contains(Request::url()) && proven.body().contains("I cannot read the old mailbox"));
    let pending =
        PendingAddress { to: "<i>new@example.com".into(), until: crate::support::now(), old_confirmed: true, new_confirmed: false };
    let waiting = open_it(desk(false, Some(pending))).await;
    assert_whole(&waiting);
    assert!(waiting.body().contains("&lt;i&gt;new@example.com") && !waiting.body().contains("<i>new"), "it is text");
    assert!(waiting.body().contains("has said yes") && waiting.body().contains("still to say yes"));
    assert_eq!(waiting.body().matches("<h1").count(), 1);
}

#[tokio::test]
async fn a_link_about_an_address_decides_by_buttons_and_tells_each_mailbox_its_own() {
    let open_it = |side, state| {
        let address_link = AddressLink { side, state, to: "new@example.com".into() };
        open(Page::AddressLink, "/address/tok_1", Fake { address_link, ..Fake::default() })
    };
    for (side, yes, no) in [(AddressSide::Old, true, true), (AddressSide::New, true, false), (AddressSide::Objection, false, true)] {
        let answer = open_it(side, AddressLinkState::Live).await;
        assert_whole(&answer);
        assert_eq!(answer.status, 200);
        assert_eq!((answer.body().contains(SayYes::url()), answer.body().contains(Refuse::url())), (yes, no), "{side:?}");
        assert!(!answer.body().contains("ada@example.com"), "no mailbox learns of another");
    }
    for (state, status) in [
        (AddressLinkState::Waiting, 200),
        (AddressLinkState::Done, 200),
        (AddressLinkState::Refused, 200),
        (AddressLinkState::Expired, 410),
        (AddressLinkState::Unknown, 410),
    ] {
        let answer = open_it(AddressSide::Old, state).await;
        assert_whole(&answer);
        assert_eq!(answer.status, status, "{state:?}");
        assert!(!answer.body().contains("value=\"tok_1\""), "nothing is left to be sent: {state:?}");
    }
}
