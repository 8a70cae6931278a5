//! Every address of the site, typed. No other file spells one out.

use domain::ids::AttachmentId;
use std::fmt::Display;

/// An address of a page of this site, beginning with `/`. It can only be made here, so it never leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for LocalPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<LocalPath> for String {
    fn from(path: LocalPath) -> Self {
        path.0
    }
}

fn fixed(path: &str) -> LocalPath {
    LocalPath(path.to_owned())
}

/// One segment below a folder; what could leave the segment is percent-encoded.
fn below(folder: &str, segment: &str) -> LocalPath {
    let mut path = String::from(folder);
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let hex = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
            path.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    LocalPath(path)
}

/// The sales page.
pub fn home() -> LocalPath {
    fixed("/")
}

/// A free preview lesson.
pub fn preview(slug: &str) -> LocalPath {
    below("/preview/", slug)
}

/// A legal page: `terms`, `privacy`, `refunds`, `withdrawal`.
pub fn legal(slug: &str) -> LocalPath {
    below("/legal/", slug)
}

/// The checkout.
pub fn checkout() -> LocalPath {
    fixed("/checkout")
}

/// The checkout, with where the visitor came from and the code of a coupon.
pub fn checkout_from(source: &domain::source::Source, coupon: Option<&str>) -> LocalPath {
    let coupon = coupon.map(|code| format!("coupon={}", domain::source::encoded(code)));
    let query = [coupon.unwrap_or_default(), source.to_query()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
    if query.is_empty() { checkout() } else { LocalPath(format!("{}?{query}", checkout())) }
}

/// The offer's news as server-sent events.
pub fn offer_events() -> LocalPath {
    fixed("/offer/events")
}

/// The checkout with what is to be shown: a kept seat, a quote, a coupon's code.
pub fn checkout_with(query: &[(&str, Option<&str>)]) -> LocalPath {
    let mut path = String::from("/checkout");
    for (name, value) in query.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        let joint = if path.contains('?') { '&' } else { '?' };
        path = below(&format!("{path}{joint}{name}="), value).0;
    }
    LocalPath(path)
}

/// The checkout for a seat that is kept for somebody.
pub fn checkout_with_seat(token: &str) -> LocalPath {
    below("/checkout?seat=", token)
}

/// The waitlist.
pub fn waitlist() -> LocalPath {
    fixed("/waitlist")
}

/// The waitlist after joining it.
pub fn waitlist_joined() -> LocalPath {
    fixed("/waitlist?joined=1")
}

/// The page that asks whether to leave the waitlist.
pub fn waitlist_leave(token: &str) -> LocalPath {
    below("/waitlist?leave=", token)
}

/// The waitlist after leaving it.
pub fn waitlist_left() -> LocalPath {
    fixed("/waitlist?left=1")
}

/// An order, whatever its state.
pub fn order(public_id: &str) -> LocalPath {
    below("/orders/", public_id)
}

/// An order's address for a browser that has just paid: the page asks the provider at once.
pub fn order_after_payment(public_id: &str) -> LocalPath {
    LocalPath(format!("{}?redirect_status=succeeded", order(public_id)))
}

/// What the buyer may do about a refund of an order.
pub fn order_refund(public_id: &str) -> LocalPath {
    LocalPath(format!("{}?refund=1", order(public_id)))
}

/// The same after a person was asked.
pub fn refund_asked(public_id: &str) -> LocalPath {
    LocalPath(format!("{}?refund=asked", order(public_id)))
}

/// An order's news as server-sent events.
pub fn order_events(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/events", order(public_id)))
}

/// An order's invoice.
pub fn invoice(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/invoice", order(public_id)))
}

/// An order's invoice after its buyer was changed.
pub fn invoice_changed(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/invoice?changed=1", order(public_id)))
}

/// An order's invoice as a file.
pub fn invoice_pdf(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/invoice.pdf", order(public_id)))
}

/// An order's credit note as a file; `position` counts from 1.
pub fn credit_note_pdf(public_id: &str, position: u32) -> LocalPath {
    LocalPath(format!("{}/credit-notes/{position}.pdf", order(public_id)))
}

/// The sign-in page.
pub fn sign_in() -> LocalPath {
    fixed("/sign-in")
}

/// The sign-in page after a link was asked for.
pub fn sign_in_sent() -> LocalPath {
    fixed("/sign-in?sent=1")
}

/// The sign-in page after signing out.
pub fn signed_out() -> LocalPath {
    fixed("/sign-in?out=1")
}

/// The page that a sign-in link opens.
pub fn sign_in_link(token: &str) -> LocalPath {
    below("/sign-in/", token)
}

/// A person's own account.
pub fn account() -> LocalPath {
    fixed("/account")
}

/// Which mails a person wants, on the account.
pub fn account_mails() -> LocalPath {
    fixed("/account#mails")
}

/// The same after it was changed.
pub fn account_mails_saved() -> LocalPath {
    fixed("/account?mails=saved#mails")
}

/// The page that asks whether to end mails of a kind. A mail program that posts there ends them at once.
pub fn unsubscribe(token: &str) -> LocalPath {
    below("/mail/unsubscribe/", token)
}

/// The same page after they were ended.
pub fn unsubscribed(token: &str) -> LocalPath {
    LocalPath(format!("{}?done=1", unsubscribe(token)))
}

/// The dashboard.
pub fn learn() -> LocalPath {
    fixed("/learn")
}

/// A lesson.
pub fn lesson(slug: &str) -> LocalPath {
    below("/learn/", slug)
}

