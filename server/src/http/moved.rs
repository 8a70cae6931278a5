//! Lessons keep the addresses that they had: where there is none any more, an old one leads to the present one.

use super::AppState;
use crate::services::curriculum;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode, Uri};

/// Leads on who came to an address that a lesson had. It is asked only where there is nothing.
pub async fn follow(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let old = if request.method() == Method::GET { Old::of(request.uri()) } else { None };
    let response = next.run(request).await;
    let Some(old) = old.filter(|_| response.status() == StatusCode::NOT_FOUND) else { return response };
    match curriculum::moved_to(&state.core, &old.slug).await {
        Ok(Some(slug)) => Redirect::permanent(&format!("{}{slug}{}", old.folder, old.rest)).into_response(),
        Ok(None) => response,
        Err(error) => {
            tracing::error!(error = %error, "an old address could not be looked up");
            response
        }
    }
}

/// An address of a lesson, in its parts.
#[derive(Debug, PartialEq, Eq)]
struct Old {
    folder: &'static str,
    slug: String,
    rest: String,
}

impl Old {
    fn of(uri: &Uri) -> Option<Self> {
        let whole = uri.path_and_query()?.as_str();
        let folder = ["/learn/", "/preview/"].into_iter().find(|folder| whole.starts_with(folder))?;
        let below = &whole[folder.len()..];
        let end = below.find(['/', '?']).unwrap_or(below.len());
        let (slug, rest) = below.split_at(end);
        (!slug.is_empty()).then(|| Self { folder, slug: slug.to_owned(), rest: rest.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_slug_stays() {
        let old = |text: &'static str| Old::of(&Uri::from_static(text)).map(|old| (old.folder, old.slug, old.rest));
        assert_eq!(old("/learn/a?at=7"), Some(("/learn/", "a".to_owned(), "?at=7".to_owned())));
        assert_eq!(old("/learn/a/questions/1?page=2"), Some(("/learn/", "a".to_owned(), "/questions/1?page=2".to_owned())));
        assert_eq!(old("/preview/a"), Some(("/preview/", "a".to_owned(), String::new())));
        for other in ["/learn", "/learn/", "/admin/lessons/a", "/"] {
            assert_eq!(old(other), None, "{other}");
        }
    }
}
