use super::buyer_form::BuyerForm;
use super::paper::Paper;
use crate::api::dto::{CreditNoteView, InvoiceView};
use crate::api::invoices;
use crate::components::{Alert, BareHeader, Glyph, Icon, LegalLinks, Tone, loaded, text};
use crate::{paths, request};
use leptos::prelude::*;

/// The invoice of an order.
#[component]
pub fn InvoicePage() -> impl IntoView {
    let order = request::parent_segment();
    Suspend::new(async move {
        let answer = invoices::view(order).await;
        let title = answer.as_ref().map(|invoice| invoice.seller.name.clone()).unwrap_or_default();
        view! {
            <div class="contents no-print"><BareHeader title><span class="text-sm whitespace-nowrap text-muted">"Your invoice"</span></BareHeader></div>
            <main id="main" tabindex="-1">{loaded(answer, |invoice| view! { <Invoice invoice /> })}</main>
            <footer class="border-t border-line no-print"><div class="shell py-6"><LegalLinks /></div></footer>
        }
    })
}

#[component]
fn Invoice(invoice: InvoiceView) -> impl IntoView {
    let InvoiceView { public_id, buyer, credit_notes, editable, .. } = invoice.clone();
    let changed = request::has_flag("changed").then(|| {
        view! { <div class="no-print"><Alert tone=Tone::Positive><p>"The invoice is now made out as you see it. Its number and its amounts stayed."</p></Alert></div> }
    });
    let pdf = paths::invoice_pdf(&public_id).to_string();
    let order = paths::order(&public_id).to_string();
    let form = editable.then(|| view! { <BuyerForm public_id=public_id.clone() buyer /> });
    view! {
        <div class="shell shell-text grid gap-6 py-8 md:py-12 print-flat">
            {changed}
            <div class="flex flex-wrap items-center justify-between gap-3 no-print">
                <a class="link" href=order rel="external">"Back to your order"</a>
                <a class="btn btn-primary" href=pdf download rel="external"><Icon glyph=Glyph::Receipt />"Download as PDF"</a>
            </div>
            <Paper invoice />
            <CreditNotes public_id notes=credit_notes />
            {form}
        </div>
    }
}

#[component]
fn CreditNotes(public_id: String, notes: Vec<CreditNoteView>) -> impl IntoView {
    let none = notes.is_empty();
    let note = move |note: CreditNoteView| {
        let href = paths::credit_note_pdf(&public_id, note.position).to_string();
        view! {
            <li class="flex flex-wrap justify-between gap-x-6 gap-y-1">
                <a class="link" href=href download rel="external">"Credit note "{note.number}" (PDF)"</a>
                <span class="text-muted">{text::date(note.issued_at)}" · "{note.total.in_full()}</span>
            </li>
        }
    };
    (!none).then(|| {
        view! {
            <section class="card grid gap-4 no-print" aria-labelledby="credit-notes">
                <h2 id="credit-notes" class="text-lg">"Money that went back"</h2>
                <ul class="grid gap-2 text-sm">{notes.into_iter().map(note).collect_view()}</ul>
            </section>
        }
    })
}
