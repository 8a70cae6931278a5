//! What who watches is told, and what crawlers and programs are.

mod api;
mod causes;
mod files;
mod found;
mod metrics;
mod readiness;
