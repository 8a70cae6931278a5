use super::board::{Board, refused, unsaved, words};
use super::draft::{Draft, settle};
use crate::api::dto::NoteView;
use crate::api::notes;
use domain::ids::NoteId;
use domain::note::NoteText;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A note that is being written. Whatever is typed is kept in the browser until the server has it.
#[derive(Clone, Copy)]
pub struct Writing {
    /// What is typed.
    pub text: RwSignal<String>,
    /// The second of the video that it is about.
    pub at_s: RwSignal<Option<u32>>,
    /// What is wrong with it.
    pub problem: RwSignal<Option<&'static str>>,
    /// What was sent and is not answered yet.
    sent: StoredValue<Vec<(NoteId, String)>>,
    draft: Draft,
}

impl Writing {
    /// Nothing is typed yet.
    pub fn new(draft: Draft) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            at_s: RwSignal::new(None),
            problem: RwSignal::new(None),
            sent: StoredValue::new(Vec::new()),
            draft,
        }
    }

    /// Keeps the field and the text together: what was typed before the page was alive counts, and else what was kept.
    pub fn follow(self, area: NodeRef<Textarea>) {
        Effect::new(move |begun: Option<bool>| {
            let Some(area) = area.get() else { return false };
            let text = self.text.get();
            if begun != Some(true) {
                let typed = Some(area.value()).filter(|typed| !typed.is_empty());
                if let Some(found) = typed.or_else(|| self.draft.kept()) {
                    self.text.set(found);
                }
                return true;
            }
            if area.value() != text {
                area.set_value(&text);
            }
            self.keep();
            true
        });
    }

    /// Takes what is typed.
    pub fn typed(self, text: String) {
        self.problem.set(None);
        self.text.set(text);
    }

    fn keep(self) {
        let sent = self.sent.try_get_value().unwrap_or_default().into_iter().map(|(_, text)| text);
        let typed = self.text.try_get_untracked().filter(|text| !text.is_empty());
        self.draft.keep(&sent.chain(typed).collect::<Vec<_>>().join("\n\n"));
    }

    /// Saves it: it is on the board at once, and comes back into the field if the server refuses.
    pub fn save(self, board: Board) {
        let text = self.text.get_untracked();
        let parsed = match NoteText::parse(&text) {
            Ok(parsed) => String::from(parsed),
            Err(error) => return self.problem.set(Some(words(&refused(error)))),
        };
        let note = unsaved(parsed, self.at_s.get_untracked());
        self.sent.update_value(|sent| sent.push((note.id, text.clone())));
        self.problem.set(None);
        self.text.set(String::new());
        self.at_s.set(None);
        board.put(note.clone());
        self.send(board, note, text);
    }

    fn send(self, board: Board, note: NoteView, text: String) {
        let (lesson, kept_as) = (board.lesson(), self.draft.name());
        let at = note.at_s.map(|second| second.to_string()).unwrap_or_default();
        spawn_local(async move {
            let answer = notes::add(lesson, note.text, at, Some(note.id.to_string()), String::new()).await;
            let here = self.sent.try_update_value(|sent| sent.retain(|(id, _)| *id != note.id)).is_some();
            match answer {
                Ok(saved) => {
                    board.put(saved);
                    if here { self.keep() } else { settle(&kept_as, &text) }
                }
                Err(error) => {
                    board.take(note.id);
                    self.give_back(&text, note.at_s, words(&error));
                }
            }
        });
    }

    fn give_back(self, text: &str, at_s: Option<u32>, words: &'static str) {
        self.text.try_update(|typed| *typed = if typed.is_empty() { text.to_owned() } else { format!("{text}\n\n{typed}") });
        self.at_s.try_update(|at| *at = at.or(at_s));
        self.problem.try_set(Some(words));
    }
}
