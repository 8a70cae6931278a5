//! Forms whose answer a script puts into the page.

use crate::on_both;
use app::forms::IN_PLACE;

const FORM: &str = "application/x-www-form-urlencoded";

on_both!(a_script_is_told_where_a_form_leads_and_a_browser_is_led_there, |shop| async move {
    let browser = shop.browser();
    let from = format!("{}/sign-in", shop.base);
    let headers = [("accept", "text/html"), ("referer", from.as_str()), (IN_PLACE, "1")];
    let ask = |body: &'static str, script: bool| {
        browser.post_raw("/api/identity/request_link", FORM, body, if script { &headers } else { &headers[..2] })
    };
    for (script, status) in [(false, 302), (true, 204)] {
        let answer = ask("email=ada%40example.com", script).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.headers["location"], "/sign-in?sent=1");
        let refused = ask("email=ada", script).await;
        assert_eq!(refused.status.as_u16(), 422);
        assert!(refused.text.contains("value=\"ada\"") && refused.text.contains("aria-invalid"), "{}", refused.text);
    }
});

on_both!(a_vat_id_that_does_not_count_is_shown_with_why, |shop| async move {
    let browser = shop.browser();
    let answer = browser.post_form("checkout/quote", "/checkout", &[("country", "AT"), ("vat_id", "ATU1")]).await;
    let page = browser.get(answer.headers["location"].to_str().unwrap()).await.text;
    assert!(page.contains("ATU1") && page.contains("does not look like a VAT id"), "{page}");
});
