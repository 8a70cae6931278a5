//! Asks the server of this machine whether it can serve: for the health checks of containers, which have no other program.

use crate::adapters::http_client;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks `/readyz` of the server that listens at an address. An error is what it said instead, in words.
pub async fn ping(listens: SocketAddr) -> Result<(), String> {
    let ready = format!("http://{}/readyz", reachable(listens));
    let client = http_client(PATIENCE).map_err(|error| error.to_string())?;
    let answer = client.get(ready).send().await.map_err(|error| error.to_string())?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("not ready: {}", answer.status())) }
}

/// Where a server is reached that listens everywhere.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V6(Ipv6Addr::LOCALHOST) });
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_everywhere_is_reached_on_this_machine() {
        for (listens, reached) in [("0.0.0.0:3000", "127.0.0.1:3000"), ("[::]:80", "[::1]:80"), ("192.0.2.1:8080", "192.0.2.1:8080")] {
            assert_eq!(reachable(listens.parse().unwrap()).to_string(), reached);
        }
    }
}
