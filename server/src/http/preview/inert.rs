//! Makes a page of ours inert: no script is left in it, nothing can be pressed or typed, and its links are asked about.
//!
//! It reads what our own pages are made of: tags whose attributes stand in double quotes, and texts in which `<` is escaped. No form
//! could be sent and no script could run anyway, because the page's policy forbids both; here it is said where it shows.

/// What a control says that does nothing.
const SAYS: &str = " disabled title=\"Nothing is sent from a preview\"";
/// What a link says that leads nowhere.
const DEAD: &str = " role=\"link\" aria-disabled=\"true\" title=\"Not part of this preview\"";
/// What can be pressed or typed into.
const CONTROLS: [&str; 4] = ["button", "input", "select", "textarea"];

/// The page without what could do something. `way` says where a link leads; `None` is nowhere.
pub fn inert(html: &str, way: impl Fn(&str) -> Option<String>) -> String {
    let mut page = String::with_capacity(html.len() + 4096);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = tag_end(rest);
        let (tag, after) = rest.split_at(end);
        rest = if name_of(tag) == "script" { past_script(after) } else { after };
        push_tag(&mut page, tag, &way);
    }
    page.push_str(rest);
    page
}

/// Where the tag ends at which `html` begins: after its `>`, if that is in no attribute.
fn tag_end(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    let mut quoted = false;
    for (place, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return place + 1,
            _ => {}
        }
    }
    html.len()
}

/// The name of an opening tag; empty for anything else.
fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    &inner[..end]
}

fn past_script(after: &str) -> &str {
    after.split_once("</script>").map_or("", |(_, after)| after)
}

fn push_tag(page: &mut String, tag: &str, way: &impl Fn(&str) -> Option<String>) {
    match name_of(tag) {
        "script" => {}
        name if CONTROLS.contains(&name) => page.push_str(&with(&without(tag, "disabled"), SAYS)),
        "form" => page.push_str(&without(&without(tag, "action"), "method")),
        "a" => match value_of(tag, "href") {
            Some(href) => match way(&href.replace("&amp;", "&")) {
                Some(to) => page.push_str(&with(&without(tag, "href"), &format!(" href=\"{}\"", escaped(&to)))),
                None => page.push_str(&with(&without(tag, "href"), DEAD)),
            },
            None => page.push_str(tag),
        },
        _ => page.push_str(tag),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

/// Where an attribute stands in a tag, with the space before it, and its value.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<(std::ops::Range<usize>, &'a str)> {
    let mut place = 1 + name_of(tag).len();
    while let Some(offset) = tag[place..].find(|c: char| !c.is_ascii_whitespace()) {
        let start = place + offset;
        let length = tag[start..].find(['=', ' ', '>', '/', '\n']).filter(|length| *length > 0)?;
        let end = start + length;
        let value = tag[end..].strip_prefix("=\"").and_then(|quoted| quoted.split_once('"')).map(|(value, _)| value);
        let after = value.map_or(end, |value| end + value.len() + 3);
        if &tag[start..end] == name {
            return Some((place..after, value.unwrap_or_default()));
        }
        place = after;
    }
    None
}

fn value_of<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    attribute(tag, name).map(|(_, value)| value)
}

fn without(tag: &str, name: &str) -> String {
    attribute(tag, name).map_or_else(|| tag.to_owned(), |(place, _)| format!("{}{}", &tag[..place.start], &tag[place.end..]))
}

/// The tag with more attributes, before its end.
fn with(tag: &str, more: &str) -> String {
    let end = tag.trim_end_matches('>').trim_end_matches('/').trim_end().len();
    format!("{}{more}{}", &tag[..end], &tag[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        inert(html, |address| address.strip_prefix("/in").map(|rest| format!("/out{rest}?a=1&b=2")))
    }

    #[test]
    fn links_lead_where_they_are_told_to() {
        assert_eq!(shown("<a class=\"link\" href=\"/in/x\">x</a>"), "<a class=\"link\" href=\"/out/x?a=1&amp;b=2\">x</a>");
        assert_eq!(shown("<a href=\"/away\" class=\"link\">x</a>"), format!("<a class=\"link\"{DEAD}>x</a>"));
        assert_eq!(shown("<a class=\"mark\">x</a>"), "<a class=\"mark\">x</a>");
    }

    #[test]
    fn scripts_are_gone_and_forms_lead_nowhere() {
        assert_eq!(shown("a<script type=\"module\">if (1 < 2) { \"<a href='/in'>\" }</script>b"), "ab");
        let form = "<form method=\"post\" action=\"/api/x\" class=\"grid\"><input type=\"text\" name=\"a\" value=\"1 > 0\"><button disabled>Go</button></form>";
        let expected =
            format!("<form class=\"grid\"><input type=\"text\" name=\"a\" value=\"1 > 0\"{SAYS}><button{SAYS}>Go</button></form>");
        assert_eq!(shown(form), expected);
        assert_eq!(shown("<input name=\"a\"/>"), format!("<input name=\"a\"{SAYS}/>"));
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for same in [
            "<!DOCTYPE html><html lang=\"en\">",
            "<p title=\"a > b\">x &lt;a href=\"/in\"&gt; y</p>",
            "<!-- <a href=\"/in\"> -->",
            "<iframe src=\"/in\"></iframe>",
            "<abbr href=\"/in\">x</abbr>",
            "no tag at all",
            "<a data-href=\"/in\">x</a>",
        ] {
            assert_eq!(shown(same), same);
        }
    }
}
