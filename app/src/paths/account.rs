//! Signing in, and what people do with their own account.

use super::{LocalPath, below, fixed, with_query};

/// The sign-in page.
pub fn sign_in() -> LocalPath {
    fixed("/sign-in")
}

/// The sign-in page after a link was asked for.
pub fn sign_in_sent() -> LocalPath {
    fixed("/sign-in?sent=1")
}

/// The sign-in page after signing out.
pub fn signed_out() -> LocalPath {
    fixed("/sign-in?out=1")
}

/// The sign-in page that asks for a password.
pub fn sign_in_with_password() -> LocalPath {
    fixed("/sign-in?with=password")
}

/// The sign-in page after signing out everywhere.
pub fn signed_out_everywhere() -> LocalPath {
    fixed("/sign-in?out=everywhere")
}

/// The page that a sign-in link opens.
pub fn sign_in_link(token: &str) -> LocalPath {
    below("/sign-in/", token)
}

/// A person's own account.
pub fn account() -> LocalPath {
    fixed("/account")
}

/// Where a person is signed in, on the account.
pub fn account_sessions() -> LocalPath {
    fixed("/account#sessions")
}

/// A person's own password.
pub fn password() -> LocalPath {
    fixed("/account/password")
}

/// The same after a link was asked for that shows who one is.
pub fn password_proof_sent() -> LocalPath {
    fixed("/account/password?sent=1")
}

/// The same after it was given or changed.
pub fn password_saved() -> LocalPath {
    fixed("/account/password?saved=1")
}

/// The same after it was removed.
pub fn password_removed() -> LocalPath {
    fixed("/account/password?removed=1")
}

/// A person's own address.
pub fn address() -> LocalPath {
    fixed("/account/address")
}

/// The same after a link was asked for that shows who one is.
pub fn address_proof_sent() -> LocalPath {
    fixed("/account/address?sent=1")
}

/// The same after what was asked for was given up.
pub fn address_given_up() -> LocalPath {
    fixed("/account/address?given-up=1")
}

/// What the link in a mail about a change of address opens.
pub fn address_link(token: &str) -> LocalPath {
    below("/address/", token)
}

/// The same for a link that leads to another place, by its name.
pub fn sign_in_link_to(token: &str, then: &str) -> LocalPath {
    with_query(sign_in_link(token), &[("then", then)])
}

/// Where one shows once more who one is. `then` names where one goes on.
pub fn proof(then: &str) -> LocalPath {
    with_query(fixed("/account/proof"), &[("then", then)])
}

/// The same after a link was asked for that shows it.
pub fn proof_sent(then: &str) -> LocalPath {
    with_query(fixed("/account/proof"), &[("then", then), ("sent", "1")])
}

/// Where the second factor is shown after the first. `then` names where the first was to lead.
pub fn sign_in_code(then: Option<&str>) -> LocalPath {
    with_query(fixed("/sign-in/code"), &[("then", then.unwrap_or_default())])
}

/// The same for who has a recovery code instead.
pub fn sign_in_recovery_code(then: Option<&str>) -> LocalPath {
    with_query(fixed("/sign-in/code"), &[("with", "recovery"), ("then", then.unwrap_or_default())])
}

/// A person's own second factor.
pub fn second_factor() -> LocalPath {
    fixed("/account/second-factor")
}

/// The same for an admin who is led there because the panel is shut without one.
pub fn second_factor_needed() -> LocalPath {
    fixed("/account/second-factor?needed=1")
}

/// The same without what was begun and is not wanted now.
pub fn second_factor_later() -> LocalPath {
    fixed("/account/second-factor?later=1")
}

/// The same after recovery codes were made.
pub fn second_factor_codes() -> LocalPath {
    fixed("/account/second-factor?codes=1")
}

/// The same after a link was asked for that shows who one is.
pub fn second_factor_proof_sent() -> LocalPath {
    fixed("/account/second-factor?sent=1")
}

/// The same after it was removed.
pub fn second_factor_removed() -> LocalPath {
    fixed("/account/second-factor?removed=1")
}

/// The recovery codes that this browser has just had made, as a file.
pub fn recovery_codes() -> LocalPath {
    fixed("/account/recovery-codes.txt")
}

/// Where one's account is deleted.
pub fn account_erasure() -> LocalPath {
    fixed("/account?erase=1#data")
}

/// The archive of everything about whoever asks.
pub fn own_data() -> LocalPath {
    fixed("/account/my-data.zip")
}

/// The sign-in page after an account was deleted.
pub fn erased() -> LocalPath {
    fixed("/sign-in?erased=1")
}

/// Which mails a person wants, on the account.
pub fn account_mails() -> LocalPath {
    fixed("/account#mails")
}

/// The same after it was changed.
pub fn account_mails_saved() -> LocalPath {
    fixed("/account?mails=saved#mails")
}

/// The page that asks whether to end mails of a kind. A mail program that posts there ends them at once.
pub fn unsubscribe(token: &str) -> LocalPath {
    below("/mail/unsubscribe/", token)
}

/// The same page after they were ended.
pub fn unsubscribed(token: &str) -> LocalPath {
    LocalPath(format!("{}?done=1", unsubscribe(token)))
}
