//! The HTML document around every page.

use crate::zones::{Page, Zone};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use std::collections::HashMap;

/// The built files of one zone, as addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The module that loads the WASM.
    pub js: String,
    /// The WASM.
    pub wasm: String,
}

/// The built files that a page needs. Given by the server, which reads the build's manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: Option<String>,
    /// The bundle of each zone, by its name. A zone without one serves plain HTML.
    pub bundles: HashMap<String, Bundle>,
}

impl Assets {
    fn bundle(&self, zone: Zone) -> Option<&Bundle> {
        self.bundles.get(zone.name())
    }
}

/// A whole document: head, styles, the page, and the script that hydrates it.
pub fn document(page: Page, assets: &Assets) -> impl IntoView + use<> {
    let zone = page.zone();
    let styles = assets.css.clone().map(|href| view! { <link rel="stylesheet" href=href /> });
    let script = assets.bundle(zone).map(|bundle| {
        let start = format!(
            "import('{}').then(m=>m.default({{module_or_path:'{}'}}).then(()=>m.hydrate()))",
            bundle.js, bundle.wasm
        );
        view! { <script type="module" nonce=use_nonce() inner_html=start></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {styles}
                {script}
            </head>
            <body data-zone=zone.name() data-page=page.name()>
                <main>{page.name()}</main>
            </body>
        </html>
    }
}
