//! Starts a shop with its own database and its own sandbox, and checks on the way out that all ledgers agree.

pub mod browser;
pub mod clock;
pub mod database;
pub mod fleet;
pub mod ledger;
pub mod memory;
pub mod own_postgres;
pub mod paypal;
pub mod pictures;
pub mod process;
pub mod sandbox;
pub mod shop;
pub mod signing;
pub mod small_disk;
pub mod storage;
pub mod template;

pub use browser::Browser;
pub use database::Kind;
pub use shop::{Plan, Shop};

/// Makes a test run on both databases: `on_both!(a_name, |shop| async move { … })`, with a plan where one is wanted.
#[macro_export]
macro_rules! on_both {
    ($name:ident, $body:expr) => {
        $crate::on_both!($name, $crate::support::Plan::default(), $body);
    };
    ($name:ident, $plan:expr, $body:expr) => {
        async fn $name(kind: $crate::support::Kind) {
            $crate::support::shop::run(kind, $plan, $body).await;
        }

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name($crate::support::Kind::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                super::$name($crate::support::Kind::Postgres).await;
            }
        }
    };
}

/// Waits until `condition` holds; a test that waits in vain fails with `what`.
pub async fn eventually<F, W>(what: &str, mut condition: W)
where
    W: FnMut() -> F,
    F: Future<Output = bool>,
{
    for _ in 0..600 {
        if condition().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("waited 30 s in vain: {what}");
}
