use crate::enhance::dom;
use web_sys::{Element, HtmlElement};

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

impl Stage {
    /// Its name in `data-stage`.
    fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Over => "over",
            Self::Silent => "silent",
            Self::Stopped => "stopped",
            Self::Unkept => "unkept",
        }
    }

    /// Shows what is said at this stage, and nothing else.
    pub fn show(self, player: &Element) {
        let _ = player.set_attribute("aria-busy", if self == Self::Loading { "true" } else { "false" });
        let Some(around) = player.parent_element() else { return };
        for said in dom::all::<HtmlElement>(&around, "[data-stage]") {
            said.set_hidden(said.get_attribute("data-stage").as_deref() != Some(self.name()));
        }
    }
}
