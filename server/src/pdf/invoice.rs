//! The layout of invoices and credit notes.

use super::sheet::{HEIGHT, Ink, Sheet, Side, Style, WIDTH};
use super::{Paper, PaperTitle};
use app::api::dto::InvoiceLineView;
use app::api::invoice_words::{paid_words, tax_note};
use app::components::text::date;
use domain::country::Country;
use domain::money::Money;

const MARGIN: f32 = 62.0;
const RIGHT: f32 = WIDTH - MARGIN;
/// Where the right-hand half begins.
const HALF: f32 = 360.0;
/// Below this a page is full.
const BOTTOM: f32 = HEIGHT - 110.0;
/// Where the columns of amounts end.
const NET: f32 = RIGHT - 150.0;
const TAX: f32 = RIGHT - 76.0;
/// How wide a label may be.
const LABEL: f32 = NET - 70.0 - MARGIN;
const LEADING: f32 = 14.5;

const TEXT: Style = Style { size: 9.5, bold: false, ink: Ink::Text };
const STRONG: Style = Style { size: 9.5, bold: true, ink: Ink::Text };
const NAME: Style = Style { size: 13.0, bold: true, ink: Ink::Accent };
const TITLE: Style = Style { size: 25.0, bold: true, ink: Ink::Text };
const SMALL: Style = Style { size: 8.0, bold: false, ink: Ink::Muted };
const TOTAL: Style = Style { size: 12.5, bold: true, ink: Ink::Text };

/// What the paper is called.
pub fn title(paper: &Paper) -> &'static str {
    match paper.title {
        PaperTitle::Invoice => "Invoice",
        PaperTitle::CreditNote { .. } => "Credit note",
    }
}

/// Puts a paper on sheets.
pub fn lay_out(paper: &Paper, sheet: &mut Sheet) {
    sheet.text(&paper.seller.name, (MARGIN, 74.0), Side::Left, NAME);
    sheet.rule((MARGIN, 88.0), RIGHT - MARGIN, 1.2, Ink::Accent);
    sheet.text(title(paper), (MARGIN, 142.0), Side::Left, TITLE);
    let left = buyer(paper, sheet, 178.0);
    let right = facts(paper, sheet, 178.0);
    let y = lines(paper, sheet, left.max(right) + 30.0);
    let y = totals(paper, sheet, y);
    notes(paper, sheet, y);
    foot(paper, sheet);
}

fn buyer(paper: &Paper, sheet: &mut Sheet, mut y: f32) -> f32 {
    sheet.text("Billed to", (MARGIN, y), Side::Left, SMALL);
    let buyer = &paper.buyer;
    let country = Country::parse(&buyer.country).map(Country::name).unwrap_or_default();
    let vat_id = if buyer.vat_id.is_empty() { String::new() } else { format!("VAT id {}", buyer.vat_id) };
    let mut style = STRONG;
    for line in [buyer.company.as_str(), &buyer.name, &buyer.street, &buyer.city, country, &vat_id] {
        for part in sheet.face(style).wrap(line, style.size, HALF - MARGIN - 20.0).into_iter().filter(|part| !part.is_empty()) {
            y += LEADING;
            sheet.text(&part, (MARGIN, y), Side::Left, style);
        }
        if !line.is_empty() {
            style = TEXT;
        }
    }
    y
}

fn facts(paper: &Paper, sheet: &mut Sheet, mut y: f32) -> f32 {
    let corrects = match &paper.title {
        PaperTitle::Invoice => None,
        PaperTitle::CreditNote { corrects } => Some(("Corrects invoice", corrects.clone())),
    };
    let facts = [("Number", paper.number.clone()), ("Date", date(paper.issued_at))];
    for (name, value) in facts.into_iter().chain(corrects) {
        sheet.text(name, (HALF, y), Side::Left, SMALL);
        sheet.text(&value, (RIGHT, y), Side::Right, STRONG);
        y += LEADING + 3.0;
    }
    y
}

fn head(paper: &Paper, sheet: &mut Sheet, y: f32) -> f32 {
    sheet.text("Description", (MARGIN, y), Side::Left, SMALL);
    for (name, x) in [("Net", NET), (paper.treatment.label.as_str(), TAX), ("Amount", RIGHT)] {
        sheet.text(name, (x, y), Side::Right, SMALL);
    }
    sheet.rule((MARGIN, y + 8.0), RIGHT - MARGIN, 0.8, Ink::Muted);
    y + 8.0
}

