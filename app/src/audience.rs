//! What measures visits, on the pages of the sale and only with the visitor's permission: the question, and the scripts.
//!
//! It stands beside what a zone's bundle brings to life, works without scripts, and is not there where nothing is configured.

use crate::paths;
use crate::zones::Page;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// What is known about measuring for one request. Given by the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The property of Google Analytics, `G-…`.
    pub ga4: Option<String>,
    /// The project of Microsoft Clarity.
    pub clarity: Option<String>,
    /// What the visitor chose; nothing where they were not asked yet.
    pub allowed: Option<bool>,
    /// Path and query of the page, without the wish to choose again.
    pub here: String,
    /// Whether the visitor wants to choose again.
    pub again: bool,
    /// What is on sale now, as Google Analytics takes it with an event: JSON that can stand in a script. Only where a page tells of it.
    pub on_sale: Option<String>,
}

impl Audience {
    /// That of this request.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }

    /// Whether the question, or the way back to it, stands on a page: where nobody's own things are shown.
    pub fn is_on(&self, page: Page) -> bool {
        let of_the_sale = matches!(page, Page::Landing | Page::Preview | Page::Legal | Page::Waitlist | Page::Checkout);
        of_the_sale && (self.ga4.is_some() || self.clarity.is_some())
    }

    /// Whether a page is measured. One whose address opens something for its visitor is not.
    pub fn measures(&self, page: Page) -> bool {
        let query = self.here.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let opens = query.split('&').any(|pair| ["seat=", "leave="].iter().any(|name| pair.starts_with(name)));
        self.is_on(page) && self.allowed == Some(true) && !opens
    }
}

/// What Google Analytics calls it that a visitor looks at a page of the sale.
pub fn event_of(page: Page) -> Option<&'static str> {
    match page {
        Page::Landing => Some("view_item"),
        Page::Checkout => Some("begin_checkout"),
        _ => None,
    }
}

/// The scripts, where a page is measured. They are told no more of its address than where its visitor came from.
pub fn scripts(page: Page) -> impl IntoView + use<> {
    let audience = Audience::here();
    let measured = audience.measures(page);
    let ga4 = audience.ga4.filter(|_| measured).map(|id| {
        let told = event_of(page).zip(audience.on_sale);
        let event = told.map(|(event, on_sale)| format!("gtag('event','{event}',{on_sale});")).unwrap_or_default();
        let start = format!(
            "const u=new URL(location.href);for(const k of [...u.searchParams.keys()])if(!k.startsWith('utm_'))u.searchParams.delete(k);\
             window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}\
             gtag('consent','default',{{ad_storage:'denied',ad_user_data:'denied',ad_personalization:'denied',analytics_storage:'granted'}});\
             gtag('js',new Date());gtag('config','{id}',{{page_location:u.href,allow_google_signals:false}});{event}"
        );
        view! {
            <script nonce=use_nonce() inner_html=start></script>
            <script defer nonce=use_nonce() src=format!("https://www.googletagmanager.com/gtag/js?id={id}")></script>
        }
    });
    let clarity = audience.clarity.filter(|_| measured).map(|id| {
        let start = "window.clarity=function(){(window.clarity.q=window.clarity.q||[]).push(arguments)};\
                     clarity('consentv2',{ad_Storage:'denied',analytics_Storage:'granted'});";
        view! {
            <script nonce=use_nonce() inner_html=start></script>
            <script defer nonce=use_nonce() src=format!("https://www.clarity.ms/tag/{id}")></script>
        }
    });
    view! { {ga4}{clarity} }
}

/// Asks whether visits may be measured; once answered, the way to choose again.
pub fn question(page: Page) -> Option<AnyView> {
    let audience = Audience::here();
    if !audience.is_on(page) {
        return None;
    }
    if audience.allowed.is_some() && !audience.again {
        let way = paths::privacy_choices(&audience.here).to_string();
        return Some(
            view! { <nav class="privacy-way" aria-label="Privacy"><a class="quiet-link" href=way>"Privacy choices"</a></nav> }.into_any(),
        );
    }
    Some(view! { <Question audience /> }.into_any())
}

#[component]
fn Question(audience: Audience) -> impl IntoView {
    let services = match (&audience.ga4, &audience.clarity) {
        (Some(_), Some(_)) => "Google Analytics and Microsoft Clarity",
        (Some(_), None) => "Google Analytics",
        _ => "Microsoft Clarity",
    };
    let now = match audience.allowed {
        Some(true) => "You have allowed it.",
        Some(false) => "You have declined it.",
        None => "Nothing is loaded unless you allow it.",
    };
    view! {
        <section class="privacy-question" id="privacy-choices" aria-labelledby="privacy-title">
            <form class="privacy-card" method="post" action=paths::privacy_choice().to_string()>
                <div>
                    <h2 id="privacy-title" class="text-base font-semibold">"May we measure visits?"</h2>
                    <p class="mt-1 text-sm text-muted">
                        {services}" would set cookies to show us which pages help and which don’t. "{now}" You can change your mind at any time, at the end of each page. "
                        <a class="link" href=paths::legal("privacy").to_string()>"More about it"</a>
                    </p>
                </div>
                <input type="hidden" name="back" value=audience.here />
                <div class="privacy-buttons">
                    <button class="btn btn-plain" type="submit" name="choice" value="allow">"Allow"</button>
                    <button class="btn btn-plain" type="submit" name="choice" value="decline">"Decline"</button>
                </div>
            </form>
        </section>
    }
}
