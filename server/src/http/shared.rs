//! A service that is shared, not copied. A layer of functions copies all that lies below it for each request, and so does each of those
//! below: without this, what a request costs grows with the square of its layers.

use http::Request;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::util::Oneshot;
use tower::{Layer, Service, ServiceExt};

/// Shares what lies below.
#[derive(Clone, Copy, Debug)]
pub struct Sharing;

impl<S> Layer<S> for Sharing {
    type Service = Shared<S>;

    fn layer(&self, inner: S) -> Shared<S> {
        Shared(Arc::new(inner))
    }
}

/// What is shared. A copy of it points to the same; what is below is copied once, when it is called.
#[derive(Debug)]
pub struct Shared<S>(Arc<S>);

impl<S> Clone for Shared<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S, B> Service<Request<B>> for Shared<S>
where
    S: Service<Request<B>> + Clone,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Oneshot<S, Request<B>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        S::clone(&self.0).oneshot(request)
    }
}
