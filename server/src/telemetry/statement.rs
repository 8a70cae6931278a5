//! What a trace says of a statement: what it does to which table, and nothing that was asked for or written.

/// `SELECT orders`, of a statement as it was sent to the database.
pub fn summary(sql: &str) -> String {
    let mut words = sql.split(|c: char| c.is_whitespace() || "(),;".contains(c)).filter(|word| !word.is_empty());
    let verb = words.next().filter(|word| is_name(word)).map_or_else(|| "SQL".to_owned(), str::to_ascii_uppercase);
    let before_table = if verb == "UPDATE" { None } else { words.find(|word| matches(word, &["FROM", "INTO"])) };
    let table = if before_table.is_some() || verb == "UPDATE" { words.find(|word| !matches(word, &["ONLY", "OR"])) } else { None };
    match table.map(|table| table.trim_matches('"')).filter(|table| is_name(table) && !matches(table, &["SELECT"])) {
        Some(table) => format!("{verb} {table}"),
        None => verb,
    }
}

fn matches(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn is_name(word: &str) -> bool {
    (1..=40).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_its_verb_and_its_table() {
        for (sql, expected) in [
            ("SELECT \"users\".\"id\" FROM \"users\" WHERE email = $1", "SELECT users"),
            ("select count(*) from orders", "SELECT orders"),
            ("INSERT INTO jobs (id, kind) VALUES (?, ?)", "INSERT jobs"),
            ("INSERT INTO jobs(id) VALUES (?)", "INSERT jobs"),
            ("UPDATE \"offers\" SET seats = seats - 1", "UPDATE offers"),
            ("DELETE FROM sessions WHERE id = ?", "DELETE sessions"),
            ("WITH due AS (SELECT id FROM jobs) UPDATE jobs SET x = 1", "WITH jobs"),
            ("SELECT 1", "SELECT"),
            ("PRAGMA integrity_check", "PRAGMA"),
            ("SELECT x FROM (SELECT 'ada@example.com') AS y", "SELECT"),
            ("", "SQL"),
        ] {
            assert_eq!(summary(sql), expected, "{sql}");
        }
    }
}
