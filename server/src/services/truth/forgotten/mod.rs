//! Orders that the database has forgotten, because it was put back to an earlier day: they are written again from what their providers
//! keep of them, and then settled like any other.

mod place;
mod writing;

use super::Forgotten;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, ProviderId, Recollection};
use crate::services::order_words::{self, Kept};
use crate::services::settlement;
use place::Place;
use uuid::Uuid;

/// A forgotten order as its provider remembers it.
struct Remembered {
    id: Uuid,
    provider: ProviderId,
    told: Recollection,
    kept: Kept,
}

/// What became of forgotten orders.
#[derive(Default)]
pub struct Written {
    /// Those that are known now.
    pub known: Vec<Uuid>,
    /// How many no provider could be asked about, or that the database did not take: another time they may be known.
    pub unanswered: usize,
}

/// Writes orders again, those first that others follow. Of one that could not be written again the comparison goes on telling.
pub async fn write_again(core: &Core, forgotten: &[Forgotten], by: Option<Uuid>) -> Written {
    let (mut remembered, mut written) = (Vec::new(), Written::default());
    for one in forgotten {
        match ask(core, one).await {
            Ok(found) => remembered.extend(found),
            Err(error) => {
                tracing::warn!(order.id = %one.order, error = %error, "a provider could not be asked about a forgotten order");
                written.unanswered += 1;
            }
        }
    }
    remembered.sort_by_key(|order| order.kept.main.is_some());
    for order in &remembered {
        match again(core, order, by).await {
            Ok(()) => written.known.push(order.id),
            Err(error) => {
                tracing::warn!(order.id = %order.id, error = %error, "a forgotten order could not be written again");
                written.unanswered += usize::from(matches!(error, Fault::Database(_) | Fault::Gateway(_)));
            }
        }
    }
    written
}

async fn ask(core: &Core, forgotten: &Forgotten) -> Result<Option<Remembered>> {
    for (provider, reference) in &forgotten.payments {
        let told = match core.gateways.named(provider.name())?.recollect(reference).await {
            Err(GatewayError::NotFound | GatewayError::Unsupported(_)) => continue,
            answer => answer?,
        };
        let Some(told) = told else { continue };
        if let Some(kept) = order_words::read(core, forgotten.order, &told.words) {
            return Ok(Some(Remembered { id: forgotten.order, provider: *provider, told, kept }));
        }
    }
    Ok(None)
}

async fn again(core: &Core, order: &Remembered, by: Option<Uuid>) -> Result<()> {
    let place = Place::of(core, order).await?;
    writing::write(core, order, &place, by).await?;
    settlement::settle(core, order.id).await
}
