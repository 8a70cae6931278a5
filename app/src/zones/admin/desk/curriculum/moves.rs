use crate::api::{ApiError, Result, curriculum};
use domain::ids::{LessonId, ModuleId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// A move that the server is told of.
#[derive(Clone, Copy)]
pub enum Move {
    /// A lesson comes to a place in a module.
    Lesson(LessonId, ModuleId, u32),
    /// A module comes to a place.
    Module(ModuleId, u32),
}

/// Tells the server of moves, of each when it has answered to the one before it: under way one could overtake another. It goes on
/// where the reader is on another page of the desk meanwhile.
#[derive(Clone, Copy)]
pub struct Moves(RwSignal<Standing>);

#[derive(Clone, Default)]
struct Standing {
    /// Changes when the server's order may be another than the board's.
    version: usize,
    /// Why the last move was refused.
    refused: Option<ApiError>,
}

thread_local! {
    /// What the server has not heard of.
    static UNTOLD: RefCell<VecDeque<Move>> = const { RefCell::new(VecDeque::new()) };
    /// Whether it is being told.
    static TELLING: Cell<bool> = const { Cell::new(false) };
    /// Whether a board was drawn that may lack what was being told.
    static IS_BEHIND: Cell<bool> = const { Cell::new(false) };
    /// Those of the page that is shown.
    static SHOWN: Cell<Option<Moves>> = const { Cell::new(None) };
}

impl Move {
    async fn tell(self) -> Result<()> {
        match self {
            Self::Lesson(lesson, module, at) => curriculum::place_lesson(lesson, module, at).await,
            Self::Module(module, at) => curriculum::place_module(module, at).await,
        }
    }
}

impl Moves {
    /// Those of a page.
    pub fn new() -> Self {
        let moves = Self(RwSignal::default());
        SHOWN.set(Some(moves));
        moves
    }

    /// Changes when the server's order may be another than the board's.
    pub fn version(self) -> usize {
        self.0.with(|standing| standing.version)
    }

    /// Why the last was refused.
    pub fn refused(self) -> Option<ApiError> {
        self.0.with(|standing| standing.refused.clone())
    }

    /// Tells of another, after all that came before it.
    pub fn tell(self, next: Move) {
        self.0.update(|standing| standing.refused = None);
        UNTOLD.with_borrow_mut(|untold| untold.push_back(next));
        if !TELLING.replace(true) {
            spawn_local(tell_all());
        }
    }
}

/// A board was read from the server and drawn.
pub fn note_drawn() {
    IS_BEHIND.set(TELLING.get());
}

/// Those that follow a refused move were made on a board that is not the server's, and are dropped.
async fn tell_all() {
    let mut refused = None;
    while let Some(next) = UNTOLD.with_borrow_mut(VecDeque::pop_front) {
        if let Err(error) = next.tell().await {
            refused = Some(error);
            UNTOLD.with_borrow_mut(VecDeque::clear);
        }
    }
    TELLING.set(false);
    let is_behind = IS_BEHIND.replace(false) || refused.is_some();
    if let Some(Moves(standing)) = SHOWN.get().filter(|_| is_behind) {
        standing.try_update(|standing| *standing = Standing { version: standing.version + 1, refused });
    }
}
