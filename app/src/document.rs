//! The HTML document around every page.

use crate::api::catalog;
use crate::api::dto::{Imagined, PageHead};
use crate::audience;
use crate::request;
use crate::zones::preview::{PreviewRoot, Shown};
use crate::zones::{Page, Root, Zone};
use chrono::{DateTime, Utc};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use std::collections::HashMap;

/// The built files of one zone, as addresses.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Bundle {
    /// The module that loads the WASM.
    pub js: String,
    /// The WASM.
    pub wasm: String,
}

/// Brings a page to life once it is painted, which in a tab that nobody sees is when somebody does. Where a file of it is gone, because
/// the page came from a replica of another build, the page is asked for anew: once, and only while nothing is typed. Else it stays as it
/// is, with links and forms that need no script.
const START: &str = include_str!("start.js");

impl Bundle {
    fn start(&self) -> String {
        START.lines().map(str::trim_start).collect::<Vec<_>>().join("\n").replace("$JS", &self.js).replace("$WASM", &self.wasm)
    }
}

/// The built files that a page needs. Given by the server, which reads the build's manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct Assets {
    /// The style sheet.
    pub css: Option<String>,
    /// The bundle of each zone, by its name. A zone without one serves plain HTML.
    pub bundles: HashMap<String, Bundle>,
    /// The script that speaks with the frames of videos.
    pub player: Option<String>,
}

/// The full address of the page that is asked for, without its query. Given by the server, which knows what people type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(pub String);

/// The name under which a fault is logged. The server gives it to the fault page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl Assets {
    /// The addresses of all its files.
    pub fn addresses(&self) -> Vec<&str> {
        let bundles = self.bundles.values().flat_map(|bundle| [&bundle.js, &bundle.wasm]);
        self.css.iter().chain(&self.player).chain(bundles).map(String::as_str).collect()
    }

    /// The bundle of a page's zone. The fault page has none: it must not depend on anything. Nor has the preview of the sales page, which
    /// is only looked at.
    fn bundle(&self, page: Page) -> Option<&Bundle> {
        self.bundles.get(page.bundle()).filter(|_| !matches!(page, Page::Fault | Page::LandingPreview))
    }
}

