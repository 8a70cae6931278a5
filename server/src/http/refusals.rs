//! A line of the log for each request that somebody was not allowed: who, as a hash that only this site can make, and from where. What
//! was asked for is in the request's name.

use crate::core::Core;
use crate::services::limits::Subject;
use app::api::ports::Viewer;
use domain::ids::UserId;
use http::StatusCode;

/// Notes an answer that is a refusal. In the panel that is also a 404 to who is no admin: to them there is nothing.
pub fn note(core: &Core, viewer: &Viewer, path: &str, status: StatusCode) {
    let actor = viewer.actor.as_ref();
    let is_admin = actor.is_some_and(|actor| actor.role == app::api::dto::Role::Admin);
    let hidden = status == StatusCode::NOT_FOUND && of_panel(path) && !is_admin;
    let led_away = status == StatusCode::SEE_OTHER && of_panel(path) && !is_admin;
    if !hidden && !led_away && ![StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status) {
        return;
    }
    let whom = actor.map(|actor| actor.user).or(viewer.halfway.map(|halfway| halfway.user));
    let person = whom.map_or_else(|| "-".to_owned(), |UserId(user)| Subject::Person(user).name(core));
    let network = Subject::Address(viewer.client_ip).name(core);
    if of_panel(path) {
        tracing::warn!(http.status = status.as_u16(), person, network, "the panel was refused to somebody");
    } else {
        tracing::info!(http.status = status.as_u16(), person, network, "a request was refused");
    }
}

/// Whether a path is one of the panel's.
fn of_panel(path: &str) -> bool {
    let folders = ["/admin/", "/api/admin/", "/api/curriculum/", "/api/files/"];
    path == "/admin" || folders.iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panel_is_known_by_its_folders() {
        for path in ["/admin", "/admin/orders.csv", "/api/admin/overview", "/api/curriculum/lessons", "/api/files/rename"] {
            assert!(of_panel(path), "{path}");
        }
        for path in ["/", "/administrator", "/api/account/view", "/learn"] {
            assert!(!of_panel(path), "{path}");
        }
    }
}
