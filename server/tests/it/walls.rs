//! What browsers and strangers may not do.

use crate::on_both;

const EVERY_PAGE: [&str; 8] =
    ["/", "/legal/terms", "/preview/choose-one-promise", "/checkout", "/sign-in", "/sign-in/dead", "/mail/unsubscribe/dead", "/nowhere"];

/// Every kind of answer: pages, files, data, redirects and refusals.
const EVERY_KIND: [&str; 17] = [
    "/learn",
    "/account",
    "/admin",
    "/favicon.svg",
    "/robots.txt",
    "/sitemap.xml",
    "/share/none.png",
    "/pictures/none",
    "/media/none",
    "/learn/notes.md",
    "/offer/events",
    "/api/none",
    "/api/identity/viewer",
    "/api/learning/outline",
    "/.well-known/security.txt",
    "/healthz",
    "/webhooks/stripe",
];
/// What caches may keep.
const PUBLIC: [&str; 5] = ["/favicon.svg", "/robots.txt", "/sitemap.xml", "/share/", "/.well-known/security.txt"];

/// What is the same for everybody who is not signed in, besides the sales page.
const SHARED: [&str; 2] = ["/preview/", "/legal/"];

on_both!(every_answer_shuts_the_browsers_doors, |shop| async move {
    let (browser, buyer) = (shop.browser(), crate::learning::student(&shop, "ada@example.com").await);
    for path in EVERY_PAGE.into_iter().chain(EVERY_KIND) {
        for (visitor, is_signed_in) in [(&browser, false), (&buyer, true)] {
            let (status, headers) = visitor.knock(http::Method::GET, path, &[("accept", "text/html")]).await;
            let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
            assert_eq!(headers.get_all("content-security-policy").iter().count(), 1, "{path}");
            assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
            assert!(header("permissions-policy").starts_with("camera=(), microphone=(), geolocation=()"), "{path}");
            assert!(!header("referrer-policy").is_empty() && !header("x-request-id").is_empty(), "{path}");
            let is_shared = !is_signed_in && (path == "/" || SHARED.iter().any(|shared| path.starts_with(shared)));
            let may_be_kept = (is_shared || PUBLIC.iter().any(|public| path.starts_with(public))) && status.is_success();
            assert_eq!(header("cache-control").contains("no-store"), !may_be_kept, "{path} {status} {}", header("cache-control"));
        }
    }
});

on_both!(no_page_has_anything_inline, |shop| async move {
    let browser = shop.browser();
    for path in EVERY_PAGE {
        let page = browser.get(path).await;
        assert_eq!(page.headers["referrer-policy"], "strict-origin-when-cross-origin", "{path}");
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

on_both!(a_browser_forgets_at_sign_out, |shop| async move {
    let buyer = crate::learning::student(&shop, "ada@example.com").await;
    let left = buyer.post_form("identity/sign_out", "/learn", &[]).await;
    assert_eq!((left.status.as_u16(), left.headers["clear-site-data"].to_str().unwrap()), (302, "\"cache\", \"storage\""));
    assert!(buyer.cookie("session").is_none() && buyer.cookie("order").is_some(), "other cookies are not its own to take");
});

on_both!(weaknesses_can_be_reported, |shop| async move {
    let text = shop.browser().get("/.well-known/security.txt").await;
    assert_eq!((text.status.as_u16(), text.headers["content-type"].to_str().unwrap()), (200, "text/plain; charset=utf-8"));
    let field =
        |name: &str| text.text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {}", text.text));
    assert_eq!(field("Contact: "), "mailto:hello@localhost");
    assert_eq!(field("Canonical: "), format!("{}/.well-known/security.txt", shop.base));
    let expires: chrono::DateTime<chrono::Utc> = field("Expires: ").parse().unwrap();
    assert!((100..365).contains(&(expires - shop.core.now()).num_days()), "{expires}");
    let policy = field("Policy: ").strip_prefix(&shop.base).unwrap();
    let page = shop.browser().get(policy).await;
    assert!(page.status == 200 && page.text.contains(">Reporting a weakness"), "{policy}: {}", page.text);
    shop.execute("DELETE FROM site_texts WHERE key = 'legal/security'").await;
    let text = shop.browser().get("/.well-known/security.txt").await.text;
    assert!(!text.contains("Policy"), "a site without the page names none: {text}");
});

on_both!(a_text_that_is_longer_than_any_gets_its_answer_beside_its_field, |shop| async move {
    let student = crate::learning::student(&shop, "ada@example.com").await;
    let lesson = crate::learning::lesson_id(&student, "choose-one-promise").await;
    let long = "x".repeat(3 * 1024 * 1024);
    let refused = student.call("notes/add", &[("lesson", &lesson), ("text", &long)]).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["Invalid"][0]["problem"]), (422, &serde_json::json!("TooLong")));
});
