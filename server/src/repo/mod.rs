//! Every query of the program. Functions take `&impl ConnectionTrait`, so that they run alone or inside a transaction.

pub mod care;
pub mod catalog;
pub mod consents;
pub mod content;
pub mod coupons;
pub mod db;
pub mod funnel;
pub mod grants;
pub mod hold_limits;
pub mod holds;
pub mod identity;
pub mod invoices;
pub mod jobs;
pub mod learning;
pub mod mails;
pub mod orders;
pub mod ownership;
pub mod payments;
pub mod prices;
pub mod refunds;
pub mod rows;
pub mod seed;
pub mod taxes;
pub mod truth;
pub mod waitlist;
pub mod webhooks;
