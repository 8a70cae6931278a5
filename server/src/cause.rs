//! The request that work goes back to, through however many jobs, so that a log tells one story.

use std::future::Future;

tokio::task_local! {
    static REQUEST: Option<String>;
}

/// Does work that a request, named as in its `x-request-id`, is the cause of; `None` is for work that nobody asked for.
pub async fn within<F: Future>(request: Option<String>, work: F) -> F::Output {
    REQUEST.scope(request, work).await
}

/// The request that the present work goes back to.
pub fn request() -> Option<String> {
    REQUEST.try_with(Clone::clone).ok().flatten().filter(|id| !id.is_empty())
}
