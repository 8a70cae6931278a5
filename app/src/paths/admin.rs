//! The panel.

use super::{LocalPath, below, fixed, later, with_query};
use crate::api::dto::Imagined;
use domain::ids::{AttachmentId, OfferId, RevisionId};

/// The admin panel.
pub fn admin() -> LocalPath {
    fixed("/admin")
}

/// The admin's list of orders.
pub fn admin_orders() -> LocalPath {
    fixed("/admin/orders")
}

/// A page of the panel with what is chosen on it; what is empty is left out.
pub fn admin_with(page: &LocalPath, query: &[(&str, &str)]) -> LocalPath {
    with_query(page.clone(), query)
}

/// The orders as a table to keep.
pub fn admin_orders_csv() -> LocalPath {
    fixed("/admin/orders.csv")
}

/// What a refund of an order would do, and the button that does it.
pub fn admin_refund(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/refund", admin_order(public_id)))
}

/// The creator's numbers.
pub fn admin_numbers() -> LocalPath {
    fixed("/admin/numbers")
}

/// One of the tables of the numbers, to keep.
pub fn admin_numbers_csv(table: &str) -> LocalPath {
    below("/admin/numbers/", &format!("{table}.csv"))
}

/// The admin's list of people.
pub fn admin_people() -> LocalPath {
    fixed("/admin/people")
}

/// The form that gives somebody access.
pub fn admin_add_person() -> LocalPath {
    fixed("/admin/people/new")
}

/// The students as a table to keep.
pub fn admin_people_csv() -> LocalPath {
    fixed("/admin/people.csv")
}

/// The form that takes a table of people.
pub fn admin_people_import() -> LocalPath {
    fixed("/admin/people/import")
}

/// The same after a table was refused.
pub fn admin_people_import_refused(problem: crate::api::error::Problem) -> LocalPath {
    use crate::api::error::Problem;
    let word = match problem {
        Problem::Missing => "missing",
        Problem::TooLong => "long",
        _ => "columns",
    };
    LocalPath(format!("{}?refused={word}", admin_people_import()))
}

/// Where the form of a table of people is posted to.
pub fn admin_people_upload() -> LocalPath {
    fixed("/admin/people/import/upload")
}

/// Where the archive of everything about a person is posted for.
pub fn admin_person_data(person: domain::ids::UserId) -> LocalPath {
    LocalPath(format!("{}/my-data.zip", admin_person(person)))
}

/// A table of people that was read, or imported.
pub fn admin_import(id: &str) -> LocalPath {
    below("/admin/people/import/", id)
}

/// One person in the admin panel.
pub fn admin_person(id: domain::ids::UserId) -> LocalPath {
    LocalPath(format!("/admin/people/{id}"))
}

/// Whether money and access agree.
pub fn admin_reconciliation() -> LocalPath {
    fixed("/admin/reconciliation")
}

/// The events of the providers.
pub fn admin_webhooks() -> LocalPath {
    fixed("/admin/webhooks")
}

/// One event of a provider.
pub fn admin_webhook(provider: &str, event: &str) -> LocalPath {
    below(&format!("{}/", below("/admin/webhooks/", provider)), event)
}

/// The jobs.
pub fn admin_jobs() -> LocalPath {
    fixed("/admin/jobs")
}

/// The mails.
pub fn admin_mails() -> LocalPath {
    fixed("/admin/mails")
}

/// One mail.
pub fn admin_mail(id: &str) -> LocalPath {
    below("/admin/mails/", id)
}

/// One mail as its reader sees it.
pub fn admin_mail_html(id: &str) -> LocalPath {
    LocalPath(format!("{}/html", admin_mail(id)))
}

/// The audit log.
pub fn admin_audit_log() -> LocalPath {
    fixed("/admin/audit")
}

/// What browsers report.
pub fn admin_csp_reports() -> LocalPath {
    fixed("/admin/browser-reports")
}

/// Whether everything works.
pub fn admin_doctor() -> LocalPath {
    fixed("/admin/doctor")
}

/// Why a person can or cannot enter, in the admin panel.
pub fn admin_access() -> LocalPath {
    fixed("/admin/access")
}

/// One order in the admin panel.
pub fn admin_order(public_id: &str) -> LocalPath {
    below("/admin/orders/", public_id)
}

/// The questions in the admin panel.
pub fn admin_question_list() -> LocalPath {
    fixed("/admin/questions")
}

/// Questions in the admin panel: which ones, what they are searched for, and the page, from 1.
pub fn admin_questions(show: &str, search: &str, page: u32) -> LocalPath {
    with_query(admin_question_list(), &[("show", show), ("q", search), ("page", &later(page))])
}

/// One question in the admin panel.
pub fn admin_question(id: &str) -> LocalPath {
    below("/admin/questions/", id)
}

/// A page of a question's answers in the admin panel, from 1.
pub fn admin_question_page(id: &str, page: u32) -> LocalPath {
    with_query(admin_question(id), &[("page", &later(page))])
}

/// The sales page in the admin panel.
pub fn admin_landing() -> LocalPath {
    fixed("/admin/landing")
}

/// The same at one of its sections, after something was done.
pub fn admin_landing_at(section: &str, done: &str) -> LocalPath {
    LocalPath(format!("{}#{section}", admin_with(&admin_landing(), &[("done", done)])))
}

/// One section of the sales page in the admin panel.
pub fn admin_landing_section(section: &str) -> LocalPath {
    below("/admin/landing/sections/", section)
}

