//! Texts that nobody would type, thrown at whatever reads what strangers send: nothing may panic, and nothing may pass that is not
//! exactly right. A short run is a part of every test run; `PROPTEST_CASES` makes it as long as one likes.

mod file_names;
mod markdown;
mod money;
mod texts;
mod tokens;
mod webhooks;

use crate::config::{Settings, from_variables};

/// The settings of a desk.
fn settings() -> Settings {
    from_variables(&std::collections::HashMap::new(), "127.0.0.1:3000").expect("defaults are valid")
}
