//! Claims on a reading, whatever it is the reading of.

use watchline_crawler::{same_words, words_digest};
use watchline_model::{Dated, Reading};

use super::addresses::assert_canonical;

/// A record's text says in words what the record says in keys; no record grows by more.
const GROWTH_MAX: usize = 200;
const GROWTH_BASE: usize = 16 * 1024;

/// Holds for every reading of `input_bytes` bytes.
pub(crate) fn assert_sound(reading: &Reading, input_bytes: usize) {
    assert_no_reader_broke(&reading.warnings);
    assert_text(reading, input_bytes);
    for link in &reading.links {
        assert_canonical(&link.url);
    }
    reading.canonical_url.as_deref().into_iter().for_each(assert_canonical);
    for line in reading.authors.iter().chain(&reading.tags).chain(&reading.section).chain(&reading.site_name) {
        assert_line(line);
    }
    for offset in reading.published_offset_minutes.iter().chain(&reading.modified_offset_minutes) {
        assert!(offset.abs() < 24 * 60, "no place on Earth is {offset} minutes from UTC");
    }
    if let Some(language) = &reading.language {
        let is_code = matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(is_code, "no language code: {language:?}");
    }
    for date in [reading.published, reading.modified, reading.published_runner_up].into_iter().flatten() {
        assert_date(date);
    }
    let full_text = reading.full_text();
    for event in &reading.stated_events {
        assert!(!event.quote.trim().is_empty(), "an event without words: {event:?}");
        assert!(full_text.contains(&event.quote), "{:?} does not stand in {full_text:?}", event.quote);
        assert_date(event.date);
    }
    assert!(same_words(&full_text, &full_text));
    assert_eq!(words_digest(&reading.title, &reading.text), words_digest(&reading.title, &reading.text));
}

/// Readers catch what breaks them and say so; here that is a finding.
pub(crate) fn assert_no_reader_broke(warnings: &[String]) {
    let broken = warnings.iter().find(|warning| warning.contains("breaks the"));
    assert!(broken.is_none(), "{broken:?}");
}

fn assert_text(reading: &Reading, input_bytes: usize) {
    let text = &reading.text;
    assert!(text.len() <= GROWTH_BASE + input_bytes * GROWTH_MAX, "{} bytes of text", text.len());
    // Code keeps its indentation, also where it comes first.
    assert_eq!(text.trim_end(), text, "white space after the text");
    assert!(!text.starts_with('\n'), "an empty line before the text");
    assert!(!text.contains("\n\n\n"), "an empty paragraph in {text:?}");
    assert!(!text.contains(['\r', '\0']), "control characters in {text:?}");
    if !reading.title.is_empty() {
        assert_line(&reading.title);
    }
    let full_text = reading.full_text();
    assert_eq!(full_text.chars().skip(reading.body_offset()).collect::<String>(), *text, "the body's offset is wrong");
}

/// One line that says something, without white space around it.
fn assert_line(line: &str) {
    assert!(!line.is_empty(), "an empty line where a name is due");
    assert_eq!(line.trim(), line, "white space around a line");
    assert!(!line.contains(char::is_control), "control characters in {line:?}");
}

/// A date can be written, and ends no earlier than it begins.
fn assert_date(date: Dated) {
    assert!(!date.value_text().is_empty());
    assert!(date.end() >= date.value && date.latest() >= date.value, "{date:?} ends before it begins");
}
