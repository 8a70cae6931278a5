//! People at the door of the replicas: some buy, some tick lessons off, some read. Whoever buys or ticks asks again until there is an
//! answer, as a browser does whose connection broke.

use crate::bench::visitor;
use crate::http;
use crate::stack::Ports;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use ureq::Agent;

/// Who buys at once.
const BUYERS: usize = 3;
/// Between two purchases of one of them.
const PAUSE: Duration = Duration::from_millis(150);
/// Who learns at once, each for oneself.
const STUDENTS: usize = 3;
/// Between two ticks or pages of one of them.
const BREATH: Duration = Duration::from_millis(20);
/// How often somebody asks before giving up, and the pause between.
const TRIES: u32 = 200;
const AGAIN: Duration = Duration::from_millis(50);
/// What nginx answers where a replica broke off, or none is left.
const CUT_OFF: [u16; 2] = [502, 504];

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Answers of replicas.
    pub answered: usize,
    /// Requests that were cut off.
    pub broken: usize,
    /// Ticks that were set or taken back.
    pub ticks: usize,
}

/// Somebody who learns, with what was last answered of each lesson.
struct Student {
    cookie: String,
    ticked: Mutex<BTreeMap<String, bool>>,
}

/// Everybody.
pub struct Clients {
    ports: Ports,
    students: Vec<Student>,
    closed: AtomicBool,
    answered: AtomicUsize,
    broken: AtomicUsize,
    ticks: AtomicUsize,
}

/// What a replica answered.
struct Answer {
    status: u16,
    cookies: String,
    text: String,
}

impl Answer {
    fn json(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.text)?)
    }
}

impl Clients {
    /// Lets the students buy and sign in, while all is well.
    pub fn enter(ports: Ports) -> Result<Self> {
        let zero = AtomicUsize::default;
        let mut clients =
            Self { ports, students: Vec::new(), closed: AtomicBool::new(false), answered: zero(), broken: zero(), ticks: zero() };
        let client = http::client(Duration::from_secs(20));
        for number in 0..STUDENTS {
            let email = format!("learner-{number}@example.com");
            ensure!(clients.buy(&client, &email)?, "no seat for a student");
            let cookie = visitor::sign_in(ports, &email)?;
            await_course(&client, ports, &cookie)?;
            clients.students.push(Student { cookie, ticked: Mutex::default() });
        }
        Ok(clients)
    }

    /// Comes until the doors are closed.
    pub fn come(&self) -> Result<()> {
        thread::scope(|scope| {
            let buying =
                (0..BUYERS).map(|buyer| scope.spawn(move || self.until_closed(PAUSE, |turn, client| self.buyer(client, buyer, turn))));
            let learning = self
                .students
                .iter()
                .map(|student| scope.spawn(move || self.until_closed(BREATH, |turn, client| self.learn(client, student, turn))));
            let reading = [scope.spawn(|| self.until_closed(BREATH, |turn, client| self.read(client, turn)))];
            let all: Vec<_> = buying.chain(learning).chain(reading).collect();
            all.into_iter().try_for_each(|one| one.join().ok().context("a client panicked")?)
        })
    }

    /// Closes the doors: whoever is at it finishes.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// What was counted so far.
    pub fn tally(&self) -> Tally {
        let of = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        Tally { answered: of(&self.answered), broken: of(&self.broken), ticks: of(&self.ticks) }
    }

    /// Fails where a tick that was answered is not there, or one is there that was taken back.
    pub fn compare_ticks(&self) -> Result<()> {
        let client = http::client(Duration::from_secs(20));
        for student in &self.students {
            let lessons = self.lessons(&client, student)?;
            for (lesson, ticked) in student.ticked.lock().ok().context("a student panicked")?.iter() {
                ensure!(lessons.get(lesson) == Some(ticked), "the tick of {lesson} is not as it was answered: {ticked}");
            }
        }
        Ok(())
    }

    fn until_closed(&self, pause: Duration, turn: impl Fn(usize, &Agent) -> Result<()>) -> Result<()> {
        let client = http::client(Duration::from_secs(20));
        for number in 0.. {
            if self.closed.load(Ordering::Relaxed) {
                break;
            }
            turn(number, &client)?;
            thread::sleep(pause);
        }
        Ok(())
    }

    fn buyer(&self, client: &Agent, buyer: usize, turn: usize) -> Result<()> {
        self.buy(client, &format!("buyer-{buyer}-{turn}@example.com")).map(drop)
    }

    /// Buys with the good card, and says whether a seat was left. The browser's key makes a second click the same order.
    fn buy(&self, client: &Agent, email: &str) -> Result<bool> {
        let quote = self.insist(client, "checkout/quote", "", &[])?;
        let id = quote.json()?["quote"]["id"].as_str().map(str::to_owned);
        let Some(id) = id else { return Ok(false) };
        let started = self.insist(client, "checkout/start", &quote.cookies, &[("quote", &id), ("email", email), ("name", "Buyer")])?;
        if started.status == 409 {
            return Ok(false);
        }
        let started = started.json()?;
        let secret = started["client_secret"].as_str().with_context(|| format!("no payment: {started}"))?;
        let intent = secret.split("_secret").next().unwrap_or_default();
        self.pay(client, intent)?;
        Ok(true)
    }

