use super::{Flaw, Word};
use serde::{Deserialize, Serialize};

/// A kind of section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The first screen.
    Hero,
    /// What you will be able to do.
    Outcomes,
    /// Modules and lessons.
    Curriculum,
    /// Whom it is for, and whom not.
    Audience,
    /// Who teaches.
    Instructor,
    /// What others say.
    Testimonials,
    /// What it costs and what is in it.
    Price,
    /// The promise.
    Guarantee,
    /// Questions and answers.
    Faq,
    /// The last invitation.
    Closing,
    /// A text of the creator's own. There may be several.
    Text,
    /// The last line.
    Footer,
    /// What search engines and messengers say of the page.
    Found,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Hero,
        Self::Outcomes,
        Self::Curriculum,
        Self::Audience,
        Self::Instructor,
        Self::Testimonials,
        Self::Price,
        Self::Guarantee,
        Self::Faq,
        Self::Closing,
        Self::Text,
        Self::Footer,
        Self::Found,
    ];

    /// What a section of this kind may have.
    pub fn spec(self) -> &'static Spec {
        SPECS.iter().find(|spec| spec.kind == self).unwrap_or(&SPECS[0])
    }
}

/// Where on the page a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the first and stays there.
    First,
    /// It can be moved.
    Free,
    /// It stays behind those that can be moved.
    Last,
}

/// What a section may have.
#[derive(Debug)]
pub struct Spec {
    /// The kind.
    pub kind: Kind,
    /// What it is called in the panel.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Whether it can be hidden.
    pub may_hide: bool,
    /// Whether it can have a picture.
    pub has_picture: bool,
    /// Its texts.
    pub words: &'static [WordSpec],
    /// What it has several of.
    pub items: Option<Items>,
}

impl Spec {
    /// Whether it has a text of this name.
    pub fn has(&self, word: Word) -> bool {
        self.words.iter().any(|spec| spec.word == word)
    }
}

/// What a section has several of.
#[derive(Debug)]
pub struct Items {
    /// What one is called.
    pub one: &'static str,
    /// So many at most.
    pub most: usize,
    /// The texts of each.
    pub words: &'static [WordSpec],
}

/// What a text may be.
#[derive(Clone, Copy, Debug)]
pub struct WordSpec {
    /// Which text.
    pub word: Word,
    /// What its field is called.
    pub label: &'static str,
    /// What else is to be known of it; empty for nothing.
    pub hint: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// Whether visitors must not see the section without it.
    pub required: bool,
}

/// The shape of a text. Lengths are in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of so many characters at most.
    Line(usize),
    /// Paragraphs.
    Text(usize),
    /// Markdown.
    Markdown(usize),
    /// So many lines at most, each of which is a point of [`Shape::POINT`] characters.
    Points(usize),
}

impl Shape {
    /// The longest point of a list.
    pub const POINT: usize = 200;

    /// The longest text.
    pub fn most(self) -> usize {
        match self {
            Self::Line(most) | Self::Text(most) | Self::Markdown(most) => most,
            Self::Points(most) => most * (Self::POINT + 1),
        }
    }
}

impl WordSpec {
    /// A text without what nobody sees.
    pub(super) fn tidied(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        match self.shape {
            Shape::Line(_) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Shape::Points(_) => {
                let points = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
                points.filter(|point| !point.is_empty()).collect::<Vec<_>>().join("\n")
            }
            Shape::Text(_) | Shape::Markdown(_) => {
                let lines = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
                lines.trim_matches('\n').to_owned()
            }
        }
    }

    /// Why a tidied text cannot be saved.
    pub(super) fn fault(&self, text: &str) -> Option<Flaw> {
        let points = || text.lines().map(|point| point.chars().count());
        let too_many = matches!(self.shape, Shape::Points(most) if points().count() > most);
        let too_long = match self.shape {
            Shape::Points(_) => points().any(|length| length > Shape::POINT),
            shape => text.chars().count() > shape.most(),
        };
        match text {
            _ if too_many => Some(Flaw::TooMany),
            _ if too_long => Some(Flaw::TooLong),
            text if text.chars().any(is_unshown) => Some(Flaw::Malformed),
            _ => None,
        }
    }
}

/// Controls, and the signs that turn the direction of what follows.
fn is_unshown(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t') || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn line(word: Word, label: &'static str, most: usize, required: bool) -> WordSpec {
    WordSpec { word, label, hint: "", shape: Shape::Line(most), required }
}

const fn text(word: Word, label: &'static str, most: usize) -> WordSpec {
    WordSpec { word, label, hint: "", shape: Shape::Text(most), required: true }
}

const fn points(word: Word, label: &'static str, most: usize) -> WordSpec {
    WordSpec { word, label, hint: "One point a line.", shape: Shape::Points(most), required: true }
}

