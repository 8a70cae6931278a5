//! Vimeo's player. Their script, which this site serves, speaks with their frame.

use super::browser::sleep_ms;
use super::hand::Hand;
use super::{PlayerEvent, PlayerFault};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, window};
use send_wrapper::SendWrapper;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// How long script and frame may take together, in milliseconds.
const PATIENCE_MS: i32 = 8_000;
/// How long a player that is there may take for an answer, in milliseconds. Some go to a place only once they are played.
const ANSWER_MS: i32 = 3_000;
/// The speeds that a key leads through.
const RATES: [f64; 6] = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0];
/// What is listened to.
const EVENTS: [&str; 7] = ["timeupdate", "play", "pause", "seeking", "seeked", "ended", "error"];

/// The player in a frame of the page.
#[derive(Clone)]
pub struct VideoPlayer(SendWrapper<Rc<Inner>>);

struct Inner {
    player: JsValue,
    frame: Element,
    hand: Rc<Hand>,
    /// Kept while the player may call them.
    _listeners: Vec<Listener>,
}

type Listener = Closure<dyn Fn(JsValue)>;

/// Why a race was lost to the clock.
const TOO_LATE: JsValue = JsValue::TRUE;

impl VideoPlayer {
    /// Waits for the player in `frame`, leads it to a second of the video if it lets itself be led, and tells where it stands and
    /// what happens from then on.
    pub async fn attach(frame: &Element, script: &str, resume_s: u32, tell: impl Fn(PlayerEvent) + 'static) -> Result<Self, PlayerFault> {
        let deadline = timeout(PATIENCE_MS);
        let player = find(frame, script, &deadline).await?;
        let duration = race(call(&player, "getDuration", None), &deadline).await.map_err(|_| PlayerFault::Silent)?;
        if resume_s > 0 {
            let _ = answer(&player, "setCurrentTime", Some(&resume_s.into())).await;
        }
        let at = answer(&player, "getCurrentTime", None).await.map_err(|_| PlayerFault::Silent)?;
        tell(PlayerEvent::Ready { at_ms: milliseconds(&at), duration_ms: milliseconds(&duration) });
        let (hand, tell) = (Rc::new(Hand::on(frame)), Rc::new(tell));
        let listeners = listen(&player, &hand, &tell);
        // Who was quick has pressed its button before anybody listened.
        if answer(&player, "getPaused", None).await.is_ok_and(|paused| paused.is_falsy()) {
            tell(PlayerEvent::Play);
        }
        Ok(Self(SendWrapper::new(Rc::new(Inner { player, frame: frame.clone(), hand, _listeners: listeners }))))
    }

    /// Waits for the player in `frame`, and leaves it alone.
    pub async fn comes(frame: &Element, script: &str) -> Result<(), PlayerFault> {
        find(frame, script, &timeout(PATIENCE_MS)).await.map(drop)
    }

    /// Plays. A browser may refuse to, until the student has pressed something.
    pub fn play(&self) {
        self.tell("play", None);
    }

    /// Plays, or stands still.
    pub fn toggle(&self) {
        let player = self.clone();
        spawn_local(async move {
            let paused = player.get("getPaused").await.is_some_and(|paused| paused.is_truthy());
            player.tell(if paused { "play" } else { "pause" }, None);
        });
    }

    /// Goes so many seconds on, or back.
    pub fn skip(&self, seconds: f64) {
        let player = self.clone();
        spawn_local(async move {
            let (Some(at), Some(duration)) = (player.number("getCurrentTime").await, player.number("getDuration").await) else { return };
            player.go_to((at + seconds).clamp(0.0, duration)).await;
        });
    }

    /// Goes to a second because the student wants it.
    async fn go_to(&self, second: f64) {
        self.0.hand.ask(true);
        self.set("setCurrentTime", &second.into()).await;
        self.0.hand.ask(false);
    }

    /// Goes to a second, and into sight.
    pub fn show_at(&self, second: u32) {
        let player = self.clone();
        spawn_local(async move { player.go_to(second.into()).await });
        self.0.frame.scroll_into_view();
    }

    /// The next speed, or the one before; tells which, where the video may change its speed.
    pub fn change_rate(&self, faster: bool, tell: impl Fn(f64) + 'static) {
        let player = self.clone();
        spawn_local(async move {
            let Some(now) = player.number("getPlaybackRate").await else { return };
            let next = if faster { RATES.into_iter().find(|rate| *rate > now) } else { RATES.into_iter().rev().find(|rate| *rate < now) };
            if let Some(next) = next
                && player.set("setPlaybackRate", &next.into()).await
            {
                tell(next);
            }
        });
    }

    /// Shows captions, or hides them; tells which, where there are some.
    pub fn toggle_captions(&self, tell: impl Fn(bool) + 'static) {
        let player = self.clone();
        spawn_local(async move {
            let Some(tracks) = player.get("getTextTracks").await.and_then(|tracks| tracks.dyn_into::<Array>().ok()) else { return };
            let is_shown = |track: &JsValue| get(track, "mode").as_string().as_deref() == Some("showing");
            let first = tracks.get(0);
            if tracks.iter().any(|track| is_shown(&track)) {
                player.tell("disableTextTrack", None);
                tell(false);
            } else if !first.is_undefined() {
                let wanted = js_sys::Object::new();
                for name in ["language", "kind"] {
                    let _ = Reflect::set(&wanted, &name.into(), &get(&first, name));
                }
                player.tell("enableTextTrack", Some(&wanted));
                tell(true);
            }
        });
    }

