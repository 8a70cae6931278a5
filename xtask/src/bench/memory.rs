//! Memory of a process.

use anyhow::{Context, Result};

/// The resident memory of a process, in megabytes.
pub fn resident(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).context("reading the server's status")?;
    let kilobytes = kilobytes(&status).context("the status has no VmRSS")?;
    Ok(f64::from(kilobytes) / 1000.0 * 1.024)
}

fn kilobytes(status: &str) -> Option<u32> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resident_set_is_read() {
        assert_eq!(kilobytes("Name:\tlectern\nVmRSS:\t   51200 kB\nThreads:\t4\n"), Some(51200));
        assert_eq!(kilobytes("Name:\tlectern\n"), None);
    }
}
