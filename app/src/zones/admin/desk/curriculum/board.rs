use super::moves::{Move, Moves, note_drawn};
use crate::api::ApiError;
use crate::api::curriculum::{AddLesson, AddModule, MoveLesson, PlaceLesson, PlaceModule, RemoveModule, RenameModule};
use crate::api::dto::{LessonRow, ModuleRows};
use domain::ids::{LessonId, ModuleId};
use leptos::prelude::*;

/// Where something stands: the module's place, and the lesson's in it.
pub type Spot = (usize, usize);

/// The modules as the page shows them. What is moved is moved here at once, and put back if the server refuses.
#[derive(Clone, Copy)]
pub struct Board {
    /// The modules.
    pub modules: RwSignal<Vec<ModuleRows>>,
    /// What is done with them.
    pub deeds: Deeds,
    /// The lesson that is dragged.
    pub dragged: RwSignal<Option<LessonId>>,
    /// Where it would land.
    pub over: RwSignal<Option<Spot>>,
}

/// What is done on the page. It outlives the board, which is drawn anew after some of it.
#[derive(Clone, Copy)]
pub struct Deeds {
    /// Another module.
    pub add_module: ServerAction<AddModule>,
    /// Another title.
    pub rename_module: ServerAction<RenameModule>,
    /// A module less.
    pub remove_module: ServerAction<RemoveModule>,
    /// A module's other place, where no script tells it.
    pub place_module: ServerAction<PlaceModule>,
    /// Another lesson.
    pub add_lesson: ServerAction<AddLesson>,
    /// A lesson's other place, where no script tells it.
    pub place_lesson: ServerAction<PlaceLesson>,
    /// A lesson's other module, where no script tells it.
    pub move_lesson: ServerAction<MoveLesson>,
    /// Moves on their way to the server.
    pub moves: Moves,
    moved: RwSignal<Moved>,
}

/// What came of the last move here.
#[derive(Clone, Default)]
struct Moved {
    /// Said to who does not see it.
    words: String,
    /// What the focus belongs on: the first of these elements that takes it.
    focus: Vec<String>,
}

impl Deeds {
    /// Nothing is done yet.
    pub fn new() -> Self {
        Self {
            add_module: ServerAction::new(),
            rename_module: ServerAction::new(),
            remove_module: ServerAction::new(),
            place_module: ServerAction::new(),
            add_lesson: ServerAction::new(),
            place_lesson: ServerAction::new(),
            move_lesson: ServerAction::new(),
            moves: Moves::new(),
            moved: RwSignal::default(),
        }
    }

    /// Changes when the board has to be read anew: after what it does not show by itself, and when the server's order may be another.
    pub fn versions(self) -> [usize; 4] {
        [self.add_module.version().get(), self.rename_module.version().get(), self.remove_module.version().get(), self.moves.version()]
    }

    /// Why the last move was refused.
    pub fn refused_move(self) -> Option<ApiError> {
        let forms = [self.place_lesson.value().get(), self.place_module.value().get(), self.move_lesson.value().get()];
        self.moves.refused().or_else(|| forms.into_iter().flatten().find_map(Result::err))
    }

    /// What was done, for who does not see it.
    pub fn said(self) -> String {
        self.moved.with(|moved| moved.words.clone())
    }

    /// Where the focus belongs after the board was drawn: on the first of these elements that takes it.
    pub fn take_focus(self) -> Vec<String> {
        self.moved.with(|moved| moved.focus.clone())
    }
}

impl Board {
    /// A board of these modules.
    pub fn new(modules: Vec<ModuleRows>, deeds: Deeds) -> Self {
        note_drawn();
        Self { modules: RwSignal::new(modules), deeds, dragged: RwSignal::new(None), over: RwSignal::new(None) }
    }

    /// Where a lesson stands.
    fn spot(self, lesson: LessonId) -> Option<Spot> {
        self.modules.with_untracked(|modules| {
            let in_module = |module: &ModuleRows| module.lessons.iter().position(|other| other.id == lesson);
            modules.iter().enumerate().find_map(|(index, module)| Some((index, in_module(module)?)))
        })
    }

