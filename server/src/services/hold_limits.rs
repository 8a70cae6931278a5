//! Nobody holds the room empty: a person, and a network address, hold a few unpaid seats at most.

use crate::core::Core;
use crate::error::Result;
use crate::repo::hold_limits::{self, Limit};
use crate::security::{keyed, network};
use app::api::ApiError;
use sea_orm::ConnectionTrait;
use std::net::IpAddr;
use uuid::Uuid;

/// The limits that a new hold counts under.
pub fn limits(core: &Core, user: Uuid, address: Option<IpAddr>) -> Vec<Limit> {
    let most = core.settings.limits;
    let person = Limit { key: format!("person/{user}"), most: most.holds_per_person };
    let address = address_key(core, address).map(|key| Limit { key, most: most.holds_per_address });
    std::iter::once(person).chain(address).collect()
}

/// An address as a key: hashed with the site's secret, so that the address itself is stored nowhere. `None` for an address that
/// cannot be a visitor's: it is a proxy's on this network, and everybody would share it.
pub fn address_key(core: &Core, address: Option<IpAddr>) -> Option<String> {
    let network = network::of_visitor(address?)?;
    Some(format!("address/{}", hex::encode(keyed::hash(&core.settings.app_secret, "address", &network))))
}

/// The answer to who holds too much already: when the next of those holds ends.
pub async fn refusal(core: &Core, db: &impl ConnectionTrait, key: &str) -> Result<ApiError> {
    let ends = hold_limits::next_end(db, key).await?;
    let wait = ends.map_or(60, |at| (at - core.now()).num_seconds());
    Ok(ApiError::TooManyHolds { retry_after_s: u32::try_from(wait.clamp(1, 3600)).unwrap_or(60) })
}
