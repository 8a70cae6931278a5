use crate::api::ApiError;
use crate::request;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;

/// Gives the error of a form that was posted without WASM to the action that it belongs to.
///
/// The panel's router does this itself; the other zones call this in their root component.
pub fn provide_plain_form_error() {
    if let (Some(path), Some(error)) = (request::query_value("__path"), request::query_value("__err")) {
        provide_context(ServerActionError::new(&path, &error));
    }
}

/// Why a function refused the form that led back to this page, if it did.
pub fn why_refused<F: ServerFn>() -> Option<ApiError> {
    let refused = use_context::<ServerActionError>().filter(|refused| refused.path() == F::PATH)?;
    Some(ServerFnUrlError::<ApiError>::decode_err(refused.err()))
}