/// A whole document: head, styles, the page, and the script that brings it to life.
pub fn document(page: Page, assets: &Assets) -> impl IntoView + use<> {
    let zone = page.zone();
    let styles = assets.css.clone().map(|href| view! { <link rel="stylesheet" href=href /> });
    let script = assets.bundle(page).map(|bundle| {
        view! { <script type="module" nonce=use_nonce() inner_html=bundle.start()></script> }
    });
    let player = assets.player.clone().filter(|_| zone == Zone::Learn || page == Page::Preview);
    let private = !page.is_found();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {private.then(|| view! { <meta name="robots" content="noindex" /> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {head(page)}
                {styles}
                {audience::scripts(page)}
                {script}
            </head>
            <body data-zone=zone.name() data-bundle=page.bundle() data-page=page.name() data-player=player>
                <Root page />
                {audience::question(page)}
            </body>
        </html>
    }
}

/// The document of a preview: the same head and styles, and no script.
pub fn previewed(assets: &Assets, shown: Shown, imagined: Imagined, now: DateTime<Utc>) -> impl IntoView + use<> {
    let styles = assets.css.clone().map(|href| view! { <link rel="stylesheet" href=href /> });
    let of_course = matches!(shown, Shown::Course(_) | Shown::Lesson(..));
    let title = if of_course { view! { <MetaTags /> }.into_any() } else { described("Preview", None).into_any() };
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {title}
                {styles}
            </head>
            <body class="previewed">
                <PreviewRoot shown imagined now />
            </body>
        </html>
    }
}

/// The title and description. Pages of the course and of the panel set their own titles.
fn head(page: Page) -> AnyView {
    match (page.zone(), page) {
        (Zone::Learn | Zone::Admin, _) => view! { <MetaTags /><meta name="description" content=fixed_description(page) /> }.into_any(),
        (_, Page::Landing) => Suspend::new(async move {
            match catalog::landing().await.ok().and_then(|landing| landing.head) {
                Some(head) => shared(head).into_any(),
                None => described(fixed_title(Page::NotFound), None).into_any(),
            }
        })
        .into_any(),
        // What is clicked in the frame of a preview opens beside the panel.
        (_, Page::LandingPreview) => view! { {described("Preview", None)}<base target="_blank" /> }.into_any(),
        (_, Page::Preview | Page::Legal) => Suspend::new(async move {
            let head = match words_of(page).await {
                Some((title, description)) => below_course(title, description).await,
                None => Err(fixed_title(Page::NotFound).to_owned()),
            };
            match head {
                Ok(head) => shared(head).into_any(),
                Err(title) => described(&title, None).into_any(),
            }
        })
        .into_any(),
        _ => described(fixed_title(page), fixed_description(page).map(str::to_owned)).into_any(),
    }
}

fn described(title: &str, description: Option<String>) -> impl IntoView + use<> {
    let description = description.map(|text| view! { <meta name="description" content=text /> });
    view! {
        <title inner_html=escaped(title)></title>
        {description}
    }
}

/// What search engines and messengers show of a public page.
fn shared(head: PageHead) -> impl IntoView + use<> {
    let json_ld = head.json_ld.map(|described| view! { <script type="application/ld+json" inner_html=described></script> });
    let properties = [
        ("og:type", "website"),
        ("og:title", &head.title),
        ("og:description", &head.description),
        ("og:url", &head.address),
        ("og:image", &head.picture),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", &head.picture_alt),
    ];
    let property = |(name, text): (&'static str, &str)| view! { <meta content=text.to_owned() /> }.attr("property", name);
    view! {
        {described(&head.title, Some(head.description.clone()))}
        <link rel="canonical" href=head.address.clone() />
        {properties.map(property).into_iter().collect_view()}
        <meta name="twitter:card" content="summary_large_image" />
        {json_ld}
    }
}

/// The title and description of a page that the creator writes. No resource: its number would be missing in the browser.
async fn words_of(page: Page) -> Option<(String, String)> {
    let named = match page {
        Page::Preview => catalog::preview(request::last_segment()).await.map(|lesson| (lesson.title, lesson.summary)),
        _ => catalog::legal(request::last_segment()).await.map(|legal| (legal.title, String::new())),
    };
    named.ok()
}

/// What is said of a page beside the sales page: its own words at its own address, and the course's picture. Without a course, or an
/// address, its title alone.
async fn below_course(title: String, description: String) -> Result<PageHead, String> {
    let course = catalog::landing().await.ok().and_then(|landing| landing.head);
    let (Some(course), Some(PublicAddress(address))) = (course, use_context()) else { return Err(title) };
    let description = if description.is_empty() { format!("{title}: {}", course.title) } else { description };
    Ok(PageHead { title, description, address, json_ld: None, ..course })
}

fn fixed_title(page: Page) -> &'static str {
    match page {
        Page::Checkout => "Checkout",
        Page::Order => "Your order",
        Page::Invoice => "Your invoice",
        Page::SignIn | Page::SignInLink | Page::SignInCode => "Sign in",
        Page::Waitlist => "Waitlist",
        Page::Certificate => "Certificate",
        Page::Account => "Your account",
        Page::Password => "Your password",
        Page::Address | Page::AddressLink => "Your address",
        Page::Proof => "Show that it is you",
        Page::SecondFactor => "Your second factor",
        Page::Unsubscribe => "Your mails",
        Page::Setup => "Set up your course",
        Page::NotFound => "Page not found",
        Page::Fault => "Something went wrong",
        Page::Landing | Page::LandingPreview | Page::Preview | Page::Legal | Page::Learn | Page::Admin | Page::Desk => "Course",
    }
}

/// What a page is for, where its title does not say it all. The words of public pages are the creator's.
fn fixed_description(page: Page) -> Option<&'static str> {
    Some(match page {
        Page::Checkout => "Check the price, choose how to pay, and join the course.",
        Page::Order => "What you ordered, what you paid, and the way to your course.",
        Page::SignIn | Page::SignInLink | Page::SignInCode => "Sign in to your course with a mailed link or your password.",
        Page::Waitlist => "Leave your address, and be told when a seat is to be had.",
        Page::Certificate => "Look up whether a certificate is genuine.",
        Page::Account => "Your name, your mails, your browsers and your own data.",
        Page::Learn => "Your lessons, your notes, your questions and how far you have come.",
        Page::Admin | Page::Desk => "Everything that the creator of the course looks at and changes.",
        _ => return None,
    })
}

/// A title is raw text to the framework, so it is escaped here.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
