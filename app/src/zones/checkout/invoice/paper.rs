use crate::api::dto::{BuyerDetails, InvoiceLineView, InvoiceView, SellerDetails};
use crate::api::invoice_words::{paid_words, tax_note};
use crate::components::text;
use domain::money::Money;
use leptos::prelude::*;

/// The invoice itself: what is printed.
#[component]
pub fn Paper(
    /// The invoice.
    invoice: InvoiceView,
) -> impl IntoView {
    let InvoiceView { number, issued_at, seller, buyer, buyer_country, lines, net, tax, tax_name, rule, total, .. } = invoice;
    let notes = tax_note(rule).into_iter().chain([paid_words()]).map(|note| view! { <p>{note}</p> }).collect_view();
    view! {
        <article class="card paper grid gap-8">
            <header class="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
                <h1>"Invoice"</h1>
                <dl class="paper-facts text-sm">
                    <div><dt>"Number"</dt><dd>{number}</dd></div>
                    <div><dt>"Date"</dt><dd>{text::date(issued_at)}</dd></div>
                </dl>
            </header>
            <div class="grid gap-6 sm:grid-cols-2">
                <section aria-labelledby="billed-to"><h2 id="billed-to" class="label">"Billed to"</h2>{billed_to(buyer, buyer_country)}</section>
                <section aria-labelledby="from"><h2 id="from" class="label">"From"</h2>{from(seller)}</section>
            </div>
            <Lines lines tax_label=tax_name.clone() />
            <dl class="lines ml-auto w-full text-sm sm:w-64">
                <div><dt>"Net"</dt><dd>{net.in_full()}</dd></div>
                <div><dt>{tax_name}</dt><dd>{tax.in_full()}</dd></div>
                <div class="rule pt-3 text-lg font-semibold"><dt>"Total paid"</dt><dd>{total.in_full()}</dd></div>
            </dl>
            <div class="grid gap-2 text-sm text-muted">{notes}</div>
        </article>
    }
}

fn billed_to(buyer: BuyerDetails, country: String) -> impl IntoView {
    let vat_id = if buyer.vat_id.is_empty() { String::new() } else { format!("VAT id {}", buyer.vat_id) };
    block([buyer.company, buyer.name, buyer.street, buyer.city, country, vat_id])
}

fn from(seller: SellerDetails) -> impl IntoView {
    let vat_id = if seller.vat_id.is_empty() { String::new() } else { format!("VAT id {}", seller.vat_id) };
    let lines = [seller.name].into_iter().chain(seller.address).chain([seller.country, vat_id, seller.email]);
    block(lines)
}

/// Lines below each other, without the empty ones.
fn block(lines: impl IntoIterator<Item = String>) -> impl IntoView {
    let line = |line: String| view! { <span class="block">{line}</span> };
    let lines = lines.into_iter().filter(|line| !line.is_empty()).map(line).collect_view();
    view! { <p class="mt-1 wrap-anywhere">{lines}</p> }
}

#[component]
fn Lines(lines: Vec<InvoiceLineView>, tax_label: String) -> impl IntoView {
    let row = |line: InvoiceLineView| {
        let gross = Money::new(line.net.minor + line.tax.minor, line.net.currency);
        view! {
            <tr>
                <th scope="row">{line.label}</th>
                <td data-label="Net">{line.net.in_full()}</td>
                <td data-label="Tax">{line.tax.in_full()}</td>
                <td data-label="Amount">{gross.in_full()}</td>
            </tr>
        }
    };
    view! {
        <table class="invoice-lines">
            <caption class="sr-only">"What was bought"</caption>
            <thead>
                <tr><th scope="col">"Description"</th><th scope="col">"Net"</th><th scope="col">{tax_label}</th><th scope="col">"Amount"</th></tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
