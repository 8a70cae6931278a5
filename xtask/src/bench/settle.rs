//! How many orders a second go from paid to fulfilled.

use crate::stack::Ports;
use anyhow::Result;

/// Orders settled a second, once it is measured: orders are made over HTTP, the sandbox pays them and sends its webhooks, and
/// the clock stops when the last one is fulfilled.
#[expect(clippy::unnecessary_wraps, reason = "it will talk to the server and the sandbox, and both can fail")]
pub fn rate(_ports: Ports) -> Result<Option<f64>> {
    Ok(None)
}