const fn hinted(word: WordSpec, hint: &'static str) -> WordSpec {
    WordSpec { hint, ..word }
}

const TITLE: WordSpec = line(Word::Title, "Title", 140, true);

const fn free(kind: Kind, name: &'static str, purpose: &'static str, words: &'static [WordSpec]) -> Spec {
    Spec { kind, name, purpose, place: Place::Free, may_hide: true, has_picture: false, words, items: None }
}

static SPECS: [Spec; 13] = [
    Spec {
        place: Place::First,
        may_hide: false,
        has_picture: true,
        ..free(
            Kind::Hero,
            "First screen",
            "The promise, in the words of those who want it. The price and the seats that are left come from the offer.",
            &[
                line(Word::Eyebrow, "Small line above the title", 120, false),
                TITLE,
                text(Word::Lead, "Below the title", 600),
                hinted(line(Word::Cta, "Words on the button", 30, true), "Every button that leads to the checkout says so."),
                line(Word::Note, "Small line below the button", 200, false),
                hinted(line(Word::Alt, "What the picture shows", 200, false), "For those who do not see it. Needed if there is a picture."),
            ],
        )
    },
    Spec {
        items: Some(Items { one: "Outcome", most: 12, words: &[TITLE, text(Word::Text, "Text", 400)] }),
        ..free(Kind::Outcomes, "What you will be able to do", "Results that a student can see, each with how it comes about.", &[TITLE])
    },
    free(
        Kind::Curriculum,
        "Curriculum",
        "Modules and lessons come from the course. How much of a lesson is shown here is decided at the lesson.",
        &[TITLE, WordSpec { required: false, ..text(Word::Text, "Beside the list", 400) }],
    ),
    free(
        Kind::Audience,
        "Whom it is for",
        "Two lists: those who will be glad of the course, and those who would be disappointed.",
        &[
            line(Word::Title, "Title of the first list", 80, true),
            points(Word::List, "It is for them", 10),
            line(Word::OtherTitle, "Title of the second list", 80, true),
            points(Word::OtherList, "It is not for them", 10),
        ],
    ),
    Spec {
        has_picture: true,
        ..free(
            Kind::Instructor,
            "Instructor",
            "Who teaches. The name also stands on certificates.",
            &[
                line(Word::Name, "Name", 80, true),
                line(Word::Role, "What they do", 120, false),
                hinted(line(Word::Initials, "Initials", 4, false), "Shown where there is no picture."),
                hinted(text(Word::Text, "About them", 4_000), "An empty line begins a new paragraph."),
            ],
        )
    },
    Spec {
        items: Some(Items {
            one: "Voice",
            most: 12,
            words: &[
                text(Word::Quote, "What they said", 600),
                line(Word::Name, "Name", 80, true),
                line(Word::Role, "What they do", 120, false),
            ],
        }),
        ..free(Kind::Testimonials, "What students say", "Real people, in their own words.", &[TITLE])
    },
    Spec {
        may_hide: false,
        ..free(
            Kind::Price,
            "Price card",
            "The price, the seats and the deadline come from the offer, so they cannot disagree with the checkout.",
            &[TITLE, points(Word::List, "What is in it", 12)],
        )
    },
    free(Kind::Guarantee, "Guarantee", "What you promise, in words that you will keep.", &[TITLE, text(Word::Text, "Text", 1_200)]),
    Spec {
        items: Some(Items {
            one: "Question",
            most: 30,
            words: &[line(Word::Question, "Question", 200, true), text(Word::Answer, "Answer", 2_000)],
        }),
        ..free(Kind::Faq, "Questions and answers", "What people ask before they buy.", &[TITLE])
    },
    free(Kind::Closing, "Last invitation", "One more button below everything else. It is gone while nothing can be bought.", &[TITLE]),
    free(
        Kind::Text,
        "Text of your own",
        "Anything else, in your own words.",
        &[
            TITLE,
            WordSpec {
                word: Word::Text,
                label: "Text",
                hint: "Markdown: *emphasis*, **strong**, lists, links and ## headings work.",
                shape: Shape::Markdown(8_000),
                required: true,
            },
        ],
    ),
    Spec {
        place: Place::Last,
        may_hide: false,
        ..free(Kind::Footer, "Footer", "The last line of the page.", &[line(Word::Note, "Note", 300, false)])
    },
    Spec {
        place: Place::Last,
        may_hide: false,
        ..free(
            Kind::Found,
            "Search and sharing",
            "What search engines show, and what a link to the page looks like in a message. Its picture is drawn from these words.",
            &[
                hinted(line(Word::Title, "Title", 70, false), "Without one it is the title of the course."),
                hinted(line(Word::Description, "Description", 200, false), "Without one it is the subtitle of the course."),
            ],
        )
    },
];
