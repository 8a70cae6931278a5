//! The whole program over real HTTP, on SQLite and on PostgreSQL, against the payment sandbox.

mod support;

mod buying;
mod checkout_page;
mod clock_jumps;
mod consent;
mod correction;
mod coupons;
mod currencies;
mod disputes;
mod faults;
mod foreign_orders;
mod funnel;
mod hold_limits;
mod hosted;
mod invoices;
mod learning;
mod mails;
mod on_its_way;
mod paypal;
mod prices;
mod process;
mod questions;
mod races;
mod refunds;
mod reminders;
mod replicas;
mod schema;
mod search;
mod sign_in;
mod site_file;
mod sources;
mod truth;
mod waitlist;
mod walls;
mod webhooks;
