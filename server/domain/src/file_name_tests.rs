use super::*;
use proptest::prelude::*;

fn cleaned(typed: &str) -> String {
    FileName::clean(typed).as_str().to_owned()
}

/// What must hold of any name, however it was typed.
fn assert_harmless(typed: &str) {
    let name = FileName::clean(typed);
    let text = name.as_str();
    assert!(!text.is_empty() && text.len() <= LONGEST, "{typed:?} became {text:?}");
    assert!(text != "." && text != ".." && !text.starts_with('.'), "{typed:?} became {text:?}");
    for bad in ['/', '\\', ':', '\0', '\n', '\r', '"', '<', '\u{202e}', '\u{200b}'] {
        assert!(!text.contains(bad), "{typed:?} became {text:?}");
    }
    assert_eq!(FileName::clean(text), name, "cleaning is done once: {typed:?}");
    let value = name.disposition();
    assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{value:?}");
    assert!(value.starts_with("attachment; filename=\"") && value.matches('"').count() == 2, "{value:?}");
    let (_, encoded) = value.split_once("filename*=UTF-8''").expect("the full name");
    assert_eq!(decoded(encoded), text);
}

fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        let mut hex = || rest.next().and_then(|digit| char::from(digit).to_digit(16)).expect("a digit");
        bytes.push(if byte == b'%' { u8::try_from(hex() * 16 + hex()).expect("a byte") } else { byte });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Over three hundred ways out of a folder: each step back in each spelling, so many deep, to each goal.
fn traversals() -> Vec<String> {
    let steps =
        ["../", "..\\", "..%2f", "..%5c", "%2e%2e/", "..%252f", "....//", ".\u{200b}./", "..\u{2215}", "\u{fffd}\u{fffd}/", ".%00./"];
    let goals = ["etc/passwd", "windows\\win.ini", "proc/self/environ", ".ssh/authorized_keys", "index.html\0.pdf", "C:\\boot.ini", ""];
    let deep = |step: &str, goal: &str| (1..=5).map(|depth| format!("{}{goal}", step.repeat(depth))).collect::<Vec<_>>();
    steps.iter().flat_map(|step| goals.iter().flat_map(|goal| deep(step, goal))).collect()
}

#[test]
fn no_name_leads_out_of_a_folder() {
    let traversals = traversals();
    assert!(traversals.len() >= 300, "{}", traversals.len());
    for typed in traversals {
        assert_harmless(&typed);
    }
    assert_eq!(cleaned("../../etc/passwd"), "passwd");
    assert_eq!(cleaned("C:\\Users\\mara\\Work book.pdf"), "Work book.pdf");
    assert_eq!(cleaned("/etc/"), "file");
    assert_eq!(cleaned(".htaccess"), "htaccess");
}

#[test]
fn hostile_names_become_harmless_ones() {
    for (typed, clean) in [
        ("", "file"),
        ("...", "file"),
        (" . .. ", "file"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie_ b=c.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("com1.txt", "_com1.txt"),
        ("LPT9 .csv", "_LPT9 .csv"),
        ("com².txt", "_com².txt"),
        ("coma.txt", "coma.txt"),
        ("a\";filename=\"b.html", "a_;filename=_b.html"),
        ("<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"),
        ("notes.pdf.", "notes.pdf"),
        ("zażółć gęślą 日本語 🎈.pdf", "zażółć gęślą 日本語 🎈.pdf"),
    ] {
        assert_eq!(cleaned(typed), clean, "{typed:?}");
        assert_harmless(typed);
    }
}

#[test]
fn a_long_name_keeps_its_ending_and_whole_characters() {
    let name = FileName::clean(&format!("{}.pdf", "日".repeat(200)));
    assert_eq!((name.stem(), name.extension().as_str()), ("日".repeat(83).as_str(), "pdf"));
    assert_eq!(cleaned(&"x".repeat(10_000)).len(), LONGEST);
}

#[test]
fn a_browser_is_told_the_whole_name() {
    assert_eq!(
        FileName::clean("Größe 50%.pdf").disposition(),
        "attachment; filename=\"Gr__e 50_.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%2050%25.pdf"
    );
}

#[test]
fn an_ending_is_what_follows_the_last_dot() {
    let ending = |typed: &str| FileName::clean(typed).extension();
    assert_eq!([ending("a.tar.GZ"), ending("a"), ending(".env"), ending("a.pdf.exe")], ["gz", "", "", "exe"]);
    assert_eq!(FileName::clean("a.tar.gz").stem(), "a.tar");
}

proptest! {
    #[test]
    fn any_name_becomes_harmless(typed in "\\PC{0,40}|[\\x00-\\x7f]{0,300}|(\\.|/|\\\\|%2e|\u{202e}|é|\0|:|con|nul){0,200}") {
        assert_harmless(&typed);
    }
}
