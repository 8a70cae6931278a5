use super::bars::BarChart;
use super::chooser::Choice;
use super::section::{Meanings, Section};
use super::table::NumberTable;
use super::words::percent;
use crate::api::dto::{LearningSums, LessonSums};
use crate::components::text;
use leptos::prelude::*;

const COLUMNS: [&str; 5] = ["Lesson", "Reached", "Completed", "Stopped here", "Furthest, middle"];

const MEANINGS: [(&str, &str); 6] = [
    ("Students", "People whose first access to the course began in these days, bought or given, whatever became of it."),
    ("Completed the course", "Those of them who have completed it until today."),
    ("Reached", "Students who have opened the lesson, as a share of all these students."),
    ("Completed", "Students who have ticked it off, or watched nine tenths of its video, as a share of all these students."),
    ("Stopped here", "Students who have opened the lesson and not completed it."),
    (
        "Furthest, middle",
        "Half of those who began the video have come no further than this. It is the furthest place, whatever they watched again later.",
    ),
];

/// How far students come.
#[component]
pub fn Lessons(
    /// The numbers.
    learning: LearningSums,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let LearningSums { students, finished, lessons } = learning;
    let bars = lessons.iter().map(|lesson| (lesson.reached, lesson.completed)).collect();
    let ends = (
        lessons.first().map(|lesson| lesson.title.clone()).unwrap_or_default(),
        lessons.last().map(|lesson| lesson.title.clone()).unwrap_or_default(),
    );
    let desc = format!("{students} students; {finished} completed the course. The table below has each lesson.");
    let summary = format!(
        "{} · {} completed the course ({})",
        text::count(usize::try_from(students).unwrap_or(usize::MAX), "student", "students"),
        text::number(finished),
        percent(finished, students)
    );
    let rows = lessons.into_iter().map(|lesson| row(lesson, students)).collect();
    view! {
        <Section id="lessons" title="How far students come" choice>
            <p class="text-sm text-muted">{summary}</p>
            <BarChart id="drop-off" title="Students who reached and completed each lesson".to_owned() desc bars whole=students legend=("Reached", "Completed") ends />
            <NumberTable label="Lessons" columns=COLUMNS.to_vec() rows />
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}

fn row(lesson: LessonSums, students: u64) -> Vec<String> {
    let LessonSums { title, reached, completed, median_percent, .. } = lesson;
    let of = |count| format!("{} · {}", text::number(count), percent(count, students));
    let median = median_percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{a0}%"));
    vec![title, of(reached), of(completed), text::number(reached.saturating_sub(completed)), median]
}
