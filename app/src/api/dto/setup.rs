use super::Finding;
use serde::{Deserialize, Serialize};

/// The page of the first run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetupView {
    /// The code is asked for.
    Locked,
    /// This browser has shown the code.
    Open(SetupDesk),
}

/// What the first run needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupDesk {
    /// How settings and services stand just now.
    pub findings: Vec<Finding>,
    /// The title of the course that is there already, if one is. Then none is begun.
    pub course: Option<String>,
}

/// What a course begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beginning {
    /// Nothing: no lessons, and a sale that is paused.
    #[default]
    Empty,
    /// The lessons, the sales page and the offers of the demo.
    Demo,
}

impl Beginning {
    /// The name in a form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Demo => "demo",
        }
    }
}
