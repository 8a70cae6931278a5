use super::super::complete_toggle::Ticks;
use super::super::course::Course;
use super::report::Report;
use super::waiting;
use crate::api::ApiError;
use crate::components::Toaster;
use crate::interop::{self, PlayerEvent, PlayerFault, VideoPlayer};
use domain::ids::{LessonId, UserId};
use domain::tracker::Tracker;
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
    /// It may be there, but our script is not: nothing can be kept.
    Unkept,
}

/// Who watches what: the ids of lesson and student, and of this life of the player.
#[derive(Clone)]
struct Names {
    lesson: String,
    student: String,
    session: String,
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
    resume_s: u32,
    tracker: StoredValue<Tracker>,
    player: StoredValue<Option<VideoPlayer>>,
    stage: RwSignal<Stage>,
    warned: StoredValue<bool>,
}

impl Watch {
    /// Nothing is watched yet.
    pub fn new(lesson: LessonId, student: UserId, resume_s: u32, ticks: Ticks, course: Course) -> Self {
        let session = interop::random_id().to_string();
        Self {
            names: StoredValue::new(Names { lesson: lesson.to_string(), student: student.to_string(), session }),
            around: StoredValue::new(Around { ticks, course, toaster: use_context() }),
            resume_s,
            tracker: StoredValue::new(Tracker::default()),
            player: StoredValue::new(None),
            stage: RwSignal::new(Stage::Loading),
            warned: StoredValue::new(false),
        }
    }

    /// How it stands.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Whether the next lesson follows by itself.
    pub fn goes_on(self) -> bool {
        self.around.get_value().course.goes_on()
    }

    /// The lesson that is opened next is to play by itself.
    pub fn expect_playing(self) {
        self.around.get_value().course.expect_playing();
    }

    /// Plays from the start.
    pub fn replay(self) {
        self.stage.set(Stage::Ready);
        self.with_player(VideoPlayer::play);
    }

    /// Does something with the player, if it is there.
    pub fn with_player(self, work: impl FnOnce(&VideoPlayer)) {
        let player = self.player.try_with_value(Clone::clone).flatten();
        if let Some(player) = player.filter(|_| matches!(self.stage.get_untracked(), Stage::Ready | Stage::Over)) {
            work(&player);
        }
    }

    /// Moves the video by a key. `false` says that the key is none of its.
    pub fn press(self, key: &str) -> bool {
        match key {
            " " | "k" => self.with_player(VideoPlayer::toggle),
            "j" => self.with_player(|player| player.skip(-10.0)),
            "l" => self.with_player(|player| player.skip(10.0)),
            "f" => self.with_player(VideoPlayer::fullscreen),
            "c" => self.with_player(|player| player.toggle_captions(move |shown| self.say(captions_words(shown)))),
            "<" | ">" => self.with_player(|player| player.change_rate(key == ">", move |rate| self.say(speed_words(rate)))),
            _ => return false,
        }
        true
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
            let student = self.names.get_value().student;
            waiting::flush(&student);
            let online = window_event_listener_untyped("online", move |_| waiting::flush(&student));
            let gone = window_event_listener_untyped("pagehide", move |_| self.save_and_go());
            let hidden = window_event_listener_untyped("visibilitychange", move |_| {
                if interop::is_hidden() {
                    self.save_and_go();
                }
            });
            on_cleanup(move || {
                self.save_and_go();
                self.close();
                [online, gone, hidden].into_iter().for_each(leptos::prelude::WindowListenerHandle::remove);
            });
        });
    }

    fn attach(self, frame: leptos::web_sys::Element) {
        self.close();
        self.stage.set(Stage::Loading);
        let plays = self.around.get_value().course.is_to_play();
        let script = interop::body_attribute("data-player").unwrap_or_default();
        spawn_local(async move {
            let attached = VideoPlayer::attach(&frame, &script, self.resume_s, move |event| self.hear(event)).await;
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
                PlayerEvent::Pause => tracker.pause(),
                PlayerEvent::Seek { at_ms } => tracker.seek(at_ms),
                PlayerEvent::End => tracker.end(),
            }
            let at_once = matches!(event, PlayerEvent::Pause | PlayerEvent::Seek { .. } | PlayerEvent::End);
            at_once || tracker.is_due(now_ms())
        });
        match event {
            PlayerEvent::End => drop(self.stage.try_set(Stage::Over)),
            PlayerEvent::Play => drop(self.stage.try_set(Stage::Ready)),
            _ => {}
        }
        if due == Some(true)
            && let Some(report) = self.take()
        {
            self.save(report);
        }
    }

    fn take(self) -> Option<Report> {
        let snapshot = self.tracker.try_update_value(|tracker| tracker.take(now_ms())).flatten()?;
        let Names { lesson, session, .. } = self.names.try_get_value()?;
        Some(Report::new(lesson, session, snapshot))
    }

    fn save(self, report: Report) {
        let (Some(names), Some(Around { ticks, course, .. })) = (self.names.try_get_value(), self.around.try_get_value()) else { return };
        spawn_local(async move {
            match report.clone().send().await {
                Ok(Some(completion)) => ticks.earned(completion, course),
                Err(ApiError::Transport) => waiting::keep(&names.student, report),
                Err(ApiError::Unauthenticated) => self.warn(),
                Ok(None) | Err(_) => {}
            }
        });
    }

    /// Says once that nothing is kept.
    fn warn(self) {
        if self.warned.try_update_value(|warned| std::mem::replace(warned, true)) == Some(false) {
            self.say("You are signed out, so your place in the video is not kept.");
        }
    }

    fn save_and_go(self) {
        if let (Some(report), Some(names)) = (self.take(), self.names.try_get_value())
            && !report.send_and_go()
        {
            waiting::keep(&names.student, report);
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
