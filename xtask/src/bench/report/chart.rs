//! The report as a picture: a bar a budget, as long as the part of it that is used up. What is met ends before the mark; what is
//! missed goes beyond it, and has a pattern and a word of its own beside its colour.

use super::super::line::{Line, figure};
use super::Figures;
use super::markdown;
use std::fmt::Write;

/// The width of the picture; it is read on a telephone, too.
const WIDTH: f64 = 390.0;
const MARGIN: f64 = 16.0;
/// Where the bars begin, below the heading.
const TOP: f64 = 76.0;
/// What a line takes.
const ROW: f64 = 46.0;
/// The length of a bar that uses all of its budget.
const FULL: f64 = 240.0;
/// Bars end here, however far beyond.
const LONGEST: f64 = WIDTH - 2.0 * MARGIN;

const STYLE: &str = "
  svg { --paper: #fbf9f5; --ink: #23201b; --soft: #625a50; --track: #ece7de; --met: #2b6a57; --missed: #a8452a; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #171513; --ink: #efece6; --soft: #b3aa9e; --track: #2b2825; --met: #6fbf9f; --missed: #ee8f72; }
  }
  text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: var(--ink); }
  .paper { fill: var(--paper); } .title { font-size: 16px; font-weight: 600; } .soft { fill: var(--soft); font-size: 12px; }
  .track { fill: var(--track); } .met { fill: var(--met); } .mark { stroke: var(--ink); stroke-width: 1.5; }
  .missed { fill: url(#stripes); stroke: var(--missed); } .stripe { stroke: var(--missed); stroke-width: 3; } .word { font-weight: 600; }
";

/// Draws it.
pub fn draw(figures: &Figures) -> String {
    let lines: Vec<(&Line, f64)> = figures.lines.iter().filter_map(|line| Some((line, line.budget?.used(line.value)))).collect();
    let rows = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let (height, mark) = (TOP + ROW * f64::from(rows) + MARGIN, MARGIN + FULL);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">
<title id=\"title\">How much of each budget is used up</title>
<desc id=\"desc\">{}</desc>
<style>{STYLE}</style>
<defs><pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"stripe\" d=\"M0 0V7\"/></pattern></defs>
<rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\" rx=\"12\"/>
<text class=\"title\" x=\"{MARGIN}\" y=\"32\">How much of each budget is used up</text>
<text class=\"soft\" x=\"{MARGIN}\" y=\"52\">{}</text>
<text class=\"soft\" x=\"{mark}\" y=\"70\" text-anchor=\"middle\">all of it</text>
",
        escape(&described(figures, &lines)),
        escape(&short(figures, lines.len())),
    );
    for (place, (line, used)) in (0_u32..).zip(&lines) {
        svg.push_str(&bar(line, *used, TOP + ROW * f64::from(place)));
    }
    svg.push_str("</svg>\n");
    svg
}

fn bar(line: &Line, used: f64, top: f64) -> String {
    let length = (FULL * used).clamp(2.0, LONGEST);
    let kind = if line.is_met() == Some(true) { "met" } else { "missed" };
    let (name, right, end) = (escape(&line.name), escape(&told(line)), WIDTH - MARGIN);
    let (text, track, mark) = (top + 18.0, top + 25.0, MARGIN + FULL);
    format!(
        "<g><text x=\"{MARGIN}\" y=\"{text}\">{name}</text><text class=\"{}\" x=\"{end}\" y=\"{text}\" text-anchor=\"end\">{right}</text>
<rect class=\"track\" x=\"{MARGIN}\" y=\"{track}\" width=\"{FULL}\" height=\"12\" rx=\"3\"/><rect class=\"{kind}\" x=\"{MARGIN}\" y=\"{track}\" width=\"{length:.1}\" height=\"12\" rx=\"3\"/><path class=\"mark\" d=\"M{mark} {}v18\"/></g>
",
        if kind == "met" { "soft" } else { "soft word" },
        track - 3.0,
    )
}

fn told(line: &Line) -> String {
    if line.is_met() == Some(true) { line.measured() } else { format!("missed: {}", line.measured()) }
}

fn short(figures: &Figures, budgets: usize) -> String {
    let missed = figures.missed().count();
    format!("{} · {} of {budgets} met", figures.about.at, budgets - missed)
}

/// The chart in words.
fn described(figures: &Figures, lines: &[(&Line, f64)]) -> String {
    let mut words = markdown::sum(figures);
    for (line, used) in lines {
        let part = if used.is_finite() { format!("{} %", figure(used * 100.0)) } else { "beyond measure".to_owned() };
        let _ = write!(words, " {}: {}, wanted {}, {part}.", line.name, line.measured(), line.wanted());
    }
    words
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::super::line::Budget;
    use super::*;

    fn figures() -> Figures {
        let lines = vec![
            Line::new("nginx", 40_000.0, "/s"),
            Line::new("a < b & c", 30.0, "ms").within(Budget::Below(40.0)),
            Line::new("lost", 3.0, "events").within(Budget::AtMost(0.0)),
        ];
        Figures { lines, ..Figures::default() }
    }

    #[test]
    fn a_bar_is_as_long_as_what_is_used_of_its_budget() {
        let svg = draw(&figures());
        assert!(svg.contains("class=\"met\" x=\"16\" y=\"101\" width=\"180.0\""), "{svg}");
        assert!(svg.contains("class=\"missed\" x=\"16\" y=\"147\" width=\"358.0\""), "{svg}");
        assert!(svg.contains(">missed: 3 events</text>"), "{svg}");
        assert_eq!(svg.matches("class=\"track\"").count(), 2);
    }

    #[test]
    fn it_is_told_in_words_and_no_name_breaks_it() {
        let svg = draw(&figures());
        assert!(
            svg.contains("a &lt; b &amp; c: 30 ms, wanted &lt; 40 ms, 75 %. lost: 3 events, wanted ≤ 0 events, beyond measure."),
            "{svg}"
        );
        assert!(!svg.contains("a < b") && svg.contains("prefers-color-scheme: dark"));
    }
}
