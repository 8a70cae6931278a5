//! Connections: each has a task of its own, and none may take for ever to say what it wants.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The longest head of a request, and how much of a body is read at once.
const LARGEST_HEAD: usize = 64 * 1024;
/// A pause after a connection could not be taken, because no file is left to be opened, for instance.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves until `stop`, then finishes what is under way. A connection that does not send a whole head within `patience`, from its
/// beginning or from the answer before, is closed.
pub async fn until(stop: &CancellationToken, listener: TcpListener, router: Router, patience: Duration) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => drop(connections.spawn(connection(stop.clone(), stream, peer, router.clone(), patience))),
                Err(error) => {
                    tracing::warn!(error = %error, "a connection could not be taken");
                    tokio::time::sleep(PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn connection(stop: CancellationToken, stream: TcpStream, peer: SocketAddr, router: Router, patience: Duration) {
    drop(stream.set_nodelay(true));
    let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience).max_buf_size(LARGEST_HEAD);
    let mut served = pin!(http.serve_connection(TokioIo::new(stream), answer));
    tokio::select! {
        ended = served.as_mut() => return tell(ended),
        () = stop.cancelled() => served.as_mut().graceful_shutdown(),
    }
    tell(served.await);
}

/// What visitors do to their connections is nothing to be told of but to who looks for it.
fn tell(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(error = %error, "a connection broke off");
    }
}
