use super::*;
use proptest::prelude::*;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

#[test]
fn every_example_is_an_id_of_its_country() {
    for scheme in SCHEMES {
        let id = VatId::parse(scheme.example);
        assert_eq!(id.map(|id| id.country().code()), Ok(scheme.country), "{}", scheme.example);
    }
}

#[test]
fn every_member_state_has_its_scheme() {
    for member in Country::all().filter(|country| country.in_eu()) {
        assert!(SCHEMES.iter().any(|scheme| scheme.country == member.code()), "{member}");
    }
}

#[test]
fn spaces_dots_and_case_do_not_matter() {
    for typed in ["de 136 695 976", "DE136.695.976", "DE-136695976"] {
        assert_eq!(VatId::parse(typed).map(String::from), Ok("DE136695976".to_owned()));
    }
    assert_eq!(VatId::parse("CHE-107.787.577 MWST").map(String::from), Ok("CHE107787577MWST".to_owned()));
}

#[test]
fn a_refusal_says_why() {
    assert_eq!(VatId::parse(""), Err(VatIdError::UnknownPrefix));
    assert_eq!(VatId::parse("US123456789"), Err(VatIdError::UnknownPrefix));
    assert_eq!(VatId::parse("DE12345678"), Err(VatIdError::WrongShape { example: "DE136695976" }));
    assert_eq!(VatId::parse("ATU1358562X"), Err(VatIdError::WrongShape { example: "ATU13585627" }));
    assert_eq!(VatId::parse("DE136695978"), Err(VatIdError::WrongCheckDigits));
}

#[test]
fn a_changed_digit_is_noticed_where_a_rule_is_known() {
    let known = ["ATU13585627", "BE0428759497", "DE136695976", "DK13585628", "FI20774740", "HR33392005961", "IT00743110157"];
    for id in known.into_iter().chain(["LU15027442", "PL8567346215", "PT501964843"]) {
        let (start, last) = id.split_at(id.len() - 1);
        let other = (last.parse::<u32>().unwrap() + 1) % 10;
        assert_eq!(VatId::parse(&format!("{start}{other}")), Err(VatIdError::WrongCheckDigits), "{id}");
    }
    assert_eq!(VatId::parse("NL004495446B01"), Err(VatIdError::WrongCheckDigits));
    assert!(VatId::parse("NL000099998B57").is_ok(), "sole traders' ids fit modulo 97");
}

#[test]
fn the_prefix_may_be_left_out_where_the_country_is_known() {
    assert_eq!(VatId::parse_for(country("DE"), "136695976").map(String::from), Ok("DE136695976".to_owned()));
    assert_eq!(VatId::parse_for(country("GR"), "094259216").map(String::from), Ok("EL094259216".to_owned()));
    assert_eq!(VatId::parse_for(country("AT"), "ATU13585627").map(String::from), Ok("ATU13585627".to_owned()));
    assert_eq!(VatId::parse_for(country("AT"), "DE136695976"), Err(VatIdError::OtherCountry));
    assert_eq!(VatId::parse_for(country("AT"), "12"), Err(VatIdError::WrongShape { example: "ATU13585627" }));
    assert_eq!(VatId::parse_for(country("US"), "12"), Err(VatIdError::UnknownPrefix));
}

proptest! {
    #[test]
    fn no_text_panics_and_what_passes_is_plain(text in any::<String>()) {
        if let Ok(id) = VatId::parse(&text) {
            prop_assert!(id.as_str().chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '+' || c == '*'));
        }
    }

    #[test]
    fn well_shaped_numbers_never_panic(text in "(AT U|BE|DE|DK|FI|HR|IT|LU|NL|PL|PT|SE)[0-9]{8,12}(B[0-9]{2})?") {
        drop(VatId::parse(&text));
    }

    #[test]
    fn the_normal_form_stays_as_it_is(index in 0..SCHEMES.len()) {
        let id = VatId::parse(SCHEMES[index].example).unwrap();
        prop_assert_eq!(VatId::parse(id.as_str()), Ok(id));
    }
}
