//! Counts visitors without cookies. A request leaves its visit in memory; every few seconds all of them are written down at once.
//!
//! What tells the visitors of a day apart is a hash of network address and browser under the site's secret and a salt of that day.
//! The salt is deleted when the day is over, and the hashes with it: what stays is how many there were.

use crate::core::Core;
use crate::error::Result;
use crate::repo::visits::{self, Mark};
use crate::security::keyed;
use chrono::NaiveDate;
use domain::audience::{Origin, VisitStep};
use std::collections::{BTreeMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::sync::CancellationToken;

/// So many visits wait at most; what comes beyond is not counted.
const MOST_WAITING: usize = 2_000;
/// So many origins are told apart on a day; what comes beyond counts as one.
const MOST_ORIGINS: u64 = 1_000;

/// A page of the sale that somebody opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The furthest step that the page is. Who opens the checkout has visited the site too.
    pub step: VisitStep,
    /// The network address, as far as it can be trusted.
    pub address: Option<IpAddr>,
    /// The browser's own name.
    pub user_agent: String,
    /// What led here.
    pub origin: Origin,
}

/// Visits of this process that wait to be written down.
#[derive(Default)]
pub struct Visits(Mutex<Vec<Visit>>);

impl Visits {
    /// Takes a visit in. It costs no more than a place in memory.
    pub fn note(&self, visit: Visit) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST_WAITING {
            waiting.push(visit);
        }
    }

    fn take(&self) -> Vec<Visit> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes down what waits, again and again until `stop`, and then once more. Visits that could not be written are let go.
    pub async fn write(self: Arc<Self>, core: Arc<Core>, stop: CancellationToken) {
        let mut forgotten = None;
        loop {
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(core.settings.pace.write_visits) => {}
            }
            if let Err(error) = self.write_once(&core, &mut forgotten).await {
                tracing::warn!(error = %error, "visits could not be counted");
            }
            if stop.is_cancelled() {
                return;
            }
        }
    }

    async fn write_once(&self, core: &Core, forgotten: &mut Option<NaiveDate>) -> Result<()> {
        let today = core.now().date_naive();
        if *forgotten != Some(today) {
            visits::forget_before(core.db.write(), today).await?;
            *forgotten = Some(today);
        }
        let waiting = self.take();
        if waiting.is_empty() {
            return Ok(());
        }
        core.db.retrying(|| count(core, today, &waiting)).await
    }
}

/// Counts visits of today in one transaction of a few statements, however many they are.
async fn count(core: &Core, today: NaiveDate, waiting: &[Visit]) -> Result<()> {
    let transaction = core.db.begin().await?;
    let mut new_salt = [0; 32];
    core.entropy.fill(&mut new_salt);
    let salt = visits::salt(&transaction, today, new_salt).await?;
    let mut steps = BTreeMap::<Mark, &Origin>::new();
    for visit in waiting {
        let visitor = visitor(core, &salt, visit);
        steps.entry((visitor, VisitStep::Visit)).or_insert(&visit.origin);
        if visit.step == VisitStep::Checkout {
            steps.entry((visitor, VisitStep::Checkout)).or_insert(&visit.origin);
        }
    }
    let marks: Vec<Mark> = steps.keys().copied().collect();
    let new: HashSet<_> = visits::mark(&transaction, today, &marks).await?.into_iter().collect();
    let is_new = |(visitor, step): &Mark| new.contains(&(visitor.to_vec(), step.name().to_owned()));
    let mut counts = BTreeMap::new();
    for ((_, step), origin) in steps.iter().filter(|(mark, _)| is_new(mark)) {
        *counts.entry((*step, (*origin).clone())).or_insert(0) += 1;
    }
    if !counts.is_empty() {
        let known = visits::origins(&transaction, today).await?;
        let counts = if known + counts.len() as u64 > MOST_ORIGINS { as_one(counts) } else { counts };
        visits::add(&transaction, today, counts).await?;
    }
    Ok(transaction.commit().await?)
}

/// The same counts without telling origins apart.
fn as_one(counts: BTreeMap<(VisitStep, Origin), i64>) -> BTreeMap<(VisitStep, Origin), i64> {
    let mut sums = BTreeMap::new();
    for ((step, _), visitors) in counts {
        *sums.entry((step, Origin::other())).or_insert(0) += visitors;
    }
    sums
}

/// What tells visitors of one day apart.
fn visitor(core: &Core, salt: &[u8], visit: &Visit) -> [u8; 16] {
    let address = visit.address.map(|address| address.to_string()).unwrap_or_default();
    let told = [salt, address.as_bytes(), &[0], visit.user_agent.as_bytes()].concat();
    let hash = keyed::hash(&core.settings.app_secret, "visit", &told);
    hash.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(source: &str) -> Visit {
        let origin = Origin { source: source.to_owned(), ..Origin::default() };
        Visit { step: VisitStep::Visit, address: None, user_agent: String::new(), origin }
    }

    #[test]
    fn a_flood_of_visits_takes_no_more_memory_than_its_bound() {
        let visits = Visits::default();
        (0..MOST_WAITING + 5).for_each(|_| visits.note(visit("x")));
        assert_eq!((visits.take().len(), visits.take().len()), (MOST_WAITING, 0));
    }

    #[test]
    fn too_many_origins_count_as_one() {
        let counts = ["a", "b"].map(|source| ((VisitStep::Visit, visit(source).origin), 2));
        assert_eq!(as_one(counts.into()), [((VisitStep::Visit, Origin::other()), 4)].into());
    }
}