fn lines(paper: &Paper, sheet: &mut Sheet, y: f32) -> f32 {
    let mut y = head(paper, sheet, y);
    for line in &paper.lines {
        let label = sheet.face(TEXT).wrap(&line.label, TEXT.size, LABEL);
        let height = f32::from(u16::try_from(label.len()).unwrap_or_default()) * LEADING;
        y = room(paper, sheet, y, height);
        amounts(line, sheet, y + 19.0);
        for part in label {
            y += LEADING;
            sheet.text(&part, (MARGIN, y + 4.5), Side::Left, TEXT);
        }
        y += 13.5;
        sheet.rule((MARGIN, y), RIGHT - MARGIN, 0.6, Ink::Line);
    }
    y
}

/// Turns the page where `height` does not fit below `y`.
fn room(paper: &Paper, sheet: &mut Sheet, y: f32, height: f32) -> f32 {
    if y + height < BOTTOM {
        return y;
    }
    sheet.turn();
    head(paper, sheet, 90.0)
}

fn amounts(line: &InvoiceLineView, sheet: &mut Sheet, y: f32) {
    let gross = Money::new(line.net.minor + line.tax.minor, line.net.currency);
    for (amount, x) in [(line.net, NET), (line.tax, TAX), (gross, RIGHT)] {
        sheet.text(&amount.in_full(), (x, y), Side::Right, TEXT);
    }
}

fn totals(paper: &Paper, sheet: &mut Sheet, y: f32) -> f32 {
    let mut y = if y + 90.0 < BOTTOM { y } else { room(paper, sheet, y, HEIGHT) } + 26.0;
    let net = Money::new(paper.total.minor - paper.tax.minor, paper.total.currency);
    for (name, amount) in [("Net".to_owned(), net), (paper.treatment.name_with_rate(), paper.tax)] {
        sheet.text(&name, (HALF, y), Side::Left, TEXT);
        sheet.text(&amount.in_full(), (RIGHT, y), Side::Right, TEXT);
        y += LEADING + 2.0;
    }
    sheet.rule((HALF, y - 7.0), RIGHT - HALF, 0.8, Ink::Muted);
    y += 12.0;
    let name = if paper.title == PaperTitle::Invoice { "Total paid" } else { "Total returned" };
    sheet.text(name, (HALF, y), Side::Left, TOTAL);
    sheet.text(&paper.total.in_full(), (RIGHT, y), Side::Right, TOTAL);
    y
}

fn notes(paper: &Paper, sheet: &mut Sheet, y: f32) {
    let mut y = y + 44.0;
    let settled = match &paper.title {
        PaperTitle::Invoice => paid_words().to_owned(),
        PaperTitle::CreditNote { corrects } => {
            format!("This credit note corrects invoice {corrects}. The money went back the way it came.")
        }
    };
    for note in tax_note(paper.treatment.rule).into_iter().map(str::to_owned).chain([settled]) {
        for part in sheet.face(TEXT).wrap(&note, TEXT.size, RIGHT - MARGIN - 60.0) {
            y += LEADING;
            sheet.text(&part, (MARGIN, y), Side::Left, TEXT);
        }
        y += 5.0;
    }
}

fn foot(paper: &Paper, sheet: &mut Sheet) {
    let seller = &paper.seller;
    let place = seller.address.iter().chain([&seller.country]).filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let vat_id = if seller.vat_id.is_empty() { String::new() } else { format!("VAT id {}", seller.vat_id) };
    let reach = [vat_id.as_str(), &seller.email].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ");
    let pages = sheet.pages();
    for page in 0..pages {
        let mut y = HEIGHT - 72.0;
        for text in [&seller.name, &place, &reach] {
            sheet.text_on(page, text, (MARGIN, y), Side::Left, SMALL);
            y += 12.0;
        }
        let number = format!("{}  ·  page {} of {pages}", paper.number, page + 1);
        sheet.text_on(page, &number, (RIGHT, HEIGHT - 48.0), Side::Right, SMALL);
    }
}
