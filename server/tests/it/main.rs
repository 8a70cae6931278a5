//! The whole program over real HTTP, on SQLite and on PostgreSQL, against the payment sandbox.

mod support;

mod buying;
mod faults;
mod learning;
mod process;
mod races;
mod schema;
mod sign_in;
mod site_file;
mod walls;
mod webhooks;
