//! What browsers and strangers may not do.

use crate::on_both;
use serde_json::json;

const EVERY_PAGE: [&str; 8] =
    ["/", "/legal/terms", "/preview/choose-one-promise", "/checkout", "/sign-in", "/sign-in/dead", "/mail/unsubscribe/dead", "/nowhere"];

on_both!(every_page_shuts_the_browsers_doors, |shop| async move {
    let browser = shop.browser();
    for path in EVERY_PAGE {
        let page = browser.get(path).await;
        let header = |name: &str| page.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1, "{path}");
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
        assert!(!header("x-request-id").is_empty(), "{path}");
        assert!(!page.text.contains(" style=\""), "{path} has an inline style, which its policy forbids");
        assert!(!page.text.contains("onclick="), "{path}");
    }
    let csp = |page: &crate::support::browser::Answer| page.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(csp(&browser.get("/checkout").await).contains("https://js.stripe.com"));
    assert!(!csp(&browser.get("/").await).contains("stripe"));
    // A lesson that anybody may read has its video, and only its page may frame it.
    let preview = browser.get("/preview/choose-one-promise").await;
    assert!(csp(&preview).contains("frame-src https://player.vimeo.com"), "{}", csp(&preview));
    assert!(preview.text.contains("src=\"https://player.vimeo.com/video/76979871?dnt=1\""), "{}", preview.text);
    assert!(csp(&browser.get("/").await).contains("frame-src 'none'"));
});

on_both!(a_form_from_another_site_is_refused, |shop| async move {
    let browser = shop.browser();
    let post = |headers: &'static [(&'static str, &'static str)]| {
        browser.post_raw("/api/identity/request_link", "application/x-www-form-urlencoded", "email=admin%40lectern.test", headers)
    };
    for foreign in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site")],
    ] {
        assert_eq!(post(foreign).await.status, 403, "{foreign:?}");
    }
    assert_eq!(post(&[("sec-fetch-site", "same-origin")]).await.status, 200);
    shop.settles().await;
    assert_eq!(shop.mails().await.len(), 1);
});

on_both!(a_person_behind_a_refused_form_gets_a_page, |shop| async move {
    let browser = shop.browser();
    let foreign = [("accept", "text/html"), ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let kind = "application/x-www-form-urlencoded";
    let page = browser.post_raw("/api/identity/request_link", kind, "email=admin%40lectern.test", &foreign).await;
    assert!(page.status == 403 && page.text.contains("<h1>This form came from another site</h1>"), "{} {}", page.status, page.text);
    let large = format!("email={}", "x".repeat(100_000));
    let page = browser.post_raw("/api/checkout/start", kind, large, &[("accept", "text/html")]).await;
    assert!(page.status == 413 && page.text.contains("<h1>That was too much at once</h1>"), "{} {}", page.status, page.text);
});

on_both!(a_writing_function_cannot_be_called_by_get, |shop| async move {
    let browser = shop.browser();
    for function in [
        "checkout/start",
        "checkout/quote",
        "identity/request_link",
        "identity/redeem_link",
        "identity/sign_out",
        "learning/mark_complete",
        "mails/choose",
        "mails/unsubscribe",
    ] {
        assert_eq!(browser.read(function, &[]).await.status, 405, "{function}");
    }
});

on_both!(nonsense_gets_a_clear_status_and_leaves_no_row, |shop| async move {
    let browser = shop.browser();
    let start = "/api/checkout/start";
    let cases = [
        (start, "application/json", "{".to_owned(), 400),
        (start, "application/x-www-form-urlencoded", "quote=1".to_owned(), 400),
        (start, "text/plain", "hello".to_owned(), 400),
        (start, "application/x-www-form-urlencoded", "%ff%fe%00".to_owned(), 400),
        (start, "application/x-www-form-urlencoded", format!("email={}", "x".repeat(100_000)), 413),
        ("/api/no/such", "application/x-www-form-urlencoded", String::new(), 404),
        ("/nowhere", "text/plain", String::new(), 405),
    ];
    for (path, kind, body, status) in cases {
        let answer = browser.post_raw(path, kind, body.clone(), &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {kind} {}: {}", body.chars().take(40).collect::<String>(), answer.text);
    }
    for path in
        ["/orders/nobody", "/sign-in/nothing", "/learn/../admin", "/%00", "/orders/%F0%9F%92%A5", "/pkg/../../Cargo.toml", "/manifest.json"]
    {
        let status = browser.get(path).await.status.as_u16();
        assert!([303, 400, 404, 410].contains(&status), "{path} {status}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 0);
});

on_both!(functions_that_need_somebody_say_so, |shop| async move {
    let browser = shop.browser();
    for function in ["learning/outline", "learning/lesson"] {
        assert_eq!(browser.read(function, &[("slug", "x")]).await.status, 401, "{function}");
    }
    for function in ["admin/overview", "admin/orders", "admin/order"] {
        let answer = browser.read(function, &[("page", "1"), ("public_id", "x")]).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (404, json!("NotFound")), "{function}");
    }
    assert_eq!(browser.get("/admin").await.status, 404);
    assert_eq!(browser.get("/admin/orders").await.status, 404);
});

on_both!(a_fault_is_a_calm_page_with_its_name, |shop| async move {
    shop.execute("DELETE FROM price_tiers").await;
    let broken = "INSERT INTO landing_versions (number, content, published_at) SELECT 2, '[]', published_at FROM landing_versions";
    shop.execute(broken).await;
    let page = shop.browser().get("/").await;
    assert_eq!(page.status, 500);
    assert!(page.text.contains(page.headers["x-request-id"].to_str().unwrap()), "the page names the request");
    assert!(!page.text.contains("site text"), "the page does not tell what is inside");
});

on_both!(machines_learn_how_it_is, |shop| async move {
    let browser = shop.browser();
    for path in ["/healthz", "/readyz", "/version"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
});
