//! The listeners.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::gateway::DropConnection;
use crate::options::Options;
use crate::router::router;
use crate::state::{App, Sandbox};
use crate::tls;

/// A sandbox that serves until it is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where plain HTTP is served.
    pub address: SocketAddr,
    /// Where TLS is served.
    pub tls_address: Option<SocketAddr>,
    /// What it knows.
    pub app: App,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// The address of the plain listener as a URL without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Binds the listeners and serves in the background.
pub async fn start(options: Options) -> io::Result<Running> {
    let (listen, tls_listen) = (options.listen, options.tls_listen);
    let app = Sandbox::new(options).map_err(io::Error::other)?;
    let routes = router(Arc::clone(&app));
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    app.serve_at(format!("http://{address}"));
    let mut tasks = vec![tokio::spawn(accept(listener, None, routes.clone()))];
    let mut tls_address = None;
    if let Some(listen) = tls_listen {
        let listener = TcpListener::bind(listen).await?;
        tls_address = Some(listener.local_addr()?);
        tasks.push(tokio::spawn(accept(listener, Some(tls::acceptor()?), routes)));
    }
    Ok(Running { address, tls_address, app, tasks })
}

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, routes: Router) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        tokio::spawn(connection(stream, tls.clone(), routes.clone()));
    }
}

/// A connection that breaks is nobody's business here: that is what it is for.
async fn connection(stream: TcpStream, tls: Option<TlsAcceptor>, routes: Router) {
    stream.set_nodelay(true).ok();
    match tls {
        None => serve(stream, routes).await,
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                serve(stream, routes).await;
            }
        }
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, routes: Router) {
    let service = service_fn(move |request: Request<Incoming>| {
        let routes = routes.clone();
        async move {
            let response: Result<Response<Body>, Infallible> = routes.oneshot(request.map(Body::new)).await;
            let Ok(response) = response;
            if response.extensions().get::<DropConnection>().is_some() {
                return Err(io::Error::other("the connection breaks as asked for"));
            }
            Ok(response)
        }
    });
    http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await.ok();
}
