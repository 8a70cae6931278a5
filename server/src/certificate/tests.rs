use super::layout::Mark;
use super::*;
use chrono::TimeDelta;

const ADDRESS: &str = "https://course.example/certificates/K7Q2M-9XW4R-01ABC-DEFGH";

fn paper() -> Paper {
    Paper {
        name: "Ada Lovelace".into(),
        course_title: "The small course workshop".into(),
        creator: "Mara Lindqvist".into(),
        completed_at: DateTime::UNIX_EPOCH + TimeDelta::days(20_780),
        proof: Some((ADDRESS.into(), "K7Q2M-9XW4R-01ABC-DEFGH".into())),
    }
}

fn named(name: &str) -> Paper {
    Paper { name: name.into(), ..paper() }
}

/// What a camera reads of a picture.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places on a sheet are a few hundred points and positive")]
fn scanned(picture: &Picture) -> String {
    const SCALE: f32 = 4.0;
    let side = |points: f32| (points * SCALE).round() as usize;
    let (width, height) = (side(layout::WIDTH), side(layout::HEIGHT));
    let mut dots = vec![255_u8; width * height];
    for mark in &picture.marks {
        let Mark::Area([x, y, wide, high], _) = mark else { continue };
        for row in side(*y)..side(y + high) {
            dots[row * width + side(*x)..row * width + side(x + wide)].fill(0);
        }
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

#[test]
fn a_camera_reads_where_to_check_it() {
    assert_eq!(scanned(&picture(&paper()).unwrap()), ADDRESS);
}

#[test]
fn both_drawings_are_files_and_the_same_each_time() {
    let (svg, pdf) = (super::svg(&paper()).unwrap(), super::pdf(&paper()).unwrap());
    assert!(svg.starts_with(b"<svg ") && pdf.starts_with(b"%PDF-"));
    assert_eq!((svg, pdf), (super::svg(&paper()).unwrap(), super::pdf(&paper()).unwrap()));
}

#[test]
fn no_name_leaves_the_frame() {
    for name in ["W".repeat(80), "Wolfeschlegelsteinhausenbergerdorff ".repeat(2) + "Junior", "محمد ".repeat(16), "أ".repeat(80)] {
        let long = Paper { course_title: "A title that goes on and on ".repeat(9), creator: name.clone(), ..named(name.trim()) };
        for mark in picture(&long).unwrap().marks {
            if let Mark::Text { line, x, y, size, .. } = mark {
                assert!(x >= 44.0 && x + line.width * size <= layout::WIDTH - 44.0, "{} at {x} is {} wide", line.text, line.width * size);
                assert!(y < layout::HEIGHT - 44.0, "{} at {y}", line.text);
            }
        }
    }
}

#[test]
fn a_title_of_any_length_stays_above_the_foot() {
    for title in ["A", "The small course workshop", &"A title that goes on and on ".repeat(9)] {
        let long = Paper { course_title: title.into(), ..named(&"Wolfeschlegelsteinhausenbergerdorff ".repeat(2)) };
        let lowest = picture(&long).unwrap().marks.into_iter().filter_map(|mark| match mark {
            Mark::Text { line, y, .. } if title.contains(line.text.as_str()) && line.text.len() > 2 => Some(y),
            _ => None,
        });
        let lowest = lowest.fold(0.0, f32::max);
        assert!(lowest < 398.0, "{lowest}: {title}");
    }
}

#[test]
fn names_in_many_scripts_are_drawn_and_others_are_left_to_the_reader() {
    for name in ["Łucja Żółkiewska", "Ελένη Παπαδοπούλου", "Дарья Ёлкина", "שרה כהן", "محمد بن سلمان", "Sara שרה محمد", "Nguyễn Thị Ánh"]
    {
        assert!(has_letters_of(name), "{name}");
    }
    assert!(!has_letters_of("李小龍") && !has_letters_of("Ada 李"));
    let text = String::from_utf8(super::svg(&named("李 <b>&")).unwrap()).unwrap();
    assert!(text.contains(">李 &#60;b&#62;&#38;</text>"), "{}", &text[text.len() - 400..]);
    assert!(super::pdf(&named("李小龍")).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn a_script_from_the_right_begins_at_the_right() {
    let fonts = Fonts::get().unwrap();
    let line = typesetting::set("אב", &fonts.display, 0.0);
    let first = &line.pieces[0].glyphs[0];
    assert_eq!(first.text_range, 2..4, "the second letter stands leftmost");
}

#[test]
fn a_draft_has_no_code() {
    let draft = picture(&Paper { proof: None, ..paper() }).unwrap();
    let words: Vec<_> =
        draft.marks.iter().filter_map(|mark| if let Mark::Text { line, .. } = mark { Some(line.text.as_str()) } else { None }).collect();
    assert!(words.contains(&"DRAFT") && !words.iter().any(|word| word.contains("K7Q2M")), "{words:?}");
}
