use super::super::complete_toggle::Ticks;
use super::super::course::Course;
use super::report::Report;
use super::waiting;
use crate::api::ApiError;
use crate::api::dto::SavedPlace;
use crate::components::{NOT_LOADED, Toaster};
use crate::interop::{self, PlayerEvent, PlayerFault, VideoPlayer};
use chrono::DateTime;
use domain::ids::{LessonId, UserId};
use domain::lesson_access::Closed;
use domain::tracker::Tracker;
use domain::video::VimeoVideo;
use leptos::html::Iframe;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How it stands with the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It may come.
    Loading,
    /// It is there.
    Ready,
    /// The video is over.
    Over,
    /// It did not come.
    Silent,
    /// It was there, and cannot go on.
    Stopped,
    /// It may be there, but our script is not: nothing can be kept.
    Unkept,
}

/// How long a player waits for what the server says to a place that it did not know yet, in milliseconds.
const ANSWER_MS: i32 = 3_000;

/// Who watches what: the ids of lesson, video and student, and of this life of the player.
#[derive(Clone)]
struct Names {
    lesson: LessonId,
    video: u64,
    student: String,
    session: String,
    /// The page's address says where the player begins.
    asked: bool,
}

/// What watching changes around the video.
#[derive(Clone, Copy)]
struct Around {
    ticks: Ticks,
    course: Course,
    toaster: Option<Toaster>,
}

/// A student watching a lesson's video: what is kept of it, and how it stands with the player.
#[derive(Clone, Copy)]
pub struct Watch {
    names: StoredValue<Names>,
    around: StoredValue<Around>,
    tracker: StoredValue<Tracker>,
    player: StoredValue<Option<VideoPlayer>>,
    stage: RwSignal<Stage>,
    warned: StoredValue<bool>,
}

impl Watch {
    /// Nothing is watched yet of the video whose player has this address. It begins at second `asked_s`, or else at `resume_s`.
    pub fn new(
        address: &str,
        lesson: LessonId,
        student: UserId,
        resume_s: u32,
        asked_s: Option<u32>,
        ticks: Ticks,
        course: Course,
    ) -> Self {
        let session = interop::random_id().to_string();
        let video = VimeoVideo::parse(address).and_then(|video| video.number()).unwrap_or_default();
        Self {
            names: StoredValue::new(Names { lesson, video, student: student.to_string(), session, asked: asked_s.is_some() }),
            around: StoredValue::new(Around { ticks, course, toaster: use_context() }),
            tracker: StoredValue::new(Tracker::at(asked_s.unwrap_or(resume_s))),
            player: StoredValue::new(None),
            stage: RwSignal::new(Stage::Loading),
            warned: StoredValue::new(false),
        }
    }

