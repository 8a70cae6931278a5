//! Requests and jobs are traces that a collector is told of.

use super::{Receiver, Told};
use crate::support::Browser;
use crate::support::eventually;
use crate::support::process::free_addresses;
use server::services::seed::DEMO_ADMIN;
use std::collections::BTreeMap;

/// The trace and the span of a caller.
const CALLER: [&str; 2] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
/// What must stay with us.
const SECRETS: [&str; 3] = ["qT7f0secret", "ada@example.com", DEMO_ADMIN];

/// A span as it was told.
#[derive(Debug, Default)]
struct Span {
    trace: String,
    parent: String,
    name: String,
    attributes: BTreeMap<String, String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_and_the_mail_that_it_leads_to_are_told_and_carry_its_name() {
    let collector = Receiver::at("/v1/traces").await;
    let addresses = free_addresses(2);
    let settings = [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.base.as_str()), ("OTEL_SERVICE_NAME", "the-shop")];
    // Nothing but the end of the program sends what was gathered.
    let slow = [("OTEL_BSP_SCHEDULE_DELAY", "600000")];
    let behind_proxy = [&settings[..], &slow, &[("CLIENT_IP_SOURCE", "X-Forwarded-For")]].concat();
    let in_the_open = [&settings[..], &slow].concat();
    let (proxied, open) = tokio::join!(Told::start(addresses[0].clone(), &behind_proxy), Told::start(addresses[1].clone(), &in_the_open));

    let visitor = Browser::new(&proxied.base);
    let caller = format!("00-{}-{}-01", CALLER[0], CALLER[1]);
    let path = "/sign-in/qT7f0secret?email=ada@example.com";
    let seen = name_of(&visitor.get_with(path, &[("traceparent", &caller)]).await.headers);
    let unbelieved = name_of(&Browser::new(&open.base).get_with(path, &[("traceparent", &caller)]).await.headers);
    let asked = name_of(&visitor.call("identity/request_link", &[("email", DEMO_ADMIN)]).await.headers);
    let mailbox = proxied.scratch.folder.join("data/mailbox");
    let is_sent = || {
        std::fs::read_dir(&mailbox)
            .is_ok_and(|files| files.flatten().any(|file| file.path().extension().is_some_and(|kind| kind == "json")))
    };
    eventually("the link is mailed", || async { is_sent() }).await;
    assert!(collector.told().is_empty(), "nothing is told before the end");
    tokio::join!(proxied.stop(), open.stop());

    let told: Vec<Span> = collector.told().iter().flat_map(|body| spans(body)).collect();
    let of = |id: &str| told.iter().filter(|span| span.attributes.get("request.id").is_some_and(|named| named == id)).collect::<Vec<_>>();
    let [page] = of(&seen)[..] else { panic!("{told:?}") };
    assert_eq!((page.name.as_str(), page.trace.as_str(), page.parent.as_str()), ("GET /sign-in/{token}", CALLER[0], CALLER[1]));
    let known = |name: &str| page.attributes.get(name).map(String::as_str);
    assert_eq!((known("http.path"), known("http.response.status_code")), (Some("/sign-in"), Some("410")));
    let [alone] = of(&unbelieved)[..] else { panic!("{told:?}") };
    assert!(alone.trace != CALLER[0] && alone.parent.is_empty(), "without a proxy a visitor names no trace");

    let named: Vec<_> = of(&asked).iter().map(|span| span.name.as_str()).collect();
    assert_eq!(named.iter().collect::<std::collections::BTreeSet<_>>(), ["POST /api/identity/request_link", "job"].iter().collect());
    let request = of(&asked).into_iter().find(|span| span.name != "job").unwrap();
    assert!(told.iter().any(|span| span.trace == request.trace && span.name == "INSERT jobs"), "its statements are in it: {told:?}");
    assert_eq!(collector.finds(&["service.name", "the-shop", "service.version"]).len(), 3);
    assert!(collector.finds(&SECRETS).is_empty(), "{:?}", collector.finds(&SECRETS));
}

fn name_of(headers: &reqwest::header::HeaderMap) -> String {
    headers["x-request-id"].to_str().unwrap().to_owned()
}

/// The spans of an `ExportTraceServiceRequest`.
fn spans(request: &[u8]) -> Vec<Span> {
    let scopes = inside(&of_field(request, 1), 2);
    inside(&scopes, 2).into_iter().map(span).collect()
}

fn inside<'a>(messages: &[&'a [u8]], field: u64) -> Vec<&'a [u8]> {
    messages.iter().flat_map(|message| of_field(message, field)).collect()
}

fn span(message: &[u8]) -> Span {
    let bytes = |field| of_field(message, field).first().copied().unwrap_or_default();
    let attributes = of_field(message, 9).into_iter().map(|attribute| {
        let value = of_field(attribute, 2)[0];
        let number = fields(value).into_iter().find_map(|(field, value)| (field == 3).then_some(value));
        let value = match number {
            Some(Value::Number(number)) => number.to_string(),
            _ => of_field(value, 1).first().map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default(),
        };
        (String::from_utf8_lossy(of_field(attribute, 1)[0]).into_owned(), value)
    });
    Span {
        trace: hex::encode(bytes(1)),
        parent: hex::encode(bytes(4)),
        name: String::from_utf8_lossy(bytes(5)).into_owned(),
        attributes: attributes.collect(),
    }
}

/// A value on the wire of Protocol Buffers.
enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Fixed,
}

fn of_field(message: &[u8], wanted: u64) -> Vec<&[u8]> {
    let bytes = |(field, value)| match value {
        Value::Bytes(bytes) if field == wanted => Some(bytes),
        _ => None,
    };
    fields(message).into_iter().filter_map(bytes).collect()
}

fn fields(mut message: &[u8]) -> Vec<(u64, Value<'_>)> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let key = varint(&mut message);
        let value = match key & 7 {
            0 => Value::Number(varint(&mut message)),
            1 => fixed(&mut message, 8),
            2 => {
                let length = usize::try_from(varint(&mut message)).unwrap();
                Value::Bytes(message.split_off(..length).unwrap())
            }
            5 => fixed(&mut message, 4),
            other => panic!("wire type {other}"),
        };
        fields.push((key >> 3, value));
    }
    fields
}

fn fixed<'a>(message: &mut &'a [u8], length: usize) -> Value<'a> {
    message.split_off(..length).unwrap();
    Value::Fixed
}

fn varint(message: &mut &[u8]) -> u64 {
    let mut number = 0;
    for place in 0..10 {
        let byte = *message.split_off_first().unwrap();
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}
