use crate::request;
use leptos::prelude::*;

/// Gives the error of a form that was posted without WASM to the action that it belongs to.
///
/// The router does this in its zones; the others call this in their root component, on the server and in the browser alike.
pub fn provide_plain_form_error() {
    if let (Some(path), Some(error)) = (request::query_value("__path"), request::query_value("__err")) {
        provide_context(ServerActionError::new(&path, &error));
    }
}