    /// Fills the screen.
    pub fn fullscreen(&self) {
        self.tell("requestFullscreen", None);
    }

    /// Lets go of the frame. Vimeo's script takes it out of the page by that, so the page goes first.
    pub fn close(&self) {
        let player = self.clone();
        spawn_local(async move {
            sleep_ms(1_000).await;
            player.tell("destroy", None);
        });
    }

    /// Asks for something whose answer does not matter.
    fn tell(&self, method: &str, argument: Option<&JsValue>) {
        let promise = call(&self.0.player, method, argument);
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }

    async fn set(&self, method: &str, argument: &JsValue) -> bool {
        JsFuture::from(call(&self.0.player, method, Some(argument))).await.is_ok()
    }

    async fn get(&self, method: &str) -> Option<JsValue> {
        JsFuture::from(call(&self.0.player, method, None)).await.ok()
    }

    async fn number(&self, method: &str) -> Option<f64> {
        self.get(method).await?.as_f64()
    }
}

/// Has the player tell of its events for as long as the listeners are kept.
fn listen(player: &JsValue, hand: &Rc<Hand>, tell: &Rc<impl Fn(PlayerEvent) + 'static>) -> Vec<Listener> {
    let listener = |name: &'static str| {
        let (hand, tell) = (hand.clone(), tell.clone());
        let heard = Closure::<dyn Fn(JsValue)>::new(move |data: JsValue| {
            if let Some(event) = event(name, &data, &hand) {
                tell(event);
            }
        });
        let _ = invoke(player, "on", &Array::of2(&name.into(), heard.as_ref()));
        heard
    };
    EVENTS.map(listener).into()
}

fn invoke(player: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    Reflect::apply(&get(player, method).dyn_into::<Function>()?, player, arguments)
}

fn call(player: &JsValue, method: &str, argument: Option<&JsValue>) -> Promise {
    let arguments = argument.map_or_else(Array::new, Array::of1);
    invoke(player, method, &arguments).map_or_else(|error| Promise::reject(&error), |answer| Promise::resolve(&answer))
}

/// What an event says, if it says anything. An error that names a method is that method's answer.
fn event(name: &str, data: &JsValue, hand: &Hand) -> Option<PlayerEvent> {
    let at_ms = milliseconds(&get(data, "seconds"));
    match name {
        "play" => {
            hand.plays();
            Some(PlayerEvent::Play)
        }
        "pause" => Some(PlayerEvent::Pause),
        "seeking" => hand.moves(),
        "seeked" => Some(PlayerEvent::Seek { at_ms }),
        "ended" => Some(PlayerEvent::End),
        "error" => get(data, "method").is_falsy().then_some(PlayerEvent::Fault),
        _ => Some(PlayerEvent::Time { at_ms }),
    }
}

/// The player in `frame`, once it has answered.
async fn find(frame: &Element, script: &str, deadline: &Promise) -> Result<JsValue, PlayerFault> {
    let no_script = |error| if error == TOO_LATE { PlayerFault::Silent } else { PlayerFault::NoScript };
    race(load(script), deadline).await.map_err(no_script)?;
    let player = construct(frame).map_err(|_| PlayerFault::NoScript)?;
    race(call(&player, "ready", None), deadline).await.map_err(|_| PlayerFault::Silent)?;
    Ok(player)
}

/// Adds the script to the page, once.
fn load(script: &str) -> Promise {
    if Reflect::has(&window(), &"Vimeo".into()).unwrap_or(false) {
        return Promise::resolve(&JsValue::UNDEFINED);
    }
    Promise::new(&mut |resolve, reject| {
        let added = document().create_element("script").and_then(|element| {
            element.set_attribute("src", script)?;
            element.add_event_listener_with_callback("load", &resolve)?;
            element.add_event_listener_with_callback("error", &reject)?;
            document().head().map_or(Err(JsValue::NULL), |head| head.append_child(&element))
        });
        if added.is_err() {
            let _ = reject.call1(&JsValue::NULL, &JsValue::NULL);
        }
    })
}

fn construct(frame: &Element) -> Result<JsValue, JsValue> {
    let class = get(&get(&window(), "Vimeo"), "Player").dyn_into::<Function>()?;
    Reflect::construct(&class, &Array::of1(frame))
}

/// Fails with [`TOO_LATE`] when the time is up.
fn timeout(ms: i32) -> Promise {
    wasm_bindgen_futures::future_to_promise(async move {
        sleep_ms(ms).await;
        Err(TOO_LATE)
    })
}

/// What a player that is there answers, if it answers soon.
async fn answer(player: &JsValue, method: &str, argument: Option<&JsValue>) -> Result<JsValue, JsValue> {
    race(call(player, method, argument), &timeout(ANSWER_MS)).await
}

async fn race(promise: Promise, deadline: &Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::race(&Array::of2(&promise, deadline))).await
}

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Seconds as players tell them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float becomes the nearest number there is")]
fn milliseconds(seconds: &JsValue) -> u64 {
    (seconds.as_f64().unwrap_or_default() * 1000.0) as u64
}
