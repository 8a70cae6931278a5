//! Running programs: to the end, with their output kept, or in the background until dropped. Ctrl-C ends them all.

use crate::{env, http};
use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Takes note of Ctrl-C instead of dying of it, so that what was started is stopped.
pub fn catch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed)).context("installing the Ctrl-C handler")
}

/// Whether Ctrl-C was pressed.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Runs a program to its end, on our own terminal. Anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = wait(command.spawn().with_context(|| format!("starting {name}"))?)?;
    if !status.success() {
        bail!("{name}: {status}");
    }
    Ok(())
}

/// Runs a program to its end and returns what it printed. Its errors go to our own terminal.
pub fn read(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting {name}"))?;
    let mut text = String::new();
    child.stdout.take().context("no output")?.read_to_string(&mut text)?;
    let status = wait(child)?;
    if !status.success() {
        bail!("{name}: {status}");
    }
    Ok(text)
}

/// What a program printed, and how it ended.
pub struct Transcript {
    /// Whether it ended well.
    pub success: bool,
    /// Both of its streams, without colours.
    pub text: String,
}

/// Runs a program to its end, shows what it prints, and keeps it.
pub fn tee(command: &mut Command) -> Result<Transcript> {
    let name = describe(command);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().with_context(|| format!("starting {name}"))?;
    let output = child.stdout.take().context("no output")?;
    let errors = child.stderr.take().context("no errors")?;
    let output = thread::spawn(move || copy(output, std::io::stdout()));
    let errors = thread::spawn(move || copy(errors, std::io::stderr()));
    let status = wait(child)?;
    let mut bytes = Vec::new();
    for stream in [output, errors] {
        bytes.extend(stream.join().ok().context("a reader of the output panicked")?);
    }
    Ok(Transcript { success: status.success(), text: without_colours(&String::from_utf8_lossy(&bytes)) })
}

/// Runs a program to its end and keeps what it prints, showing nothing.
pub fn capture(command: &mut Command) -> Result<Transcript> {
    let name = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {name}"))?;
    let bytes = [output.stdout, output.stderr].concat();
    Ok(Transcript { success: output.status.success(), text: without_colours(&String::from_utf8_lossy(&bytes)) })
}

/// Copies one stream to another as it comes, and keeps it. A terminal that went away ends only the showing.
fn copy(mut from: impl Read, mut to: impl Write) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        let _ = to.write_all(&buffer[..length]).and_then(|()| to.flush());
        kept.extend_from_slice(&buffer[..length]);
    }
    kept
}

fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            let _ = rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

/// Waits for a child; after Ctrl-C it is asked to end.
fn wait(mut child: Child) -> Result<ExitStatus> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if interrupted() {
            stop(&mut child, Signal::SIGTERM);
            bail!("interrupted");
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// Asks a child to end, and ends it if it will not. One that has ended is left alone: its number may be another's by now.
fn stop(child: &mut Child, signal: Signal) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    if let Ok(pid) = i32::try_from(child.id()) {
        let _ = kill(Pid::from_raw(pid), signal);
    }
    let patience = Instant::now() + Duration::from_secs(8);
    while Instant::now() < patience {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// A command that dies with this program, however this program dies (where the machine has `setpriv`).
pub fn dependent(program: impl AsRef<OsStr>) -> Command {
    if env::find_program("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

/// A program in the background. Dropping it stops it.
pub struct Service {
    name: String,
    child: Child,
    signal: Signal,
    log: PathBuf,
}

impl Service {
    /// Starts a program; what it prints goes into a file.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| format!("creating {}", log.display()))?;
        // The open end of its input is how a child may learn that this program is gone.
        command.stdin(Stdio::piped()).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().with_context(|| format!("starting {}", describe(command)))?;
        Ok(Self { name: name.to_owned(), child, signal: Signal::SIGTERM, log: log.to_owned() })
    }

    /// The signal that ends it, where it is not SIGTERM.
    pub fn ended_by(mut self, signal: Signal) -> Self {
        self.signal = signal;
        self
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it without a word, as a power cut does. It must have lived until then.
    pub fn die(mut self) -> Result<()> {
        if !self.is_running() {
            bail!("{} ended by itself:\n{}", self.name, self.last_words());
        }
        self.child.kill()?;
        self.child.wait().map(drop).with_context(|| format!("ending {}", self.name))
    }

    /// Waits until an address answers 200.
    pub fn await_ready(&mut self, url: &str, patience: Duration) -> Result<()> {
        let name = self.name.clone();
        self.await_that(patience, || http::answers(url)).with_context(|| format!("{name} did not get ready at {url}"))
    }

    /// Waits until something is true of the running program. A program that ended is an error.
    pub fn await_that(&mut self, patience: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
        let deadline = Instant::now() + patience;
        loop {
            if ready() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended ({status}):\n{}", self.name, self.last_words());
            }
            if interrupted() {
                bail!("interrupted");
            }
            if Instant::now() > deadline {
                bail!("{} took longer than {} s:\n{}", self.name, patience.as_secs(), self.last_words());
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether it is still running.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The file of its log.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// Its log so far.
    pub fn words(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let text = self.words();
        let lines: Vec<&str> = text.lines().collect();
        let first = lines.len().saturating_sub(40);
        format!("--- {} ---\n{}", self.log.display(), lines[first..].join("\n"))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        stop(&mut self.child, self.signal);
    }
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.take(4).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_a_transcript() {
        assert_eq!(without_colours("\u{1b}[1;32mok\u{1b}[0m 3 passed"), "ok 3 passed");
    }

    #[test]
    fn both_streams_and_the_outcome_are_kept() {
        let transcript = tee(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap();
        assert!(!transcript.success);
        assert_eq!(transcript.text, "out\nerr\n");
    }

    #[test]
    fn a_dropped_service_is_gone() {
        let log = std::env::temp_dir().join(format!("lectern-service-{}.log", std::process::id()));
        let service = Service::start("sleep", Command::new("sleep").arg("60"), &log).unwrap();
        let pid = Pid::from_raw(i32::try_from(service.pid()).unwrap());
        drop(service);
        assert!(kill(pid, None).is_err());
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn only_what_lives_can_die() {
        let log = std::env::temp_dir().join(format!("lectern-death-{}.log", std::process::id()));
        let start = |program: &str| Service::start("shell", Command::new("sh").args(["-c", program]), &log).unwrap();
        start("sleep 60").die().unwrap();
        let mut ended = start("true");
        while ended.is_running() {
            thread::sleep(Duration::from_millis(5));
        }
        assert!(ended.die().is_err());
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn a_service_that_ends_early_says_why() {
        let log = std::env::temp_dir().join(format!("lectern-early-{}.log", std::process::id()));
        let mut service = Service::start("shell", Command::new("sh").args(["-c", "echo no such port; exit 1"]), &log).unwrap();
        let error = service.await_that(Duration::from_secs(5), || false).unwrap_err();
        assert!(error.to_string().contains("no such port"), "{error}");
        std::fs::remove_file(log).unwrap();
    }
}
