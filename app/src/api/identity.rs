//! Who is who.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]
#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "one function has all it needs at hand"))]

use super::Result;
use super::dto::{LinkStatus, ViewerView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{forget_in_browser, redirect_to, services, viewer, with_cookies},
    dto::{Entered, PersonView, ProofFor, Role},
};
#[cfg(feature = "ssr")]
use crate::paths;

/// Who is looking at the page.
#[server(endpoint = "identity/viewer", input = GetUrl)]
pub async fn current_viewer() -> Result<ViewerView> {
    let person = viewer().actor.map(|actor| PersonView { name: actor.name, email: actor.email, role: actor.role });
    Ok(ViewerView { person })
}

/// Mails a sign-in link. Answers the same whether the address is known or not, and leads to "look into your mail".
#[server(endpoint = "identity/request_link")]
pub async fn request_link(email: String) -> Result<()> {
    services().identity.request_link(&viewer(), &email).await?;
    redirect_to(&paths::sign_in_sent());
    Ok(())
}

/// Whether a sign-in link can be spent. Spends nothing: mail scanners open links.
#[server(endpoint = "identity/inspect_link", input = GetUrl)]
pub async fn inspect_link(token: String) -> Result<LinkStatus> {
    services().identity.inspect_link(&token).await
}

/// Spends a sign-in link and leads to the dashboard, admins to the panel, and who has a second factor to where it is shown. `then` is
/// there where the link was to lead elsewhere: the name of a [`ProofFor`].
#[server(endpoint = "identity/redeem_link")]
pub async fn redeem_link(token: String, then: Option<String>) -> Result<()> {
    let entered = with_cookies(services().identity.redeem_link(&viewer(), &token).await?);
    redirect_to(&way_on(&entered, then.as_deref().and_then(ProofFor::from_name)));
    Ok(())
}

/// Signs in by a password and leads to the dashboard, admins to the panel, and who has a second factor to where it is shown.
#[server(endpoint = "identity/sign_in_with_password")]
pub async fn sign_in_with_password(email: String, password: String) -> Result<()> {
    let entered = with_cookies(services().identity.sign_in_with_password(&viewer(), &email, password.into()).await?);
    redirect_to(&way_on(&entered, None));
    Ok(())
}

/// Shows the second factor after the first, and leads on as the first would have.
#[server(endpoint = "identity/give_code")]
pub async fn give_code(code: String, then: Option<String>) -> Result<()> {
    let person = with_cookies(services().identity.give_code(&viewer(), &code).await?);
    let then = then.as_deref().and_then(ProofFor::from_name);
    redirect_to(&then.map_or_else(|| own_place(&person), ProofFor::page));
    Ok(())
}

/// Where somebody goes on who has just shown who they are.
#[cfg(feature = "ssr")]
pub(super) fn way_on(entered: &Entered, then: Option<ProofFor>) -> paths::LocalPath {
    match then {
        then if entered.awaits_code => paths::sign_in_code(then.map(ProofFor::name)),
        Some(then) => then.page(),
        None => own_place(&entered.person),
    }
}

/// Where somebody goes who has just signed in.
#[cfg(feature = "ssr")]
fn own_place(person: &PersonView) -> paths::LocalPath {
    if person.role == Role::Admin { paths::admin() } else { paths::learn() }
}

/// Ends this browser's session and leads to the sign-in page.
#[server(endpoint = "identity/sign_out")]
pub async fn sign_out() -> Result<()> {
    with_cookies(services().identity.sign_out(&viewer()).await?);
    forget_in_browser();
    redirect_to(&paths::signed_out());
    Ok(())
}
