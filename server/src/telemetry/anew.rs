//! Each fact is judged by itself.

use tracing::level_filters::LevelFilter;
use tracing::subscriber::Interest;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;

/// Above listeners with filters of their own: has the filters asked for each fact.
///
/// A filter notes its answer for the thread, and the listener reads it when the fact comes. For a fact that is always wanted
/// nobody asks the filter, and the listener would read what it had answered last. Libraries ask without telling anything after
/// it (sqlx does, of statements and of PostgreSQL's notices), and a line or a span would be lost now and then.
/// See <https://github.com/tokio-rs/tracing/issues/2519>.
pub struct AskAnew {
    /// How much detail the listeners want at most, if they say it.
    pub most: Option<LevelFilter>,
}

impl<S: Subscriber> Layer<S> for AskAnew {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    /// It wants no more and no less than they do.
    fn max_level_hint(&self) -> Option<LevelFilter> {
        self.most
    }
}