    /// The spot one step up or down from another: across the border of a module into the next. None at either end of the course.
    pub fn beside(self, (module, lesson): Spot, up: bool) -> Option<Spot> {
        self.modules.with_untracked(|modules| {
            let count = |module: usize| modules.get(module).map(|module| module.lessons.len());
            match (up, lesson) {
                (true, 0) => module.checked_sub(1).map(|before| (before, count(before).unwrap_or_default())),
                (true, lesson) => Some((module, lesson - 1)),
                (false, lesson) if lesson + 1 < count(module).unwrap_or_default() => Some((module, lesson + 1)),
                (false, _) => count(module + 1).map(|_| (module + 1, 0)),
            }
        })
    }

    /// The module at a place.
    pub fn module_at(self, index: usize) -> Option<ModuleId> {
        self.modules.with_untracked(|modules| modules.get(index).map(|module| module.id))
    }

    /// Moves a lesson one step.
    pub fn step(self, lesson: LessonId, up: bool, focus: Vec<String>) {
        if let Some(to) = self.spot(lesson).and_then(|spot| self.beside(spot, up)) {
            self.place(lesson, to, focus);
        }
    }

    /// Moves a lesson to a spot: here at once, then on the server.
    pub fn place(self, lesson: LessonId, (module, at): Spot, focus: Vec<String>) {
        let (Some(from), Some(id)) = (self.spot(lesson), self.module_at(module)) else { return };
        if from == (module, at) {
            return;
        }
        let mut words = String::new();
        self.modules.update(|modules| {
            let row = modules[from.0].lessons.remove(from.1);
            let goal = &mut modules[module];
            let at = at.min(goal.lessons.len());
            words = format!("“{}” is now {} of {} in “{}”.", row.title, at + 1, goal.lessons.len() + 1, goal.title);
            goal.lessons.insert(at, row);
        });
        self.deeds.moved.set(Moved { words, focus });
        self.deeds.moves.tell(Move::Lesson(lesson, id, u32::try_from(at).unwrap_or(u32::MAX)));
    }

    /// Moves a lesson to the end of another module.
    pub fn send_away(self, lesson: LessonId, module: ModuleId, focus: Vec<String>) {
        let end = self.modules.with_untracked(|modules| {
            let index = modules.iter().position(|other| other.id == module)?;
            Some((index, modules[index].lessons.len()))
        });
        if let Some(end) = end {
            self.place(lesson, end, focus);
        }
    }

    /// Lets the dragged lesson go where it would land.
    pub fn drop_it(self) {
        let (dragged, over) = (self.dragged.get_untracked(), self.over.get_untracked());
        self.dragged.set(None);
        self.over.set(None);
        if let (Some(lesson), Some((module, at))) = (dragged, over) {
            let before_goal = self.spot(lesson).is_some_and(|(own, place)| own == module && place < at);
            self.place(lesson, (module, at - usize::from(before_goal)), Vec::new());
        }
    }

    /// Moves a module one step.
    pub fn step_module(self, module: ModuleId, up: bool, focus: Vec<String>) {
        let Some(from) = self.modules.with_untracked(|modules| modules.iter().position(|other| other.id == module)) else { return };
        let to = if up { from.checked_sub(1) } else { Some(from + 1) };
        let Some(to) = to.filter(|to| self.module_at(*to).is_some()) else { return };
        let mut words = String::new();
        self.modules.update(|modules| {
            modules.swap(from, to);
            words = format!("“{}” is now module {} of {}.", modules[to].title, to + 1, modules.len());
        });
        self.deeds.moved.set(Moved { words, focus });
        self.deeds.moves.tell(Move::Module(module, u32::try_from(to).unwrap_or(u32::MAX)));
    }
}

/// What tells one drawing of a lesson's line from another: it is drawn anew when any of it changes.
pub fn drawing(row: &LessonRow, spot: Spot, ends: (bool, bool)) -> String {
    format!("{row:?} {spot:?} {ends:?}")
}
