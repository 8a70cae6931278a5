//! The history of the schema. One change a file, up and down, the same SQL on SQLite and PostgreSQL.
//!
//! Column types that the databases name differently are written as `@uuid`, `@time`, `@bytes`, `@json`, `@number` and `@bytewise`;
//! see [`dialect`]. States are text with a `CHECK`. What must never be is made impossible here, not only in code.
//!
//! During an upgrade the version before still runs: a change only adds, and one with which that version could not work has a name
//! that ends in `_breaking`, so that it refuses instead of doing harm.

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

mod dialect;
mod m0001_identity;
mod m0002_course;
mod m0003_offers;
mod m0004_orders;
mod m0005_payments;
mod m0006_access;
mod m0007_work;
mod m0008_audit;
mod m0009_payment_methods;
mod m0010_funnel;
mod m0011_coupons;
mod m0012_scarcity;
mod m0013_invoices;
mod m0014_care;
mod m0015_refunds;
mod m0016_charges;
mod m0017_learning;
mod m0018_attachments;
mod m0019_questions;
mod m0020_notes;
mod m0021_certificates;
mod m0022_mail_preferences;
mod m0023_search;
mod m0024_admin;
mod m0025_first_run;
mod m0026_item_offers;
mod m0027_curriculum;
mod m0028_landing;
mod m0029_positions_by_video;
mod m0030_offer_changes;
mod m0031_terms;
mod m0032_numbers;
mod m0033_question_words;
mod m0034_passwords;
mod m0035_limits;
mod m0036_csp_reports;
mod m0037_erasure;
mod m0038_audience;
mod m0041_page_versions;
mod m0042_second_factor;
mod m0044_address_changes;
mod m0046_payment_fees;
mod m0048_imported_pictures;
mod m0050_job_causes;
mod m0051_built_files;
mod m0052_lesson_rule_versions;
mod m0053_quotes_by_end;
mod m0054_restorations;

/// Applies and takes back the changes, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_identity::Migration),
            Box::new(m0002_course::Migration),
            Box::new(m0003_offers::Migration),
            Box::new(m0004_orders::Migration),
            Box::new(m0005_payments::Migration),
            Box::new(m0006_access::Migration),
            Box::new(m0007_work::Migration),
            Box::new(m0008_audit::Migration),
            Box::new(m0009_payment_methods::Migration),
            Box::new(m0010_funnel::Migration),
            Box::new(m0011_coupons::Migration),
            Box::new(m0012_scarcity::Migration),
            Box::new(m0013_invoices::Migration),
            Box::new(m0014_care::Migration),
            Box::new(m0015_refunds::Migration),
            Box::new(m0016_charges::Migration),
            Box::new(m0017_learning::Migration),
            Box::new(m0026_item_offers::Migration),
            Box::new(m0029_positions_by_video::Migration),
            Box::new(m0019_questions::Migration),
            Box::new(m0020_notes::Migration),
            Box::new(m0021_certificates::Migration),
            Box::new(m0022_mail_preferences::Migration),
            Box::new(m0023_search::Migration),
            Box::new(m0018_attachments::Migration),
            Box::new(m0024_admin::Migration),
            Box::new(m0033_question_words::Migration),
            Box::new(m0032_numbers::Migration),
            Box::new(m0027_curriculum::Migration),
            Box::new(m0028_landing::Migration),
            Box::new(m0030_offer_changes::Migration),
            Box::new(m0031_terms::Migration),
            Box::new(m0025_first_run::Migration),
            Box::new(m0041_page_versions::Migration),
            Box::new(m0034_passwords::Migration),
            Box::new(m0035_limits::Migration),
            Box::new(m0036_csp_reports::Migration),
            Box::new(m0037_erasure::Migration),
            Box::new(m0038_audience::Migration),
            Box::new(m0042_second_factor::Migration),
            Box::new(m0044_address_changes::Migration),
            Box::new(m0046_payment_fees::Migration),
            Box::new(m0048_imported_pictures::Migration),
            Box::new(m0050_job_causes::Migration),
            Box::new(m0051_built_files::Migration),
            Box::new(m0052_lesson_rule_versions::Migration),
            Box::new(m0053_quotes_by_end::Migration),
            Box::new(m0054_restorations::Migration),
        ]
    }
}
