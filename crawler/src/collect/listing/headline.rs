//! What a link calls the page it leads to, and whether that reads like a headline.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use crate::collect::listing::parts::{selector, words};
use crate::read::{collapse, dates_text};

static HEADING: LazyLock<Selector> = LazyLock::new(|| selector("h1, h2, h3, h4, h5, h6, [role=heading]"));
static NAMED: LazyLock<Selector> = LazyLock::new(|| {
    selector("[class*=title], [class*=Title], [class*=headline], [class*=Headline], [itemprop=headline]")
});

/// Above that, a link holds a whole card and not only its headline.
const HEADLINE_MAX_CHARS: usize = 160;
/// Runs of text in one link that are looked at.
const RUNS_MAX: usize = 30;

/// Words of links that lead on and say nothing.
const IDLE: &[&str] = &[
    "read more",
    "read the full",
    "read article",
    "read post",
    "read now",
    "learn more",
    "more",
    "continue reading",
    "view all",
    "see all",
    "see more",
    "view more",
    "view details",
    "details",
    "full story",
    "weiterlesen",
    "mehr",
    "mehr erfahren",
    "mehr lesen",
    "lire la suite",
    "en savoir plus",
    "leer más",
    "ver más",
    "leia mais",
    "saiba mais",
    "leggi tutto",
    "leggi di più",
    "подробнее",
    "читать далее",
    "阅读更多",
    "查看更多",
    "查看详情",
    "更多",
    "続きを読む",
    "もっと見る",
    "詳細を見る",
    "더보기",
    "더 보기",
    "자세히 보기",
    "اقرأ المزيد",
    "المزيد",
    "skip to content",
    "skip to main content",
];

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Headline {
    pub(super) text: String,
    /// It stands in a heading.
    pub(super) is_heading: bool,
}

impl Headline {
    /// Enough words for a headline; a heading needs fewer, for its element says what it is.
    pub(super) fn is_telling(&self) -> bool {
        let chars = self.text.chars().count();
        let wide = self.text.chars().filter(|c| is_wide(*c)).count();
        let words = self.text.split_whitespace().count();
        let is_long = if self.is_heading {
            chars >= 8 || wide >= 4
        } else {
            (words >= 4 && chars >= 16) || chars >= 28 || wide >= 8
        };
        is_long && !is_idle(&self.text)
    }
}

/// The headline that a link carries: a heading in it or around it, what is named a title, else its words.
pub(super) fn of_link(link: &ElementRef<'_>) -> Headline {
    if let Some(heading) = heading_in(link) {
        return Headline { text: heading, is_heading: true };
    }
    let around = link.ancestors().take(4).filter_map(ElementRef::wrap).any(|element| is_heading(&element));
    let named = link.select(&NAMED).map(|part| words(&part)).find(|text| !text.is_empty());
    let text = named.unwrap_or_else(|| own_words(link));
    Headline { text, is_heading: around }
}

/// The first heading in an element.
pub(super) fn heading_in(element: &ElementRef<'_>) -> Option<String> {
    let mut headings = element.select(&HEADING).map(|heading| words(&heading));
    headings.find(|text| !text.is_empty() && !is_idle(text))
}

pub(super) fn is_heading(element: &ElementRef<'_>) -> bool {
    matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") || element.attr("role") == Some("heading")
}

pub(super) fn is_idle(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.is_empty() || IDLE.contains(&text.as_str())
}

/// A link's words without a date before or after them; of a whole card the first run that is more than a label.
fn own_words(link: &ElementRef<'_>) -> String {
    let all = without_date(&words(link));
    if all.chars().count() <= HEADLINE_MAX_CHARS {
        return all;
    }
    let mut runs = link.text().map(collapse).filter(|run| !run.is_empty()).take(RUNS_MAX);
    let telling = runs
        .find(|run| Headline { text: run.clone(), is_heading: false }.is_telling() && !without_date(run).is_empty());
    let text = telling.unwrap_or(all);
    text.chars().take(2 * HEADLINE_MAX_CHARS).collect()
}

fn without_date(text: &str) -> String {
    let Some((_, place)) = dates_text::find_with_place(text) else { return text.to_owned() };
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let marks = |c: char| {
        c.is_whitespace() || matches!(c, '|' | '·' | '•' | '-' | '–' | '—' | ':' | ',' | '[' | ']' | '(' | ')')
    };
    // Only at either end: within a headline the date is part of it.
    if before.trim_matches(marks).is_empty() {
        after.trim_matches(marks).to_owned()
    } else if after.trim_matches(marks).is_empty() {
        before.trim_end_matches(marks).to_owned()
    } else {
        text.to_owned()
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests;
