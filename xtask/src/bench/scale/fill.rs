//! A database of many students, each of whom has completed every lesson.

use crate::files::Scratch;
use crate::postgres::Postgres;
use crate::process;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::time::{Duration, Instant};

const FILL: &str = include_str!("fill.sql");
/// What a student takes with sixty completions, their keys, and what sorting them takes meanwhile: 11 kB were measured.
const BYTES_PER_STUDENT: u64 = 16_000;
/// What is left alone on the disk.
const SPARE: u64 = 4 << 30;

/// What filling took.
pub struct Filled {
    /// How long.
    pub took: Duration,
    /// The size of the database, in gigabytes.
    pub gigabytes: f64,
    /// The completions in it.
    pub completions: f64,
}

/// Refuses, in words, what the disk has no room for.
pub fn check_room(students: u32) -> Result<()> {
    let folder = std::env::temp_dir();
    let found = nix::sys::statvfs::statvfs(&folder).with_context(|| format!("looking for room in {}", folder.display()))?;
    room(students, found.blocks_available() * found.fragment_size())
        .with_context(|| format!("TMPDIR may name a folder with more room than {}", folder.display()))
}

fn room(students: u32, free: u64) -> Result<()> {
    let needed = u64::from(students) * BYTES_PER_STUDENT + SPARE;
    let gigabytes = |bytes: u64| bytes.div_ceil(1_000_000_000);
    ensure!(
        free >= needed,
        "{students} students need {} GB of disk and {} GB are free. Fewer are measured with --students",
        gigabytes(needed),
        free / 1_000_000_000
    );
    Ok(())
}

/// Writes the students into a database that holds the demo course.
pub fn fill(postgres: &Postgres, database: &str, students: u32) -> Result<Filled> {
    let begin = Instant::now();
    let folder = Scratch::make(&format!("fill-{database}"), false)?;
    let script = folder.path().join("fill.sql");
    fs::write(&script, FILL)?;
    let (script, students) = (script.display().to_string(), format!("students={students}"));
    let arguments = ["--quiet", "--set", "ON_ERROR_STOP=1", "--set", &students, "--file", &script];
    process::read(&mut postgres.client("psql", database, &arguments)).with_context(|| format!("filling {database}"))?;
    let took = begin.elapsed();
    let bytes: f64 = one(postgres, database, "SELECT pg_database_size(current_database())")?;
    let completions = one(postgres, database, "SELECT COUNT(*) FROM lesson_progress WHERE completed_at IS NOT NULL")?;
    Ok(Filled { took, gigabytes: bytes / 1e9, completions })
}

fn one(postgres: &Postgres, database: &str, statement: &str) -> Result<f64> {
    postgres.rows(database, statement)?.trim().parse().with_context(|| format!("reading {statement}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_refused_in_words() {
        assert!(room(1_000_000, 21_000_000_000).is_ok());
        let words = room(1_000_000, 20_000_000_000).unwrap_err().to_string();
        assert!(words.contains("1000000 students need 21 GB of disk and 20 GB are free"), "{words}");
        assert!(room(2_000, 4_000_000_000).is_err());
    }
}
