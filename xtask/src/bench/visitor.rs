//! Signing in as a person does: asking for a link, reading the mail, following it.

use crate::http;
use crate::process;
use crate::stack::Ports;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::thread;
use std::time::{Duration, Instant};

/// A mail in the development mailbox.
#[derive(Deserialize)]
struct Mail {
    to: String,
    text: String,
}

/// Signs a person in and returns the cookie that says so.
pub fn sign_in(ports: Ports, email: &str) -> Result<String> {
    let client = http::client(Duration::from_secs(10));
    let asked = post(&client, ports, "identity/request_link", "email", email)?;
    ensure!(asked.status().is_redirection() || asked.status().is_success(), "asking for a link: {}", asked.status());
    let token = await_token(&client, ports, email)?;
    let redeemed = post(&client, ports, "identity/redeem_link", "token", &token)?;
    let cookies = redeemed.headers().get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    let cookies: Vec<&str> = cookies.collect();
    ensure!(!cookies.is_empty(), "spending the link: {} and no cookie", redeemed.status());
    Ok(cookies.join("; "))
}

type Answer = ureq::http::Response<ureq::Body>;

/// Sends a form as a browser without scripts does.
fn post(client: &ureq::Agent, ports: Ports, function: &str, field: &str, value: &str) -> Result<Answer> {
    let request = client.post(format!("{}/api/{function}", ports.url())).header("accept", "text/html");
    let request = request.header("origin", ports.url()).header("sec-fetch-site", "same-origin");
    request.send_form([(field, value)]).with_context(|| format!("asking {function}"))
}

fn await_token(client: &ureq::Agent, ports: Ports, email: &str) -> Result<String> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while Instant::now() < deadline && !process::interrupted() {
        let mut answer = client.get(format!("{}/dev/mailbox", ports.url())).header("accept", "application/json").call()?;
        let mails: Vec<Mail> = serde_json::from_str(&answer.body_mut().read_to_string()?).context("reading the mailbox")?;
        if let Some(token) = mails.iter().filter(|mail| mail.to.contains(email)).find_map(|mail| token(&mail.text)) {
            return Ok(token.to_owned());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("no mail for {email} came");
}

/// The token in a mail's link.
fn token(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("/sign-in/")?;
    rest.split(|letter: char| letter.is_whitespace() || "?#\"<".contains(letter)).next().filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_the_links_last_segment() {
        assert_eq!(token("Hello\n\nhttp://127.0.0.1:3000/sign-in/abc-123\n\nBye"), Some("abc-123"));
        assert_eq!(token("Hello"), None);
    }
}