/// A lesson, with its video at a second.
pub fn lesson_at(slug: &str, second: u32) -> LocalPath {
    LocalPath(format!("{}?at={second}", lesson(slug)))
}

/// The questions about a lesson.
pub fn questions(slug: &str) -> LocalPath {
    LocalPath(format!("{}/questions", lesson(slug)))
}

/// A part of the questions about a lesson: their order, what they are searched for, and the page, from 1.
pub fn questions_page(slug: &str, order: &str, search: &str, page: u32) -> LocalPath {
    with_query(questions(slug), &[("order", order), ("q", search), ("page", &later(page))])
}

/// The form for a new question about a lesson.
pub fn ask(slug: &str) -> LocalPath {
    LocalPath(format!("{}/ask", questions(slug)))
}

/// A question with its answers.
pub fn question(slug: &str, id: &str) -> LocalPath {
    below(&format!("{}/", questions(slug)), id)
}

/// A page of a question's answers, from 1.
pub fn question_page(slug: &str, id: &str, page: u32) -> LocalPath {
    with_query(question(slug, id), &[("page", &later(page))])
}

/// A lesson, at one's notes.
pub fn lesson_notes(slug: &str) -> LocalPath {
    LocalPath(format!("{}#notes", lesson(slug)))
}

/// A student's own notes and bookmarks.
pub fn notes() -> LocalPath {
    fixed("/learn/notes")
}

/// A student's own notes of one lesson, by its slug; all where it is empty.
pub fn notes_of(lesson: &str) -> LocalPath {
    with_query(notes(), &[("lesson", lesson)])
}

/// A student's own note among those of its lesson.
pub fn note(lesson: &str, id: &str) -> LocalPath {
    below(&format!("{}#note-", notes_of(lesson)), id)
}

/// A page of a student's own notes: of a lesson, with some words in them; each may be empty.
pub fn notes_page(lesson: &str, search: &str, page: u32) -> LocalPath {
    with_query(notes(), &[("lesson", lesson), ("q", search), ("page", &later(page))])
}

/// All of a student's own notes as a file.
pub fn notes_file() -> LocalPath {
    fixed("/learn/notes.md")
}

/// One's own certificate.
pub fn own_certificate() -> LocalPath {
    fixed("/learn/certificate")
}

/// The same after the student chose something for it.
pub fn own_certificate_saved() -> LocalPath {
    fixed("/learn/certificate?saved=1")
}

/// A student's own certificate as a PDF.
pub fn own_certificate_pdf() -> LocalPath {
    fixed("/learn/certificate.pdf")
}

/// A student's own certificate as an SVG; `version` names what is drawn, for browsers that remember pictures.
pub fn own_certificate_svg(version: &str) -> LocalPath {
    below("/learn/certificate.svg?v=", version)
}

/// Where a certificate's code can be typed in.
pub fn certificates() -> LocalPath {
    fixed("/certificates")
}

/// What anybody may see of a certificate.
pub fn certificate(code: &str) -> LocalPath {
    below("/certificates/", code)
}

/// Search in the course; a form adds what is looked for.
pub fn search() -> LocalPath {
    fixed("/learn/search")
}

/// A file of a lesson.
pub fn lesson_file(lesson: &str, file: AttachmentId) -> LocalPath {
    LocalPath(format!("{}/files/{file}", self::lesson(lesson)))
}

/// Where a file is given out to whom the token names.
pub fn media(token: &str) -> LocalPath {
    below("/media/", token)
}

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
    let parts =
        query.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", domain::source::encoded(value)));
    let query = parts.collect::<Vec<_>>().join("&");
    if query.is_empty() { page.clone() } else { LocalPath(format!("{page}?{query}")) }
}

/// The orders as a table to keep.
pub fn admin_orders_csv() -> LocalPath {
    fixed("/admin/orders.csv")
}

/// What a refund of an order would do, and the button that does it.
pub fn admin_refund(public_id: &str) -> LocalPath {
    LocalPath(format!("{}/refund", admin_order(public_id)))
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

/// A page of a list as addresses name it: the first needs no name.
fn later(page: u32) -> String {
    if page > 1 { page.to_string() } else { String::new() }
}

/// An address with those of some names that have a value.
fn with_query(path: LocalPath, pairs: &[(&str, &str)]) -> LocalPath {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = given.map(|(name, value)| format!("{name}={}", domain::source::encoded(value))).collect::<Vec<_>>().join("&");
    if query.is_empty() { path } else { LocalPath(format!("{path}?{query}")) }
}

/// The lessons in the admin panel.
pub fn admin_lessons() -> LocalPath {
    fixed("/admin/lessons")
}

/// One lesson in the admin panel.
pub fn admin_lesson(slug: &str) -> LocalPath {
    below("/admin/lessons/", slug)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_cannot_leave_its_folder() {
        assert_eq!(lesson("../admin?x#y").as_str(), "/learn/..%2Fadmin%3Fx%23y");
        assert_eq!(order("a\r\nSet-Cookie: b").as_str(), "/orders/a%0D%0ASet-Cookie%3A%20b");
    }

    #[test]
    fn a_query_holds_what_was_typed_and_nothing_else() {
        assert_eq!(questions_page("a", "", "", 1).as_str(), "/learn/a/questions");
        assert_eq!(questions_page("a", "votes", "x&page=9", 2).as_str(), "/learn/a/questions?order=votes&q=x%26page%3D9&page=2");
    }
}
