//! What is different before the public: everything is over TLS, and nothing of the desk is there.

use crate::on_both;
use crate::sign_in::token;
use crate::support::{Plan, Shop};
use http::{HeaderMap, Method};

fn plan() -> Plan {
    Plan { production: true, ..Plan::default() }
}

/// The lines that set cookies.
fn cookies(headers: &HeaderMap) -> Vec<String> {
    headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap().to_owned()).collect()
}

fn assert_tied(line: &str, name: &str) {
    assert!(line.starts_with(&format!("__Host-{name}=")), "{line}");
    for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(line.contains(attribute), "{attribute} in {line}");
    }
    assert!(!line.to_ascii_lowercase().contains("domain"), "{line}");
}

async fn header(shop: &Shop, path: &str, name: &str) -> String {
    let (_, headers) = shop.browser().knock(Method::GET, path, &[("accept", "text/html")]).await;
    headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

on_both!(browsers_come_back_over_tls_alone, plan(), |shop| async move {
    for path in ["/", "/sign-in", "/checkout", "/learn", "/favicon.svg", "/api/identity/viewer", "/nowhere", "/healthz", "/webhooks/stripe"]
    {
        assert_eq!(header(&shop, path, "strict-transport-security").await, "max-age=31536000; includeSubDomains", "{path}");
    }
    for page in ["/", "/sign-in", "/checkout"] {
        assert!(header(&shop, page, "content-security-policy").await.ends_with("; upgrade-insecure-requests"), "{page}");
    }
});

on_both!(cookies_are_tied_to_the_host_and_to_tls, plan(), |shop| async move {
    let asked = shop.browser().call("checkout/quote", &[]).await;
    assert_tied(&cookies(&asked.headers)[0], "order");
    let admin = shop.browser();
    let sent = token(&shop, &admin, server::services::seed::DEMO_ADMIN).await;
    let entered = admin.call("identity/redeem_link", &[("token", &sent)]).await;
    assert_tied(&cookies(&entered.headers)[0], "session");
    assert_eq!(admin.get("/sign-in/code").await.status, 200);
    let other = shop.browser();
    other.set_cookie("session", &admin.cookie("__Host-session").unwrap());
    assert_ne!(other.get("/sign-in/code").await.status, 200, "a cookie that another host could have set is not read");
    let left = admin.call("identity/sign_out", &[]).await;
    let line = cookies(&left.headers).remove(0);
    assert_tied(&line, "session");
    assert!(line.contains("Max-Age=0"), "{line}");
});

on_both!(nothing_of_the_desk_is_there, plan(), |shop| async move {
    let browser = shop.browser();
    for path in ["/dev/mailbox", "/pkg/", "/pkg", "/.git/config", "/.env", "/Leptos.toml"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    for path in ["/", "/sign-in", "/api/identity/viewer", "/healthz"] {
        let (status, _) = browser.knock(Method::TRACE, path, &[("sec-fetch-site", "same-origin")]).await;
        assert_eq!(status, 405, "{path}");
    }
});