    fn pay(&self, client: &Agent, intent: &str) -> Result<()> {
        let url = format!("{}/_control/payment_intents/{intent}/confirm", self.ports.sandbox_url());
        let card = json!({ "card": "4242424242424242" }).to_string();
        let status = client.post(url).header("content-type", "application/json").send(card)?.status();
        ensure!(status.is_success(), "the sandbox refused a payment: {status}");
        Ok(())
    }

    /// Looks at the dashboard, and ticks a lesson off or takes the tick back.
    fn learn(&self, client: &Agent, student: &Student, turn: usize) -> Result<()> {
        let lessons = self.lessons(client, student)?;
        ensure!(!lessons.is_empty(), "a student sees no lesson");
        let (lesson, completed) = lessons.iter().nth(turn % lessons.len()).context("no lesson")?;
        let function = if *completed { "learning/undo_complete" } else { "learning/mark_complete" };
        let answer = self.insist(client, function, &student.cookie, &[("lesson", lesson)])?;
        ensure!(answer.status == 200, "{function}: {}", answer.status);
        self.ticks.fetch_add(1, Ordering::Relaxed);
        student.ticked.lock().ok().context("a student panicked")?.insert(lesson.clone(), !completed);
        Ok(())
    }

    /// The open lessons, each with whether it is ticked off.
    fn lessons(&self, client: &Agent, student: &Student) -> Result<BTreeMap<String, bool>> {
        let outline = loop {
            if let Some(answer) = self.get(client, "/api/learning/outline", Some(&student.cookie))? {
                break answer.json()?;
            }
            thread::sleep(AGAIN);
        };
        let modules = outline["modules"].as_array().context("an outline without modules")?;
        let lessons = modules.iter().filter_map(|module| module["lessons"].as_array()).flatten();
        let open = lessons.filter(|lesson| lesson["closed"].is_null());
        Ok(open.filter_map(|lesson| Some((lesson["id"].as_str()?.to_owned(), lesson["completed"].as_bool()?))).collect())
    }

    /// Reads the sales page and a dashboard by turns. A page that was cut off is looked at no more.
    fn read(&self, client: &Agent, turn: usize) -> Result<()> {
        let student = self.students.get(turn % self.students.len()).context("nobody reads")?;
        self.get(client, "/", None)?;
        self.get(client, "/learn", Some(&student.cookie)).map(drop)
    }

    fn get(&self, client: &Agent, path: &str, cookie: Option<&str>) -> Result<Option<Answer>> {
        let accept = if path.starts_with("/api/") { "application/json" } else { "text/html" };
        let mut request = client.get(format!("{}{path}", self.ports.url())).header("accept", accept);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let answer = self.heard(request.call());
        if let Some(answer) = &answer {
            ensure!(answer.status == 200, "{path}: {}", answer.status);
        }
        Ok(answer)
    }

    /// Posts again and again until a replica answers: well, or that the world has changed.
    fn insist(&self, client: &Agent, function: &str, cookie: &str, form: &[(&str, &str)]) -> Result<Answer> {
        for _ in 0..TRIES {
            let request = client.post(format!("{}/api/{function}", self.ports.url())).header("accept", "application/json");
            let request = request.header("origin", self.ports.url()).header("sec-fetch-site", "same-origin").header("cookie", cookie);
            if let Some(answer) = self.heard(request.send_form(form.iter().copied())) {
                ensure!([200, 409].contains(&answer.status), "{function}: {} {}", answer.status, answer.text);
                return Ok(answer);
            }
            thread::sleep(AGAIN);
        }
        bail!("no replica answers {function}")
    }

    /// What a replica answered, if it lived to the end of it.
    fn heard(&self, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Option<Answer> {
        let whole = answer.ok().and_then(|mut answer| {
            let cookies = answer.headers().get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
            let cookies = cookies.collect::<Vec<_>>().join("; ");
            let text = answer.body_mut().read_to_string().ok()?;
            Some(Answer { status: answer.status().as_u16(), cookies, text }).filter(|answer| !CUT_OFF.contains(&answer.status))
        });
        let count = if whole.is_some() { &self.answered } else { &self.broken };
        count.fetch_add(1, Ordering::Relaxed);
        whole
    }
}

/// Waits until what was paid for is open.
fn await_course(client: &Agent, ports: Ports, cookie: &str) -> Result<()> {
    let url = format!("{}/api/learning/outline", ports.url());
    for _ in 0..TRIES {
        if client.get(&url).header("accept", "application/json").header("cookie", cookie).call()?.status() == 200 {
            return Ok(());
        }
        thread::sleep(AGAIN);
    }
    bail!("a student's course does not open")
}
