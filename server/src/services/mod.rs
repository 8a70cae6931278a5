//! The business. These implement the ports that the pages ask.

pub mod access;
pub mod account;
pub mod addresses;
pub mod admin;
pub mod attempts;
pub mod audience;
pub mod audit;
pub mod backup;
pub mod built_files;
pub mod catalog;
pub mod certificates;
pub mod checkout;
pub mod clock_jumps;
pub mod consent;
pub mod correction;
pub mod coupon_desk;
pub mod coupons;
pub mod course_folder;
pub mod csp_reports;
pub mod curriculum;
pub mod disputes;
pub mod doctor;
pub mod effects;
pub mod expiry;
pub mod exports;
pub mod fees;
pub mod files;
pub mod funnel;
pub mod history;
pub mod hold_limits;
pub mod identity;
pub mod invoices;
pub mod invoicing;
pub mod landing;
pub mod learning;
pub mod limits;
pub mod machine;
pub mod mails;
pub mod notes;
pub mod numbers;
pub mod offers;
pub mod on_its_way;
pub mod order_rows;
pub mod order_words;
pub mod orders;
pub mod outbox;
pub mod passwords;
pub mod payments;
pub mod people;
pub mod preview;
pub mod prices;
pub mod privacy;
pub mod proof;
pub mod questions;
pub mod quoting;
pub mod reconcile;
pub mod refunds;
pub mod reminders;
pub mod restoration;
pub mod search;
pub mod second_factor;
pub mod seed;
pub mod selection;
pub mod sessions;
pub mod settlement;
pub mod setup;
pub mod shop;
pub mod sitemap;
pub mod surplus;
pub mod terms;
pub mod truth;
pub mod typed;
pub mod visits;
pub mod vitals;
pub mod waitlist;

use crate::core::Core;
use app::api::ports::Services;
use std::sync::Arc;

/// The services over one core.
pub fn all(core: &Arc<Core>) -> Services {
    Services {
        catalog: Arc::new(catalog::CatalogService(core.clone())),
        checkout: Arc::new(checkout::CheckoutService(core.clone())),
        orders: Arc::new(orders::OrdersService(core.clone())),
        invoices: Arc::new(invoices::InvoicesService(core.clone())),
        identity: Arc::new(identity::IdentityService(core.clone())),
        learning: Arc::new(learning::LearningService(core.clone())),
        admin: Arc::new(admin::AdminService(core.clone())),
        refunds: Arc::new(refunds::RefundService(core.clone())),
        waitlist: Arc::new(waitlist::WaitlistService(core.clone())),
        funnel: Arc::new(funnel::FunnelService(core.clone())),
        account: Arc::new(account::AccountService(core.clone())),
        addresses: Arc::new(addresses::AddressesService(core.clone())),
        passwords: Arc::new(passwords::PasswordsService(core.clone())),
        second_factor: Arc::new(second_factor::SecondFactorService(core.clone())),
        sessions: Arc::new(sessions::SessionsService(core.clone())),
        mails: Arc::new(mails::MailsService(core.clone())),
        search: Arc::new(search::SearchService(core.clone())),
        questions: Arc::new(questions::QuestionsService(core.clone())),
        question_desk: Arc::new(questions::DeskService(core.clone())),
        curriculum: Arc::new(curriculum::CurriculumService(core.clone())),
        files: Arc::new(files::FilesService(core.clone())),
        notes: Arc::new(notes::NotesService(core.clone())),
        certificates: Arc::new(certificates::CertificatesService(core.clone())),
        people: Arc::new(people::PeopleService(core.clone())),
        machine: Arc::new(machine::MachineService(core.clone())),
        numbers: Arc::new(numbers::NumbersService(core.clone())),
        landing: Arc::new(landing::LandingService::new(core.clone())),
        offer_desk: Arc::new(offers::OfferDeskService(core.clone())),
        coupon_desk: Arc::new(coupon_desk::CouponDeskService(core.clone())),
        terms: Arc::new(terms::TermsService(core.clone())),
        setup: Arc::new(setup::SetupService(core.clone())),
        preview: Arc::new(preview::PreviewService::over(core)),
        privacy: Arc::new(privacy::PrivacyService(core.clone())),
    }
}
