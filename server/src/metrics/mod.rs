//! What the program counts and measures of itself, in Prometheus' words. What happens is counted where it happens, in atomics of this
//! process; what the database knows better is asked of it when somebody looks (`services::vitals`).

mod catalogue;
mod families;
mod histogram;
mod page;

pub use catalogue::*;
pub use families::{Counters, Described, Gauges, Histograms, Kind, Listed};
pub use histogram::Histogram;
pub use page::{MEDIA_TYPE, Page};
