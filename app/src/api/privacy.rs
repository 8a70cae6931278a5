//! How people are forgotten. What is known about them is a file: [`crate::paths::own_data`].
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use domain::ids::UserId;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::context::{redirect_to, require_admin, require_student, services, with_cookies};
#[cfg(feature = "ssr")]
use crate::paths;

/// Deletes the account of whoever asks; `address` is their own, to confirm it. With `posts`, questions and answers go too.
#[server(endpoint = "account/erase")]
pub async fn erase_account(#[server(default)] address: String, posts: Option<String>) -> Result<()> {
    let student = require_student()?;
    let erased = services().privacy.erase(&student, &address, posts.is_some()).await?;
    with_cookies(erased);
    redirect_to(&paths::erased());
    Ok(())
}

/// Deletes the account of a person. With `posts`, questions and answers go too.
#[server(endpoint = "admin/erase_person")]
pub async fn erase_person(person: UserId, #[server(default)] reason: String, posts: Option<String>) -> Result<()> {
    let admin = require_admin()?;
    services().privacy.erase_person(&admin, person, &reason, posts.is_some()).await?;
    redirect_to(&paths::admin_with(&paths::admin_person(person), &[("done", "erased")]));
    Ok(())
}
