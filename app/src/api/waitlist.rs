//! Those who wait for a seat, or for the sale to open.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::context::{redirect_to, services, viewer};
#[cfg(feature = "ssr")]
use crate::paths;

/// Joins the waitlist and leads to "you are on the list". Answers the same to an address that stands there already.
#[server(endpoint = "waitlist/join")]
pub async fn join(email: String) -> Result<()> {
    services().waitlist.join(&viewer(), &email).await?;
    redirect_to(&paths::waitlist_joined());
    Ok(())
}

/// Leaves the waitlist, by the token of a mailed link.
#[server(endpoint = "waitlist/leave")]
pub async fn leave(token: String) -> Result<()> {
    services().waitlist.leave(&token).await?;
    redirect_to(&paths::waitlist_left());
    Ok(())
}
