//! The tables as SeaORM entities, one file a table. What the columns mean is written in the migrations.

#![expect(missing_docs, reason = "the migration that makes a column says what it means")]

pub mod address_correction;
pub mod audit_entry;
pub mod course;
pub mod dispute;
pub mod grant;
pub mod hold;
pub mod hold_count;
pub mod hold_limit;
pub mod invoice;
pub mod invoice_buyer;
pub mod invoice_line;
pub mod invoice_series;
pub mod job;
pub mod lease;
pub mod lesson;
pub mod lesson_progress;
pub mod mail;
pub mod module;
pub mod offer;
pub mod offer_extension;
pub mod order;
pub mod order_event;
pub mod order_item;
pub mod order_source;
pub mod payment;
pub mod payment_attempt;
pub mod price_segment;
pub mod price_tier;
pub mod product;
pub mod provider_customer;
pub mod quote;
pub mod quote_line;
pub mod quote_tax;
pub mod refund;
pub mod refund_item;
pub mod reminder;
pub mod seat_invite;
pub mod session;
pub mod sign_in_link;
pub mod site_text;
pub mod user;
pub mod waitlist_entry;
pub mod webhook_event;
