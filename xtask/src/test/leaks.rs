//! What no log may hold: addresses of people, tokens that open something, keys, and numbers of cards.

/// The shortest rest of a token or a key that opens anything.
const SHORTEST: usize = 12;

/// The lines of a log that hold such a thing, each with what it is. The thing itself is not repeated.
pub fn leaks(log: &str) -> Vec<String> {
    let of_line = |(number, line): (usize, &str)| found(line).map(|what| format!("line {}: {what}", number + 1));
    log.lines().enumerate().filter_map(of_line).collect()
}

fn found(line: &str) -> Option<&'static str> {
    let words = || line.split(|c: char| !(c.is_alphanumeric() || "@._%+-/".contains(c)));
    [
        (words().any(is_address), "an e-mail address"),
        (words().any(has_session), "a signed token"),
        (follows(line, "/sign-in/") || follows(line, "/mail/unsubscribe/"), "a token of a link"),
        (["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"].iter().any(|key| follows(line, key)), "a key"),
        (has_card(line), "a number of a card"),
    ]
    .into_iter()
    .find_map(|(is_so, what)| is_so.then_some(what))
}

fn is_address(word: &str) -> bool {
    let Some((local, host)) = word.split_once('@') else { return false };
    let host = host.trim_end_matches('.');
    !local.is_empty() && !host.starts_with('.') && host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
}

/// Header, claims and signature, as in a session's cookie.
fn has_session(word: &str) -> bool {
    let parts: Vec<_> = word.split('.').collect();
    parts
        .windows(3)
        .any(|parts| parts[0].trim_start_matches(['/', '-', '_']).starts_with("eyJ") && parts.iter().all(|part| part.len() >= SHORTEST))
}

/// Whether something long stands right after a beginning.
fn follows(line: &str, beginning: &str) -> bool {
    line.split(beginning)
        .skip(1)
        .any(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).count() >= SHORTEST)
}

/// Fifteen or sixteen digits that pass the check of card numbers, together or in groups, with nothing of a longer name around them.
fn has_card(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    (0..chars.len()).any(|start| {
        if !matches!(chars[start], '3'..='6') || start > 0 && (is_part(chars[start - 1]) || chars[start - 1] == '-') {
            return false;
        }
        let mut digits = Vec::new();
        let mut end = start;
        while end < chars.len() && digits.len() <= 16 {
            match chars[end] {
                digit @ '0'..='9' => digits.push(digit as u32 - '0' as u32),
                ' ' | '-' if chars[end - 1].is_ascii_digit() => {}
                _ => break,
            }
            end += 1;
        }
        while end > start && !chars[end - 1].is_ascii_digit() {
            end -= 1;
        }
        let ends = chars.get(end).is_none_or(|c| !is_part(*c));
        ends && matches!(digits.len(), 15 | 16) && checks(&digits)
    })
}

fn checks(digits: &[u32]) -> bool {
    let value = |(place, digit): (usize, &u32)| if place % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 };
    digits.iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_people_is_found_and_not_repeated() {
        for (line, what) in [
            (r#"INFO sent to="ada@example.com""#, "an e-mail address"),
            ("WARN <Ada.Lovelace+1@mail.example.org>: bounced", "an e-mail address"),
            ("cookie session=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r", "a signed token"),
            ("GET /sign-in/Zm9vYmFyYmF6cXV4 200", "a token of a link"),
            ("key sk_test_51HabcdefGHIJKL is wrong", "a key"),
            ("secret whsec_abcdefghijkl", "a key"),
            ("card 4242424242424242 declined", "a number of a card"),
            ("card 4242 4242 4242 4242 declined", "a number of a card"),
        ] {
            assert_eq!(leaks(&format!("fine\n{line}\nfine")), [format!("line 2: {what}")], "{line}");
        }
    }

    #[test]
    fn what_belongs_into_a_log_is_left_alone() {
        let log = "2026-11-25T10:00:00.123456Z  INFO ready address=127.0.0.1:41234 public_url=\"http://127.0.0.1:41234\"\n\
                   WARN request{request.id=\"0190b5a8-4242-4242-8242-424242424242\" http.path=/sign-in}: slow, 1234567890123456 ns\n\
                   WARN job.id=4242424242424243 nobody@ home, at 3 @ 4.5, sk_test_ and whsec_ have no rest\n\
                   INFO order=K7d_4242424242424242 rate=4242424242424242.5";
        assert_eq!(leaks(log), Vec::<String>::new());
    }
}
