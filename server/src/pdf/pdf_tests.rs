use super::*;
use chrono::TimeDelta;
use domain::country::Country;
use domain::money::Currency;
use domain::tax::{TaxTable, treat};
use domain::vat_id::VatId;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn paper() -> Paper {
    let country = |code| Country::parse(code).unwrap();
    let line = |label: &str, net, tax| InvoiceLineView { label: label.into(), net: eur(net), tax: eur(tax) };
    Paper {
        title: PaperTitle::Invoice,
        number: "2026-000123".into(),
        issued_at: DateTime::UNIX_EPOCH + TimeDelta::days(20_780),
        seller: SellerDetails {
            name: "Mara Lindqvist".into(),
            address: vec!["Schönhauser Allee 12".into(), "10119 Berlin".into()],
            country: "Germany".into(),
            vat_id: "DE136695976".into(),
            email: "hello@lectern.test".into(),
        },
        buyer: BuyerDetails {
            name: "Łucja Żółkiewska-Großmann".into(),
            company: "Zażółć Gęślą Jaźń Sp. z o.o.".into(),
            street: "ul. Świętokrzyska 31/33".into(),
            city: "00-001 Kraków".into(),
            country: "PL".into(),
            vat_id: "PL8567346215".into(),
        },
        lines: vec![
            line("The small course workshop", 12_521, 2_379),
            line("A bundle of twelve templates, with a letter for each kind of student and a plan for every one of the weeks", 2_437, 463),
            line("Coupon SPRING", -1_681, -319),
        ],
        tax: eur(2_523),
        total: eur(15_800),
        treatment: treat(&TaxTable::standard(country("DE"), true), country("DE"), None),
    }
}

/// Whether a font holds every letter.
fn has_all(text: &str) -> bool {
    let faces = face::faces().unwrap();
    [&faces.regular, &faces.semi_bold].iter().all(|face| face.set(text).glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0))
}

#[test]
fn the_fonts_hold_the_letters_of_europe() {
    assert!(has_all("ÄÖÜäöüß€ Łódź Žižkov ĄĆĘŁŃÓŚŹŻąćęłńóśźż Đorđe ș ț ő ű Ελληνικά Българія − – · “”„ £ ¥ 0123456789"));
    assert!(!has_all("漢"), "what is missing is noticed");
}

#[test]
fn figures_are_of_one_width() {
    let face = &face::faces().unwrap().regular;
    let widths: Vec<f32> = ('0'..='9').map(|digit| face.set(&digit.to_string()).width).collect();
    assert!(widths.iter().all(|width| (width - widths[0]).abs() < f32::EPSILON), "{widths:?}");
}

#[test]
fn a_paper_is_a_pdf_and_the_same_each_time() {
    let bytes = render(&paper()).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(bytes, render(&paper()).unwrap());
}

#[test]
fn long_words_and_many_lines_find_their_place() {
    let mut long = paper();
    long.buyer.company = "W".repeat(120);
    long.lines = (0..80).map(|_| long.lines[1].clone()).collect();
    long.lines[0].label = "x".repeat(2_000);
    let one = render(&paper()).unwrap().len();
    assert!(render(&long).unwrap().len() > one);
    let face = &face::faces().unwrap().regular;
    assert!(face.wrap(&"W".repeat(120), 10.0, 200.0).iter().all(|line| face.set(line).width * 10.0 <= 200.0));
}

#[test]
fn who_is_charged_no_tax_is_told_why() {
    let poland = Country::parse("PL").unwrap();
    let table = TaxTable::standard(Country::parse("DE").unwrap(), false);
    let vat_id = VatId::parse("PL8567346215").unwrap();
    let reverse = Paper { treatment: treat(&table, poland, Some(&vat_id)), ..paper() };
    assert_ne!(render(&reverse).unwrap(), render(&paper()).unwrap());
}
