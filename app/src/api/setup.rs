//! The first run.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{Beginning, SetupView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{redirect_to, services, viewer, with_cookies},
    ports::FinishSetup,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// The page of the first run: settings and services as they stand, to a browser that has shown the code.
#[server(endpoint = "setup/view", input = GetUrl)]
pub async fn view() -> Result<SetupView> {
    services().setup.view(&viewer()).await
}

/// Takes the code of the server's log, and leads back to the page.
#[server(endpoint = "setup/unlock")]
pub async fn unlock(code: String) -> Result<()> {
    with_cookies(services().setup.unlock(&code).await?);
    redirect_to(&paths::setup());
    Ok(())
}

/// Makes the admin and the course, signs the browser in and leads to the panel. `price` is typed, in `currency`.
#[server(endpoint = "setup/finish")]
pub async fn finish(
    name: String,
    email: String,
    #[server(default)] course: String,
    #[server(default)] currency: String,
    #[server(default)] price: String,
    #[server(default)] beginning: Beginning,
) -> Result<()> {
    let command = FinishSetup { name, email, course, currency, price, beginning };
    with_cookies(services().setup.finish(&viewer(), command).await?);
    redirect_to(&paths::admin());
    Ok(())
}
