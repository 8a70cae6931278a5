//! What a creator does with the files of a lesson. They are uploaded by forms of their own: see [`crate::paths::admin_upload`].
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{require_admin, services},
};

/// Gives a file another title.
#[server(endpoint = "files/rename")]
pub async fn rename_file(file: String, title: String) -> Result<()> {
    let admin = require_admin()?;
    let file = file.parse().map_err(|_| ApiError::NotFound)?;
    services().files.rename(&admin, file, &title).await
}

/// Moves a file one place: `way` is `up` or `down`.
#[server(endpoint = "files/shift")]
pub async fn shift_file(file: String, way: String) -> Result<()> {
    let admin = require_admin()?;
    let file = file.parse().map_err(|_| ApiError::NotFound)?;
    services().files.shift(&admin, file, way == "up").await
}

/// Removes a file.
#[server(endpoint = "files/remove")]
pub async fn remove_file(file: String) -> Result<()> {
    let admin = require_admin()?;
    let file = file.parse().map_err(|_| ApiError::NotFound)?;
    services().files.remove(&admin, file).await
}