/// The same after a form without scripts sent a picture; `outcome` says what came of it.
pub fn admin_landing_after_picture(section: &str, outcome: &str) -> LocalPath {
    with_query(admin_landing_section(section), &[("picture", outcome)])
}

/// Takes a picture for a section of the sales page.
pub fn admin_landing_picture(section: &str) -> LocalPath {
    LocalPath(format!("{}/picture", admin_landing_section(section)))
}

/// The versions of the sales page.
pub fn admin_landing_versions() -> LocalPath {
    fixed("/admin/landing/versions")
}

/// The sales page as the draft, or a version, has it.
pub fn admin_landing_preview(version: Option<u32>) -> LocalPath {
    let number = version.map(|number| number.to_string()).unwrap_or_default();
    with_query(fixed("/admin/landing/preview"), &[("version", &number)])
}

/// The lessons in the admin panel.
pub fn admin_lessons() -> LocalPath {
    fixed("/admin/lessons")
}

/// One lesson in the admin panel.
pub fn admin_lesson(slug: &str) -> LocalPath {
    below("/admin/lessons/", slug)
}

/// The same after something was done; `done` is its name.
pub fn admin_lesson_done(slug: &str, done: &str) -> LocalPath {
    with_query(admin_lesson(slug), &[("done", done)])
}

/// The same after its words were saved: for later, or for students. If somebody else had saved meanwhile, both texts instead.
pub fn after_saving(slug: &str, set_aside: Option<RevisionId>, unshown: bool) -> LocalPath {
    match set_aside {
        Some(revision) => with_query(admin_revision(slug, revision), &[("done", "conflict")]),
        None => admin_lesson_done(slug, if unshown { "kept" } else { "saved" }),
    }
}

/// What the words of a lesson were.
pub fn admin_history(slug: &str) -> LocalPath {
    LocalPath(format!("{}/history", admin_lesson(slug)))
}

/// One state of them.
pub fn admin_revision(slug: &str, revision: RevisionId) -> LocalPath {
    LocalPath(format!("{}/{revision}", admin_history(slug)))
}

/// Takes a picture for the text of a lesson.
pub fn admin_pictures(slug: &str) -> LocalPath {
    LocalPath(format!("{}/pictures", admin_lesson(slug)))
}

/// What [`admin_lesson_after_upload`] says of a file that was taken.
pub const UPLOADED: &str = "done";
/// What it says where the place for files does not answer.
pub const UNAVAILABLE: &str = "unavailable";

/// The same after a form without scripts sent a file; `outcome` says what came of it.
pub fn admin_lesson_after_upload(slug: &str, outcome: &str) -> LocalPath {
    below(&format!("{}?upload=", admin_lesson(slug)), outcome)
}

/// Takes another file for a lesson.
pub fn admin_upload(lesson: &str) -> LocalPath {
    LocalPath(format!("{}/uploads", admin_lesson(lesson)))
}

/// Takes other content for a file.
pub fn admin_replace(lesson: &str, file: AttachmentId) -> LocalPath {
    LocalPath(format!("{}/uploads/{file}", admin_lesson(lesson)))
}

/// A file of any lesson.
pub fn admin_file(lesson: &str, file: AttachmentId) -> LocalPath {
    LocalPath(format!("{}/files/{file}", admin_lesson(lesson)))
}

/// What is for sale.
pub fn admin_offers() -> LocalPath {
    fixed("/admin/offers")
}

/// The form for another offer.
pub fn admin_add_offer() -> LocalPath {
    fixed("/admin/offers/new")
}

/// One offer.
pub fn admin_offer(id: OfferId) -> LocalPath {
    LocalPath(format!("/admin/offers/{id}"))
}

/// The coupons.
pub fn admin_coupons() -> LocalPath {
    fixed("/admin/coupons")
}

/// The form for another coupon.
pub fn admin_add_coupon() -> LocalPath {
    fixed("/admin/coupons/new")
}

/// One coupon.
pub fn admin_coupon(code: &str) -> LocalPath {
    below("/admin/coupons/", code)
}

/// The funnel.
pub fn admin_funnel() -> LocalPath {
    fixed("/admin/funnel")
}

/// The refund promise and the words of the consent.
pub fn admin_terms() -> LocalPath {
    fixed("/admin/terms")
}

/// The taxes.
pub fn admin_taxes() -> LocalPath {
    fixed("/admin/taxes")
}

/// The form of the preview.
pub fn admin_preview() -> LocalPath {
    fixed("/admin/preview")
}

/// The form of the preview, filled in.
pub fn admin_preview_again(imagined: &Imagined) -> LocalPath {
    imagining(admin_preview(), imagined)
}

/// The sales page as it is imagined.
pub fn admin_preview_landing(imagined: &Imagined) -> LocalPath {
    imagining(fixed("/admin/preview/landing"), imagined)
}

/// The checkout as it is imagined.
pub fn admin_preview_checkout(imagined: &Imagined) -> LocalPath {
    imagining(fixed("/admin/preview/checkout"), imagined)
}

/// The dashboard as it is imagined.
pub fn admin_preview_learn(imagined: &Imagined) -> LocalPath {
    imagining(fixed("/admin/preview/learn"), imagined)
}

/// A lesson as it is imagined.
pub fn admin_preview_lesson(slug: &str, imagined: &Imagined) -> LocalPath {
    imagining(below("/admin/preview/learn/", slug), imagined)
}

fn imagining(page: LocalPath, imagined: &Imagined) -> LocalPath {
    let query = imagined.query();
    with_query(page, &query.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}
