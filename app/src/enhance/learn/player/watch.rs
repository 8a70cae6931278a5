use super::stage::Stage;
use super::{over, waiting};
use crate::api::ApiError;
use crate::api::dto::SavedPlace;
use crate::enhance::{dom, parts, toasts};
use crate::interop::{self, PlayerEvent, PlayerFault, VideoPlayer};
use domain::ids::LessonId;
use domain::tracker::Tracker;
use domain::unsent::Unsent;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// How long a player waits for what the server says to a place that it did not know yet, in milliseconds.
const ANSWER_MS: i32 = 3_000;

/// A student watching a lesson's video: what is kept of it, and how it stands with the player.
pub struct Watch {
    /// The element around the video.
    pub place: Element,
    lesson: LessonId,
    video: u64,
    student: String,
    /// Names this life of the player.
    session: String,
    /// The page's address says where the player begins.
    asked: bool,
    tracker: RefCell<Tracker>,
    player: RefCell<Option<VideoPlayer>>,
    stage: Cell<Stage>,
    warned: Cell<bool>,
}

impl Watch {
    /// Nothing is watched yet of the video in a place, which says what it is and where it begins.
    pub fn of(place: Element) -> Option<Self> {
        let number = |name: &str| place.get_attribute(name).and_then(|value| value.parse::<u32>().ok());
        let asked = number("data-at");
        let begins = asked.or_else(|| number("data-resume")).unwrap_or_default();
        Some(Self {
            lesson: place.get_attribute("data-watch")?.parse().ok()?,
            video: place.get_attribute("data-number")?.parse().ok()?,
            student: place.get_attribute("data-student")?,
            session: interop::random_id().to_string(),
            asked: asked.is_some(),
            tracker: RefCell::new(Tracker::at(begins)),
            player: RefCell::new(None),
            stage: Cell::new(Stage::Loading),
            warned: Cell::new(false),
            place,
        })
    }

    /// How it stands.
    pub fn stage(&self) -> Stage {
        self.stage.get()
    }

    fn set_stage(&self, stage: Stage) {
        self.stage.set(stage);
        stage.show(&self.place);
        over::turn(self);
    }

    /// Plays from the start.
    pub fn replay(&self) {
        self.set_stage(Stage::Ready);
        self.with_player(VideoPlayer::play);
    }

    /// Does something with the player. `false` says that it is not there.
    pub fn with_player(&self, work: impl FnOnce(&VideoPlayer)) -> bool {
        let player = self.player.borrow().clone();
        let player = player.filter(|_| matches!(self.stage(), Stage::Ready | Stage::Over));
        player.map(|player| work(&player)).is_some()
    }

    /// Where the video is, in seconds.
    pub fn at_s(&self) -> u32 {
        self.tracker.borrow().at_s()
    }

    fn frame(&self) -> Option<Element> {
        self.place.query_selector("iframe").ok().flatten()
    }

    /// Watches the player in the frame, which `plays` by itself if it is to.
    pub fn attach(self: Rc<Self>, plays: bool) {
        self.close();
        self.set_stage(Stage::Loading);
        let script = interop::body_attribute("data-player").unwrap_or_default();
        spawn_local(async move {
            let Some(frame) = self.frame() else { return };
            let place_s = self.find_place().await;
            let tell = {
                let watch = self.clone();
                move |event| watch.clone().hear(event)
            };
            let attached = VideoPlayer::attach(&frame, &script, place_s, tell).await;
            if !frame.is_connected() {
                return;
            }
            self.set_stage(match &attached {
                Ok(_) => Stage::Ready,
                Err(PlayerFault::Silent) => Stage::Silent,
                Err(PlayerFault::NoScript) => Stage::Unkept,
            });
            if let Ok(player) = attached {
                if plays {
                    player.play();
                }
                self.player.replace(Some(player));
            }
        });
    }

    /// Another frame in the place of the one that did not answer.
    pub fn attach_anew(self: Rc<Self>) {
        let Some(frame) = self.frame() else { return };
        if let Ok(fresh) = frame.clone_node()
            && frame.replace_with_with_node_1(&fresh).is_ok()
        {
            self.attach(false);
        }
    }

