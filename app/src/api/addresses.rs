//! A person's own address.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{AddressDesk, AddressLink};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{redirect_to, require_student, services, viewer};
#[cfg(feature = "ssr")]
use crate::paths;

/// The address, what was asked for, and whether more may be asked for now.
#[server(endpoint = "address/desk", input = GetUrl)]
pub async fn desk() -> Result<AddressDesk> {
    let student = require_student()?;
    services().addresses.desk(&student).await
}

/// Asks both mailboxes whether the account is to have this address.
#[server(endpoint = "address/request")]
pub async fn request(#[server(default)] email: String) -> Result<()> {
    let student = require_student()?;
    services().addresses.request(&student, &email).await?;
    redirect_to(&paths::address());
    Ok(())
}

/// Gives up what was asked for.
#[server(endpoint = "address/cancel")]
pub async fn cancel() -> Result<()> {
    let student = require_student()?;
    services().addresses.cancel(&student).await?;
    redirect_to(&paths::address_given_up());
    Ok(())
}

/// What the link in a mail is about. Changes nothing: mail scanners open links.
#[server(endpoint = "address/inspect", input = GetUrl)]
pub async fn inspect(token: String) -> Result<AddressLink> {
    services().addresses.inspect(&token).await
}

/// A mailbox says yes.
#[server(endpoint = "address/confirm")]
pub async fn confirm(token: String) -> Result<()> {
    services().addresses.confirm(&viewer(), &token).await?;
    redirect_to(&paths::address_link(&token));
    Ok(())
}

/// A mailbox says no.
#[server(endpoint = "address/refuse")]
pub async fn refuse(token: String) -> Result<()> {
    services().addresses.refuse(&viewer(), &token).await?;
    redirect_to(&paths::address_link(&token));
    Ok(())
}
