//! Everything that the program answers to × everybody who may ask × every way to ask. Generated from what is registered: a function
//! or a route without a row fails.

mod cross_site;
mod hostile;
pub mod inventory;
pub mod routes;
mod who;
mod world;

/// An id that nothing has.
const NOBODY: &str = "0190b5a8-0000-7000-8000-000000000001";

/// Folders of functions that only admins know of.
fn of_panel(function: &str) -> bool {
    ["admin/", "curriculum/", "files/"].iter().any(|folder| function.starts_with(folder))
}
