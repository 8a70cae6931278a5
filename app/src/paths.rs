//! Every address of the site, typed. No other file spells one out.

mod account;
mod admin;
mod learn;

pub use account::*;
pub use admin::*;
pub use learn::*;

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

/// The first run.
pub fn setup() -> LocalPath {
    fixed("/setup")
}

/// The sales page.
pub fn home() -> LocalPath {
    fixed("/")
}

/// The sales page with a coupon that the checkout applies by itself.
pub fn home_with_coupon(code: &str) -> LocalPath {
    below("/?coupon=", code)
}

/// A free preview lesson.
pub fn preview(slug: &str) -> LocalPath {
    below("/preview/", slug)
}

/// A legal page: `terms`, `privacy`, `refunds`, `withdrawal`.
pub fn legal(slug: &str) -> LocalPath {
    below("/legal/", slug)
}

/// A picture of the sales page.
pub fn landing_picture(id: domain::ids::PictureId) -> LocalPath {
    LocalPath(format!("/landing-pictures/{id}"))
}

/// The picture that messengers show of the sales page. Its name changes with what is on it.
pub fn share_picture(name: &str) -> LocalPath {
    LocalPath(format!("{}.png", below("/share/", name)))
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

/// Where the choice about measuring is posted to.
pub fn privacy_choice() -> LocalPath {
    fixed("/privacy-choice")
}

/// A page of this site that asks about measuring once more. `here` is its path and query.
pub fn privacy_choices(here: &str) -> LocalPath {
    let joint = if here.contains('?') { '&' } else { '?' };
    LocalPath(format!("{}{joint}privacy=choices#privacy-choices", back_to(here)))
}

/// A page of this site, as a form names it; the sales page where it names another place.
pub fn back_to(path: &str) -> LocalPath {
    let is_here =
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && path.bytes().all(|byte| byte.is_ascii_graphic());
    if is_here { fixed(path) } else { home() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_cannot_leave_its_folder() {
        assert_eq!(lesson("../admin?x#y").as_str(), "/learn/..%2Fadmin%3Fx%23y");
        assert_eq!(order("a\r\nSet-Cookie: b").as_str(), "/orders/a%0D%0ASet-Cookie%3A%20b");
    }

    #[test]
    fn a_form_leads_back_to_this_site_alone() {
        assert_eq!(back_to("/legal/terms?x=1").as_str(), "/legal/terms?x=1");
        for elsewhere in ["", "legal", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: b"] {
            assert_eq!(back_to(elsewhere), home(), "{elsewhere}");
        }
        assert_eq!(privacy_choices("/checkout?quote=1").as_str(), "/checkout?quote=1&privacy=choices#privacy-choices");
    }

    #[test]
    fn a_query_holds_what_was_typed_and_nothing_else() {
        assert_eq!(questions_page("a", "", "", 1).as_str(), "/learn/a/questions");
        assert_eq!(questions_page("a", "votes", "x&page=9", 2).as_str(), "/learn/a/questions?order=votes&q=x%26page%3D9&page=2");
    }
}
