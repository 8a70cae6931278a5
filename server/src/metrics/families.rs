//! Numbers of one name, told apart by the values of their labels.

use super::histogram::Histogram;
use super::page::Page;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only grows while the process lives.
    Counter,
    /// As it is now.
    Gauge,
    /// Durations in buckets, in seconds.
    Histogram,
}

impl Kind {
    /// Prometheus' word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// What is said of a number.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// What kind it is.
    pub kind: Kind,
    /// What tells its rows apart. The values of each are few: none is a path, a person or an order.
    pub labels: &'static [&'static str],
    /// What it is, in one sentence.
    pub help: &'static str,
}

type Rows<T, const N: usize> = BTreeMap<[Cow<'static, str>; N], Arc<T>>;

/// One row for each combination of label values that was seen.
struct Family<T, const N: usize>(RwLock<Rows<T, N>>);

impl<T: Default, const N: usize> Family<T, N> {
    const fn new() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }

    /// The row of these values. Only the first time something is allocated.
    fn row(&self, values: [&str; N]) -> Arc<T> {
        if let Some(row) = find(&self.0.read().unwrap_or_else(PoisonError::into_inner), values) {
            return row;
        }
        let key = values.map(|value| Cow::Owned(value.to_owned()));
        self.0.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }

    fn for_each(&self, mut tell: impl FnMut([&str; N], &T)) {
        for (values, row) in &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            tell(values.each_ref().map(AsRef::as_ref), row);
        }
    }
}

fn find<'a, T, const N: usize>(rows: &BTreeMap<[Cow<'a, str>; N], Arc<T>>, values: [&'a str; N]) -> Option<Arc<T>> {
    rows.get(&values.map(Cow::Borrowed)).cloned()
}

/// Counters of one name.
pub struct Counters<const N: usize> {
    described: Described,
    family: Family<AtomicU64, N>,
}

impl<const N: usize> Counters<N> {
    /// Counters that have counted nothing.
    pub const fn new(name: &'static str, labels: &'static [&'static str; N], help: &'static str) -> Self {
        Self { described: Described { name, kind: Kind::Counter, labels, help }, family: Family::new() }
    }

    /// Counts one more.
    pub fn count(&self, values: [&str; N]) {
        self.family.row(values).fetch_add(1, Ordering::Relaxed);
    }
}

/// Histograms of one name.
pub struct Histograms<const N: usize> {
    described: Described,
    family: Family<Histogram, N>,
}

impl<const N: usize> Histograms<N> {
    /// Histograms that have measured nothing.
    pub const fn new(name: &'static str, labels: &'static [&'static str; N], help: &'static str) -> Self {
        Self { described: Described { name, kind: Kind::Histogram, labels, help }, family: Family::new() }
    }

    /// Counts a duration.
    pub fn observe(&self, values: [&str; N], took: Duration) {
        self.family.row(values).observe(took);
    }
}

/// Gauges of one name. They keep nothing: who is asked for them reads them.
pub struct Gauges<const N: usize> {
    described: Described,
}

impl<const N: usize> Gauges<N> {
    /// Gauges of this name.
    pub const fn new(name: &'static str, labels: &'static [&'static str; N], help: &'static str) -> Self {
        Self { described: Described { name, kind: Kind::Gauge, labels, help } }
    }

    /// Writes what was read.
    pub fn write<'a>(&self, page: &mut Page, rows: impl IntoIterator<Item = ([&'a str; N], f64)>) {
        page.head(&self.described);
        for (values, value) in rows {
            page.sample(&self.described, "", &values, None, value);
        }
    }
}

/// A family that the catalogue can list.
pub trait Listed: Sync {
    /// What is said of it.
    fn described(&self) -> &Described;
    /// Writes what it has counted; a gauge is written by who reads it.
    fn write_to(&self, _page: &mut Page) {}
}

impl<const N: usize> Listed for Counters<N> {
    fn described(&self) -> &Described {
        &self.described
    }

    fn write_to(&self, page: &mut Page) {
        page.head(&self.described);
        #[expect(clippy::cast_precision_loss, reason = "Prometheus knows no other numbers")]
        self.family.for_each(|values, row| page.sample(&self.described, "", &values, None, row.load(Ordering::Relaxed) as f64));
    }
}

impl<const N: usize> Listed for Histograms<N> {
    fn described(&self) -> &Described {
        &self.described
    }

    fn write_to(&self, page: &mut Page) {
        page.head(&self.described);
        self.family.for_each(|values, row| page.histogram(&self.described, &values, row));
    }
}

impl<const N: usize> Listed for Gauges<N> {
    fn described(&self) -> &Described {
        &self.described
    }
}