    /// How it stands.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Why there is no video, if there is none.
    pub fn trouble(self) -> Option<&'static str> {
        match self.stage() {
            Stage::Silent => Some(NOT_LOADED),
            Stage::Stopped => Some("The video has stopped"),
            Stage::Loading | Stage::Ready | Stage::Over | Stage::Unkept => None,
        }
    }

    /// Whether the next lesson follows by itself.
    pub fn goes_on(self) -> bool {
        self.around.get_value().course.goes_on()
    }

    /// The lesson that is opened next is to play by itself.
    pub fn expect_playing(self) {
        self.around.get_value().course.expect_playing();
    }

    /// Whether what shut another lesson has passed while this one was watched.
    pub fn has_seen_pass(self, closed: Closed) -> bool {
        let done = self.around.get_value().ticks.is_done().then(|| self.names.get_value().lesson);
        DateTime::from_timestamp_millis(interop::clock_ms()).is_some_and(|now| closed.has_passed(now, done))
    }

    /// Plays from the start.
    pub fn replay(self) {
        self.stage.set(Stage::Ready);
        self.with_player(VideoPlayer::play);
    }

    /// Does something with the player. `false` says that it is not there.
    pub fn with_player(self, work: impl FnOnce(&VideoPlayer)) -> bool {
        let player = self.player.try_with_value(Clone::clone).flatten();
        let player = player.filter(|_| matches!(self.stage.get_untracked(), Stage::Ready | Stage::Over));
        player.map(|player| work(&player)).is_some()
    }

    /// Where the video is, in seconds.
    pub fn at_s(self) -> u32 {
        self.tracker.try_with_value(Tracker::at_s).unwrap_or_default()
    }

    /// Moves the video to a second and the page to the video.
    pub fn show_at(self, second: u32) {
        self.with_player(|player| player.show_at(second));
    }

    /// Moves the video by a key. `false` says that the key is none of its, or that there is no player to move.
    pub fn press(self, key: &str) -> bool {
        match key {
            " " | "k" => self.with_player(VideoPlayer::toggle),
            "j" => self.with_player(|player| player.skip(-10.0)),
            "l" => self.with_player(|player| player.skip(10.0)),
            "f" => self.with_player(VideoPlayer::fullscreen),
            "c" => self.with_player(|player| player.toggle_captions(move |shown| self.say(captions_words(shown)))),
            "<" | ">" => self.with_player(|player| player.change_rate(key == ">", move |rate| self.say(speed_words(rate)))),
            _ => false,
        }
    }

    fn say(self, words: &'static str) {
        if let Some(toaster) = self.around.try_get_value().and_then(|around| around.toaster) {
            toaster.say(words);
        }
    }

    /// Watches the player in `frame`, and each that takes its place, until the page is left.
    pub fn follow(self, frame: NodeRef<Iframe>) {
        Effect::new(move |_| {
            if let Some(frame) = frame.get() {
                self.attach(frame.into());
            }
        });
        Effect::new(move |_| {
            let gone = window_event_listener_untyped("pagehide", move |_| self.save_and_go());
            let hidden = window_event_listener_untyped("visibilitychange", move |_| {
                if interop::is_hidden() {
                    self.save_and_go();
                }
            });
            on_cleanup(move || {
                self.leave();
                self.close();
                [gone, hidden].into_iter().for_each(WindowListenerHandle::remove);
            });
        });
    }

    fn attach(self, frame: leptos::web_sys::Element) {
        self.close();
        self.stage.set(Stage::Loading);
        let plays = self.around.get_value().course.is_to_play();
        let script = interop::body_attribute("data-player").unwrap_or_default();
        spawn_local(async move {
            let Some(place_s) = self.find_place().await else { return };
            let attached = VideoPlayer::attach(&frame, &script, place_s, move |event| self.hear(event)).await;
            let stage = match &attached {
                Ok(_) => Stage::Ready,
                Err(PlayerFault::Silent) => Stage::Silent,
                Err(PlayerFault::NoScript) => Stage::Unkept,
            };
            if self.stage.try_set(stage).is_some() || !frame.is_connected() {
                // The page was left meanwhile.
                return;
            }
            if let Ok(player) = attached {
                if plays {
                    player.play();
                }
                self.player.try_set_value(Some(player));
            }
        });
    }

    /// Where the player is to begin, in seconds. What waits in this browser goes first, and the server answers with the place that
    /// holds then, on whichever device it was left.
    async fn find_place(self) -> Option<u32> {
        let Names { lesson, student, asked, .. } = self.names.try_get_value()?;
        if let Some(report) = waiting::of(&student, &lesson.to_string())
            && let Some(Ok(kept)) = interop::within(ANSWER_MS, waiting::deliver(&student, report)).await
        {
            if !asked {
                self.tracker.try_update_value(|tracker| tracker.lead(kept.resume_s));
            }
            self.earned(kept);
        }
        self.tracker.try_with_value(Tracker::place_s)
    }

    fn close(self) {
        if let Some(player) = self.player.try_update_value(Option::take).flatten() {
            player.close();
        }
    }

    fn hear(self, event: PlayerEvent) {
        let due = self.tracker.try_update_value(|tracker| {
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
        });
        self.turn(event);
        if due == Some(true)
            && let Some(report) = self.take()
        {
            self.save(report);
        }
    }

    /// How it stands after an event. A video that goes on after a fault had none that matters.
    fn turn(self, event: PlayerEvent) {
        let stage = match (event, self.stage.try_get_untracked()) {
            (PlayerEvent::End, _) => Stage::Over,
            (PlayerEvent::Play, _) | (PlayerEvent::Time { .. }, Some(Stage::Stopped)) => Stage::Ready,
            (PlayerEvent::Fault, Some(Stage::Ready)) => Stage::Stopped,
            _ => return,
        };
        self.stage.try_set(stage);
    }

    fn take(self) -> Option<Report> {
        let snapshot = self.tracker.try_update_value(|tracker| tracker.take(now_ms())).flatten()?;
        let Names { lesson, video, session, .. } = self.names.try_get_value()?;
        Some(Report::new(lesson, video, session, snapshot))
    }

    fn save(self, report: Report) {
        if let Some(names) = self.names.try_get_value() {
            spawn_local(self.send(names.student, report));
        }
    }

    /// Sends a report with what waits of its lesson, and what waits of others once the way is free.
    async fn send(self, student: String, report: Report) {
        let report = waiting::keep(&student, report);
        let lesson = report.lesson().to_owned();
        match waiting::deliver(&student, report).await {
            Ok(kept) => {
                self.earned(kept);
                waiting::flush(&student, Some(&lesson)).await;
            }
            Err(ApiError::Unauthenticated) => self.warn(),
            Err(_) => {}
        }
    }

    /// Shows a tick that watching has earned.
    fn earned(self, kept: SavedPlace) {
        if let (Some(completion), Some(Around { ticks, course, .. })) = (kept.completion, self.around.try_get_value()) {
            ticks.earned(completion, course);
        }
    }

    /// Says once that the server does not know who watches.
    fn warn(self) {
        if self.warned.try_update_value(|warned| std::mem::replace(warned, true)) == Some(false) {
            self.say("You are signed out. Your place in the video waits in this browser until you sign in again.");
        }
    }

    /// Goes on to another page of the course, which is to know where the student stopped.
    fn leave(self) {
        let (Some(names), Some(around)) = (self.names.try_get_value(), self.around.try_get_value()) else { return };
        let report = self.take();
        spawn_local(async move {
            if let Some(report) = report {
                self.send(names.student, report).await;
            }
            around.course.changed();
        });
    }

    /// The page may be gone before there is an answer.
    fn save_and_go(self) {
        if let (Some(report), Some(names)) = (self.take(), self.names.try_get_value()) {
            waiting::keep(&names.student, report).send_and_go();
        }
    }
}

fn now_ms() -> u64 {
    u64::try_from(interop::clock_ms()).unwrap_or_default()
}

fn captions_words(shown: bool) -> &'static str {
    if shown { "Captions on" } else { "Captions off" }
}

fn speed_words(rate: f64) -> &'static str {
    match rate {
        0.5 => "Half speed",
        0.75 => "Three quarters of the speed",
        1.25 => "1¼ times as fast",
        1.5 => "1½ times as fast",
        2.0 => "Twice as fast",
        _ => "Normal speed",
    }
}
