//! Prometheus' text format.

use super::families::Described;
use super::histogram::{BOUNDS, Histogram};
use std::fmt::Write;

/// The media type of the format.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A page that is being written.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// The text.
    pub fn into_text(self) -> String {
        self.0
    }

    /// What follows is of this name.
    pub fn head(&mut self, described: &Described) {
        let Described { name, kind, help, .. } = described;
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {}\n", kind.name()));
    }

    /// One number. `ending` follows the name; `bound` is the upper end of a bucket.
    pub fn sample(&mut self, described: &Described, ending: &str, values: &[&str], bound: Option<&str>, value: f64) {
        self.0.push_str(described.name);
        self.0.push_str(ending);
        let labels = described.labels.iter().copied().zip(values.iter().copied()).chain(bound.map(|bound| ("le", bound)));
        let mut before = '{';
        for (label, value) in labels {
            self.line(format_args!("{before}{label}=\"{}\"", escaped(value)));
            before = ',';
        }
        self.0.push_str(if before == '{' { "" } else { "}" });
        self.line(format_args!(" {value}\n"));
    }

    /// A histogram, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "Prometheus knows no other numbers")]
    pub fn histogram(&mut self, described: &Described, values: &[&str], histogram: &Histogram) {
        let counts = histogram.cumulative();
        for (bound, count) in BOUNDS.iter().zip(counts) {
            self.sample(described, "_bucket", values, Some(&(*bound as f64 / 1e6).to_string()), count as f64);
        }
        let all = counts[BOUNDS.len()] as f64;
        self.sample(described, "_bucket", values, Some("+Inf"), all);
        self.sample(described, "_sum", values, None, histogram.sum().as_secs_f64());
        self.sample(described, "_count", values, None, all);
    }

    /// Writing into a text does not fail.
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(text);
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::super::families::{Counters, Histograms, Listed};
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_page_is_what_prometheus_reads() {
        static DOORS: Counters<2> = Counters::new("doors_total", &["door", "way"], "Doors that were used.");
        static WAITS: Histograms<0> = Histograms::new("waits_seconds", &[], "How long people waited.");
        DOORS.count(["front", "in"]);
        DOORS.count(["front", "in"]);
        DOORS.count(["\"back\"\\\n", "out"]);
        WAITS.observe([], Duration::from_millis(2));
        let mut page = Page::default();
        DOORS.write_to(&mut page);
        WAITS.write_to(&mut page);
        let text = page.into_text();
        let doors = "# HELP doors_total Doors that were used.\n# TYPE doors_total counter\n\
            doors_total{door=\"\\\"back\\\"\\\\\\n\",way=\"out\"} 1\ndoors_total{door=\"front\",way=\"in\"} 2\n";
        assert!(text.starts_with(doors), "{text}");
        for line in ["_bucket{le=\"0.001\"} 0\n", "_bucket{le=\"0.0025\"} 1\n", "_bucket{le=\"+Inf\"} 1\n", "_sum 0.002\n", "_count 1\n"] {
            assert!(text.contains(&format!("waits_seconds{line}")), "{line} in {text}");
        }
    }
}
