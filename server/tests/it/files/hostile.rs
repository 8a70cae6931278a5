//! Names and contents that try to be something else.

use super::{LESSON, PDF, added, assert_nothing, creator, desk, form_kind, goal, header, kept, uploads};
use crate::on_both;
use crate::support::memory;
use crate::support::pictures::{gif_with, png};
use serde_json::json;

on_both!(no_name_says_where_a_file_lies, |shop| async move {
    let creator = creator(&shop).await;
    for (name, saved) in [
        ("../../../../etc/cron.d/a.pdf", "a.pdf"),
        ("..\\..\\windows\\win.pdf", "win.pdf"),
        ("..%2f..%2fa.pdf", "%2f..%2fa.pdf"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("C:\\boot.pdf", "boot.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("fdp.\u{202e}exe.pdf", "fdp.exe.pdf"),
        (".htaccess.pdf", "htaccess.pdf"),
        ("a.pdf;filename=b.html.pdf", "a.pdf;filename=b.html.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
    ] {
        let id = added(&creator, name, PDF).await;
        let files = desk(&creator).await;
        assert_eq!(files.last().unwrap()["file_name"], json!(saved), "{name:?}");
        let file = creator.get(&goal(&creator.get(&format!("/admin/lessons/{LESSON}/files/{id}")).await)).await;
        let said = header(&file, "content-disposition");
        assert!(file.status == 200 && said.starts_with("attachment; filename=\"") && !said.contains(['/', '\\', '\0']), "{said}");
    }
    added(&creator, &format!("{}.pdf", "é".repeat(300)), PDF).await;
    let long = desk(&creator).await.last().unwrap()["file_name"].as_str().unwrap().to_owned();
    assert!(long.starts_with("éé") && long.ends_with("é.pdf") && long.len() <= 255, "{long}");
    let names = kept(&shop.files);
    assert_eq!(names.len(), 11);
    assert!(names.iter().all(|name| name.len() == 26 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())), "{names:?}");
    let page = creator.get(&format!("/admin/lessons/{LESSON}")).await;
    assert!(page.status == 200 && !page.text.contains("<script>alert"), "titles are text");
});

on_both!(what_runs_is_refused_whatever_it_is_called, |shop| async move {
    let creator = creator(&shop).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice();
    let page = b"<!doctype html><script>alert(1)</script>".as_slice();
    let windows = b"MZ\x90\0\x03\0\0\0".as_slice();
    for (name, content, refusal) in [
        ("a.html", page, "other_kind"),
        ("a.svg", svg, "other_kind"),
        ("a.exe", windows, "other_kind"),
        ("a.pdf.exe", PDF, "other_kind"),
        ("a", PDF, "other_kind"),
        ("a.pdf", page, "other_content"),
        ("a.png", svg, "other_content"),
        ("a.txt", page, "other_content"),
        ("a.md", svg, "other_content"),
        ("a.csv", windows, "other_content"),
        ("a.zip", PDF, "other_content"),
        ("a.pdf", b"<html><!-- %PDF-1.7 --></html>", "other_content"),
        ("a.jpg", b"GIF89a", "other_content"),
        ("a.png", b"%PDF-1.7 <script>alert(1)</script>", "other_content"),
        ("a.gif", b"GIF89a\x01\0\x01\0/*<svg onload=alert(1)><script>alert(1)</script>*/=1;", "other_content"),
        ("a.png", &png()[..50], "other_content"),
    ] {
        let answer = super::upload(&creator, name, content).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (415, json!({ "File": refusal })), "{name:?}");
    }
    let answer = super::upload(&creator, "a.pdf", b"").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (422, json!({ "File": "empty" })));
    assert_nothing(&shop, "what was refused").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log").await, 0);
});

on_both!(a_file_of_two_kinds_is_served_as_what_it_was_taken_for, |shop| async move {
    let creator = creator(&shop).await;
    let script = b"/*<svg onload=alert(1)><script>alert(1)</script>*/=1;";
    let comment = [b"\x21\xfe\x35".as_slice(), script, &[0]].concat();
    let id = added(&creator, "a.gif", &gif_with(&comment, script)).await;
    let file = creator.get(&goal(&creator.get(&format!("/admin/lessons/{LESSON}/files/{id}")).await)).await;
    assert_eq!((header(&file, "content-type").as_str(), header(&file, "x-content-type-options").as_str()), ("image/gif", "nosniff"));
    assert!(header(&file, "content-disposition").starts_with("attachment;") && !file.text.contains("script"), "{}", file.text);
    // An archive is never opened here, whatever its entries are called or unfold to.
    let zip = [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0b\0\0\0".as_slice(), b"../../x.php", b"<?php"].concat();
    added(&creator, "slip.zip", &zip).await;
});

on_both!(an_archive_that_unfolds_to_everything_is_kept_as_the_few_bytes_that_it_is, |shop| async move {
    let creator = creator(&shop).await;
    // 100 MB of nothing, whose entry says that it is four gigabytes.
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        std::io::Write::write_all(&mut deflate, &vec![0; 1024 * 1024]).unwrap();
    }
    let packed = deflate.finish().unwrap();
    let length = u32::try_from(packed.len()).unwrap().to_le_bytes();
    let head = [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".as_slice(), &length, &[0xff; 4], b"\x01\0\0\0a"].concat();
    let bomb = [head, packed].concat();
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let before = memory::peak();
    for name in ["bomb.zip", "bomb.docx", "bomb.xlsx"] {
        let id = added(&creator, name, &bomb).await;
        let file = creator.get_bytes(&goal(&creator.get(&format!("/admin/lessons/{LESSON}/files/{id}")).await)).await;
        assert_eq!(file, bomb, "{name} is given out as it came");
    }
    assert!(memory::peak() < before + 64 * 1024 * 1024, "nothing was unfolded");
});

on_both!(a_broken_form_has_a_clear_answer, |shop| async move {
    let creator = creator(&shop).await;
    let json = [("accept", "application/json")];
    let send = |kind: String, body: Vec<u8>| {
        let creator = &creator;
        async move { creator.post_raw(&uploads(LESSON), &kind, body, &json).await.status.as_u16() }
    };
    let field = |name: &str| format!("--{}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\nx\r\n", super::BOUNDARY);
    for (what, kind, body, status) in [
        ("no form", "application/json".to_owned(), b"{}".to_vec(), 400),
        ("no boundary", "multipart/form-data".to_owned(), PDF.to_vec(), 400),
        ("no parts", form_kind(), Vec::new(), 400),
        ("no end", form_kind(), field("other").into_bytes(), 400),
        ("no file", form_kind(), format!("{}--{}--\r\n", field("other"), super::BOUNDARY).into_bytes(), 422),
        ("ten thousand fields", form_kind(), format!("{}--{}--\r\n", field("other").repeat(10_000), super::BOUNDARY).into_bytes(), 422),
        ("a NUL in a name", form_kind(), super::form("a.pdf\0.exe", PDF), 400),
        ("a file cut off", form_kind(), super::around("a.pdf").0.into_bytes(), 400),
    ] {
        assert_eq!(send(kind, body).await, status, "{what}");
    }
    assert_nothing(&shop, "broken forms").await;
});
