//! What PostgreSQL did for a page: the plans of its statements as the database itself wrote them into its log, with its real
//! arguments. Nothing is copied that could differ from what the server asks.

use std::collections::BTreeMap;

/// Settings of a database that let it log the plan of every statement of a connection that begins from now on.
pub const SETTINGS: [(&str, &str); 7] = [
    ("session_preload_libraries", "auto_explain"),
    ("auto_explain.log_min_duration", "0"),
    ("auto_explain.log_analyze", "on"),
    ("auto_explain.log_buffers", "on"),
    ("auto_explain.log_timing", "on"),
    ("auto_explain.log_triggers", "off"),
    ("auto_explain.log_nested_statements", "off"),
];

/// Rows of a table that is no small one.
pub const LARGE: f64 = 100_000.0;

/// A statement and its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The statement.
    pub query: String,
    /// How long it took, as the log says.
    pub took: String,
    /// The plan, a node a line and its details below it.
    pub tree: String,
}

/// The plans in a piece of the log.
pub fn read(log: &str) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, rest)) = line.split_once("LOG:  duration: ") else { continue };
        let Some((took, "")) = rest.split_once("  plan:") else { continue };
        let mut body = Vec::new();
        while let Some(next) = lines.next_if(|next| next.starts_with('\t')) {
            body.push(next.strip_prefix('\t').unwrap_or(next));
        }
        let tree = body.iter().position(|line| line.contains("  (cost=")).unwrap_or(body.len());
        let query = body[..tree].join("\n").trim_start_matches("Query Text: ").to_owned();
        plans.push(Plan { query, took: took.to_owned(), tree: body[tree..].join("\n") });
    }
    plans
}

/// The large tables that a plan reads from end to end, by the number of rows that each has: a scan that no condition of an index
/// narrows, and that does not stop early.
pub fn whole_reads(tree: &str, tables: &BTreeMap<String, f64>) -> Vec<String> {
    let mut found: Vec<String> = nodes(tree)
        .iter()
        .filter(|node| !node.is_narrowed() && node.read() > LARGE)
        .filter_map(|node| Some((node.table()?, node)))
        .filter(|(table, _)| tables.get(*table).is_some_and(|rows| *rows > LARGE))
        .map(|(table, _)| table.to_owned())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

struct Node<'a> {
    head: &'a str,
    details: Vec<&'a str>,
}

fn nodes(tree: &str) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for line in tree.lines() {
        if line.contains("  (cost=") {
            nodes.push(Node { head: line, details: Vec::new() });
        } else if let Some(node) = nodes.last_mut() {
            node.details.push(line.trim());
        }
    }
    nodes
}

impl<'a> Node<'a> {
    /// The table that it reads: `Seq Scan on users u`, `Index Only Scan using users_pkey on users`.
    fn table(&self) -> Option<&'a str> {
        let (kind, rest) = self.head.split_once(" on ")?;
        let word = rest.split_whitespace().next().map(|name| name.trim_matches('"'));
        word.filter(|_| kind.contains("Scan") && !kind.contains("Bitmap Index"))
    }

    fn is_narrowed(&self) -> bool {
        self.details.iter().any(|detail| detail.starts_with("Index Cond:") || detail.starts_with("Recheck Cond:"))
    }

    /// The rows that it looked at, in all of its rounds.
    fn read(&self) -> f64 {
        let Some((_, actual)) = self.head.split_once("(actual ") else { return 0.0 };
        let removed = self.details.iter().find_map(|detail| detail.strip_prefix("Rows Removed by Filter: "));
        let removed = removed.and_then(|number| number.trim().parse().ok()).unwrap_or(0.0);
        (number(actual, "rows=") + removed) * number(actual, "loops=")
    }
}

fn number(text: &str, label: &str) -> f64 {
    let rest = text.split_once(label).map_or("", |(_, rest)| rest);
    rest.split(|letter: char| !letter.is_ascii_digit() && letter != '.').next().and_then(|digits| digits.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "2026-11-26 09:00:00.000 UTC [7] LOG:  duration: 1.250 ms  plan:
\tQuery Text: SELECT *
\t    FROM users
\tSeq Scan on users u  (cost=0.00..10.00 rows=5 width=8) (actual time=0.010..0.900 rows=5 loops=1)
\t  Filter: (name = 'x'::text)
\t  Rows Removed by Filter: 999995
\t  Buffers: shared hit=3
2026-11-26 09:00:00.000 UTC [7] LOG:  checkpoint starting: time
2026-11-26 09:00:00.000 UTC [7] LOG:  duration: 0.010 ms  plan:
\tQuery Text: SELECT 1
\tResult  (cost=0.00..0.01 rows=1 width=4) (actual time=0.001..0.001 rows=1 loops=1)
";

    fn tables() -> BTreeMap<String, f64> {
        [("users".to_owned(), 1e6), ("lesson_progress".to_owned(), 6e7), ("lessons".to_owned(), 60.0)].into()
    }

    #[test]
    fn the_log_holds_statements_and_plans() {
        let plans = read(LOG);
        assert_eq!(plans.len(), 2);
        assert_eq!((plans[0].query.as_str(), plans[0].took.as_str()), ("SELECT *\n    FROM users", "1.250 ms"));
        assert!(plans[0].tree.starts_with("Seq Scan on users u  (cost") && plans[0].tree.ends_with("shared hit=3"));
        assert_eq!(plans[1].query, "SELECT 1");
    }

    #[test]
    fn a_filter_that_looks_at_everybody_is_found() {
        assert_eq!(whole_reads(&read(LOG)[0].tree, &tables()), ["users"]);
    }

    #[test]
    fn an_index_read_from_end_to_end_is_no_better() {
        let scan = "->  Parallel Index Only Scan using p on lesson_progress p  (cost=0..1 rows=1 width=8) (actual time=0..1 rows=20000000 loops=3)";
        assert_eq!(whole_reads(scan, &tables()), ["lesson_progress"]);
        assert!(whole_reads(&format!("{scan}\n  Index Cond: (user_id = '1'::uuid)"), &tables()).is_empty());
    }

    #[test]
    fn a_small_table_an_early_stop_and_a_branch_not_taken_are_no_matter() {
        for plan in [
            "Seq Scan on lessons l  (cost=0..1 rows=1 width=8) (actual time=0..1 rows=60 loops=100000)",
            "->  Seq Scan on users  (cost=0..1 rows=1 width=8) (actual time=0..1 rows=10001 loops=1)",
            "->  Seq Scan on users  (cost=0..1 rows=1 width=8) (never executed)",
        ] {
            assert!(whole_reads(plan, &tables()).is_empty(), "{plan}");
        }
    }
}
