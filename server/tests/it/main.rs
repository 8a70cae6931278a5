//! The whole program over real HTTP, on SQLite and on PostgreSQL, against the payment sandbox.

mod support;

mod buying;
mod faults;
mod learning;
mod races;
mod sign_in;
mod walls;