    /// Where the player is to begin, in seconds. What waits in this browser goes first, and the server answers with the place that
    /// holds then, on whichever device it was left.
    async fn find_place(&self) -> u32 {
        if let Some(report) = waiting::of(&self.student, &self.lesson.to_string())
            && let Some(Ok(kept)) = interop::within(ANSWER_MS, waiting::deliver(&self.student, report)).await
        {
            if !self.asked {
                self.tracker.borrow_mut().lead(kept.resume_s);
            }
            show_earned(kept);
        }
        self.tracker.borrow().place_s()
    }

    /// Lets go of the player.
    pub fn close(&self) {
        if let Some(player) = self.player.take() {
            player.close();
        }
    }

    fn hear(self: Rc<Self>, event: PlayerEvent) {
        if !self.place.is_connected() {
            return;
        }
        let due = {
            let mut tracker = self.tracker.borrow_mut();
            match event {
                PlayerEvent::Ready { at_ms, duration_ms } => tracker.begin(at_ms, duration_ms),
                PlayerEvent::Time { at_ms } => tracker.time(at_ms),
                PlayerEvent::Play => tracker.play(),
                PlayerEvent::Pause | PlayerEvent::Fault => tracker.pause(),
                PlayerEvent::Grasp { surely } => tracker.grasp(surely),
                PlayerEvent::Seek { at_ms } => tracker.seek(at_ms),
                PlayerEvent::End => tracker.end(),
            }
            let at_once = matches!(event, PlayerEvent::Pause | PlayerEvent::Seek { .. } | PlayerEvent::End | PlayerEvent::Fault);
            at_once || tracker.is_due(now_ms())
        };
        self.turn(event);
        if due && let Some(report) = self.take() {
            spawn_local(async move { self.send(report).await });
        }
    }

    /// How it stands after an event. A video that goes on after a fault had none that matters.
    fn turn(&self, event: PlayerEvent) {
        match (event, self.stage()) {
            (PlayerEvent::End, _) => self.set_stage(Stage::Over),
            (PlayerEvent::Play, stage) if stage != Stage::Ready => self.set_stage(Stage::Ready),
            (PlayerEvent::Time { .. }, Stage::Stopped) => self.set_stage(Stage::Ready),
            (PlayerEvent::Fault, Stage::Ready) => self.set_stage(Stage::Stopped),
            _ => {}
        }
    }

    fn take(&self) -> Option<Unsent> {
        let snapshot = self.tracker.borrow_mut().take(now_ms())?;
        Some(Unsent::new(self.lesson, self.video, self.session.clone(), snapshot, interop::clock_ms()))
    }

    /// Sends a report with what waits of its lesson, and what waits of others once the way is free.
    async fn send(&self, report: Unsent) {
        let report = waiting::keep(&self.student, report);
        let lesson = report.lesson().to_owned();
        match waiting::deliver(&self.student, report).await {
            Ok(kept) => {
                show_earned(kept);
                waiting::flush(&self.student, Some(&lesson)).await;
            }
            Err(ApiError::Unauthenticated) => self.warn(),
            Err(_) => {}
        }
    }

    /// Says once that the server does not know who watches.
    fn warn(&self) {
        if !self.warned.replace(true) {
            toasts::say("You are signed out. Your place in the video waits in this browser until you sign in again.");
        }
    }

    /// The page is left for another one of the course.
    pub async fn leave(&self) {
        over::stop(self);
        let report = self.take();
        if let Some(report) = report {
            self.send(report).await;
        }
    }

    /// The page may be gone before there is an answer.
    pub fn save_and_go(&self) {
        if let Some(report) = self.take() {
            waiting::send_and_go(&self.student, report);
        }
    }
}

/// Shows a tick that watching has earned.
fn show_earned(kept: SavedPlace) {
    if kept.completion.is_some() && dom::first("[data-tick]").is_some() {
        parts::renew();
    }
}

fn now_ms() -> u64 {
    u64::try_from(interop::clock_ms()).unwrap_or_default()
}
