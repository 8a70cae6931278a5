//! Hashes of passwords: Argon2id at the cost that OWASP names, and never more of them at once than the machine can bear.

use crate::error::{Fault, Result};
use app::api::ApiError;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Each hash fills so much memory, in KiB.
const MEMORY: u32 = 19 * 1024;
/// It goes over it so often.
const ROUNDS: u32 = 2;
/// On so many processors.
const LANES: u32 = 1;
/// So many hashes are made at once: two hundred people who sign in together take 38 MiB, and not 4 GiB.
const AT_ONCE: usize = 2;
/// Who has not come to their turn by then is asked to try again.
const PATIENCE: Duration = Duration::from_secs(8);

/// The hash of a password that nobody has. It is compared where there is no other, so that this takes as long.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHkgMA$dGhlIGhhc2ggdGhhdCBubyBwYXNzd29yZCBoYXM6IDM";

/// Makes and compares hashes, a few at a time.
pub struct Passwords {
    turns: Arc<Semaphore>,
    counters: Arc<Counters>,
}

#[derive(Default)]
struct Counters {
    hashes: AtomicUsize,
    running: AtomicUsize,
    most_at_once: AtomicUsize,
}

/// What hashing has taken since the program started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// How many hashes were computed.
    pub hashes: usize,
    /// How many of them at the same time, at most.
    pub most_at_once: usize,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), counters: Arc::default() }
    }
}

impl Passwords {
    /// Hashes a password with a salt. [`ApiError::Busy`] where too many wait.
    pub async fn hash(&self, password: SecretString, salt: [u8; 16]) -> Result<String> {
        let hashed = self.in_turn(move || {
            let hash = argon2()?.hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|error| Fault::stored(format!("password hash: {error}")))
        });
        hashed.await?
    }

    /// Whether a password is the one of a hash. Without a hash it is not, and that takes as long. [`ApiError::Busy`] where too many wait.
    pub async fn fits(&self, password: SecretString, phc: Option<String>) -> Result<bool> {
        let compared = self.in_turn(move || {
            let known = phc.is_some();
            let phc = phc.as_deref().unwrap_or(NOBODYS);
            let same = argon2()?.verify_password(password.expose_secret().as_bytes(), phc).is_ok();
            Ok(same && known)
        });
        compared.await?
    }

    /// Whether a hash was made at another cost than hashes are made now.
    pub fn is_outdated(phc: &str) -> bool {
        !phc.starts_with(&format!("$argon2id$v=19$m={MEMORY},t={ROUNDS},p={LANES}$"))
    }

    /// What was spent so far.
    pub fn spent(&self) -> Spent {
        Spent { hashes: self.counters.hashes.load(Relaxed), most_at_once: self.counters.most_at_once.load(Relaxed) }
    }

    /// The turn goes with the work, which nobody can stop once it has begun, even where who asked for it is gone.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| ApiError::Busy)?.map_err(|_| ApiError::Busy)?;
        let counters = self.counters.clone();
        let done = tokio::task::spawn_blocking(move || {
            let running = counters.running.fetch_add(1, Relaxed) + 1;
            counters.most_at_once.fetch_max(running, Relaxed);
            let done = work();
            counters.running.fetch_sub(1, Relaxed);
            counters.hashes.fetch_add(1, Relaxed);
            drop(turn);
            done
        });
        done.await.map_err(|error| Fault::stored(format!("password hash: {error}")))
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let cost = Params::new(MEMORY, ROUNDS, LANES, None).map_err(|error| Fault::stored(format!("password hash: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a hash costs, as it says itself.
    fn cost(phc: &str) -> Vec<&str> {
        phc.split('$').take(4).collect()
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_alone_to_the_last_of_its_letters() {
        let passwords = Passwords::default();
        let long = format!("{}a", "ä".repeat(127));
        let phc = passwords.hash(long.clone().into(), [7; 16]).await.expect("hashing works");
        assert_ne!(phc, passwords.hash(long.clone().into(), [8; 16]).await.expect("hashing works"), "the salt counts");
        for (typed, expected) in [(long.as_str(), true), (&format!("{}b", "ä".repeat(127)), false), ("", false), (&phc, false)] {
            assert_eq!(passwords.fits(typed.to_owned().into(), Some(phc.clone())).await.expect("comparing works"), expected, "{typed}");
        }
    }

    #[tokio::test]
    async fn nobodys_hash_costs_as_much_as_any_and_lets_nobody_in() {
        let passwords = Passwords::default();
        let phc = passwords.hash("some password".to_owned().into(), [7; 16]).await.expect("hashing works");
        assert_eq!(cost(NOBODYS), cost(&phc));
        assert_eq!(cost(NOBODYS), ["", "argon2id", "v=19", "m=19456,t=2,p=1"]);
        assert_eq!(NOBODYS.len(), phc.len(), "its salt and its hash are as long");
        let before = passwords.spent().hashes;
        assert!(!passwords.fits("some password".to_owned().into(), None).await.expect("comparing works"));
        assert_eq!(passwords.spent().hashes, before + 1);
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_fits_and_is_outdated() {
        let older = argon2::Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8 * 1024, 1, 1, None).expect("a cost"));
        let older = older.hash_password_with_salt(b"some password", &[7; 16]).expect("hashing works").to_string();
        let passwords = Passwords::default();
        assert!(passwords.fits("some password".to_owned().into(), Some(older.clone())).await.expect("comparing works"));
        assert!(Passwords::is_outdated(&older) && Passwords::is_outdated(""));
        let newer = passwords.hash("some password".to_owned().into(), [7; 16]).await.expect("hashing works");
        assert!(!Passwords::is_outdated(&newer) && !Passwords::is_outdated(NOBODYS));
    }

    #[tokio::test]
    async fn a_hash_that_cannot_be_read_fits_nothing() {
        for broken in ["", "$argon2id$", "plain", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA"] {
            assert!(!Passwords::default().fits("plain".to_owned().into(), Some(broken.to_owned())).await.expect("comparing works"));
        }
    }
}
