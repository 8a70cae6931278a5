//! The `lectern` program.

use std::process::ExitCode;

/// Gives back what hashes of passwords took, and serves a page with less work than the system's own.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
