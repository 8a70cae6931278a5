//! The panel: lists, numbers, and forms. The server alone draws it; what scripts do there is in `enhance`.

mod access_page;
mod add_person;
mod audit_page;
mod badge;
mod copy_link;
mod coupons;
mod csp_reports_page;
mod doctor_page;
mod extend_sale;
mod figure;
mod filters;
mod funnel;
mod import_page;
mod import_report;
mod job_row;
mod jobs_page;
mod listed;
mod mail_list;
mod mail_page;
mod mails_page;
mod money;
mod next_steps;
mod numbers;
mod offers;
mod order_page;
mod order_table;
mod orders_page;
mod overview;
mod people_page;
mod person;
mod preview_page;
mod questions;
mod reconciliation_page;
mod refund_page;
mod standing;
mod state_badge;
mod terms;
mod timeline;
mod turner;
mod typed;
mod webhook_page;
mod webhooks_page;

use super::shell::Shell;
use super::{NotFound, chosen, done, refused};
use crate::components::{PageTitle, Toasts};
use access_page::AccessPage;
use add_person::AddPersonPage;
use audit_page::AuditPage;
use coupons::{AddCouponPage, CouponPage, CouponsPage};
use csp_reports_page::CspReportsPage;
use doctor_page::DoctorPage;
use funnel::FunnelPage;
use import_page::ImportPage;
use import_report::ImportReport;
use jobs_page::JobsPage;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use mail_page::MailPage;
use mails_page::MailsPage;
use numbers::NumbersPage;
use offers::{AddOfferPage, OfferPage, OffersPage};
use order_page::OrderPage;
use orders_page::OrdersPage;
use overview::Overview;
use people_page::PeoplePage;
use person::PersonPage;
use preview_page::PreviewPage;
use questions::{QuestionPage, QuestionsPage};
use reconciliation_page::ReconciliationPage;
use refund_page::RefundPage;
use terms::{TaxesPage, TermsPage};
use webhook_page::WebhookPage;
use webhooks_page::WebhooksPage;

/// The root of the panel.
#[component]
pub fn AdminRoot() -> impl IntoView {
    provide_meta_context();
    view! {
        <PageTitle text="Admin" />
        <Router>
            <Shell desk=false>
                <Routes fallback=NotFound>
                    <Route path=path!("/admin") view=Overview ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders") view=OrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/numbers") view=NumbersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/access") view=AccessPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders/:id") view=OrderPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/questions") view=QuestionsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/questions/:id") view=QuestionPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders/:id/refund") view=RefundPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/offers") view=OffersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/offers/new") view=AddOfferPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/offers/:id") view=OfferPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/coupons") view=CouponsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/coupons/new") view=AddCouponPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/coupons/:code") view=CouponPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/funnel") view=FunnelPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/terms") view=TermsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/taxes") view=TaxesPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/people") view=PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("/admin/people/new") view=AddPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/people/import") view=ImportPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/people/import/:id") view=ImportReport ssr=SsrMode::Async />
                    <Route path=path!("/admin/people/:id") view=PersonPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/reconciliation") view=ReconciliationPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/webhooks") view=WebhooksPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/webhooks/:provider/:event") view=WebhookPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mails") view=MailsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mails/:id") view=MailPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/audit") view=AuditPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/preview") view=PreviewPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/browser-reports") view=CspReportsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/doctor") view=DoctorPage ssr=SsrMode::Async />
                </Routes>
            </Shell>
        </Router>
        <Toasts />
    }
}
