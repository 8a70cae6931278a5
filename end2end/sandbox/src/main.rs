//! The sandbox as a program: it prints one line per listener and serves until it is told to stop.

use std::io::{self, Read as _, Write as _};

use clap::Parser as _;
use sandbox::options::Options;
use sandbox::server;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

#[tokio::main]
async fn main() -> io::Result<()> {
    let options = Options::parse();
    let exit_with_parent = options.exit_with_parent;
    // Whoever reads the address may end the program at once: the signals are caught before it is printed.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = server::start(options).await?;
    announce(&running)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = parent_gone(), if exit_with_parent => {}
    }
    drop(running);
    Ok(())
}

fn announce(running: &server::Running) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "sandbox http://{}", running.address)?;
    if let Some(address) = running.tls_address {
        writeln!(out, "sandbox-tls https://{address}")?;
    }
    out.flush()
}

/// Ends when standard input does.
async fn parent_gone() {
    let (gone, told) = oneshot::channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        let mut buffer = [0_u8; 256];
        while matches!(input.read(&mut buffer), Ok(read) if read > 0) {}
        gone.send(()).ok();
    });
    told.await.ok();
}
