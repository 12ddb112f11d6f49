//! Reading a page: bytes to headline, authors, dates and clean text. Pure, and never fails: what cannot
//! be read becomes a warning, and the feed's own words (the hints) stand in.

pub(crate) mod advisory;
pub mod article;
pub(crate) mod attribute;
pub mod authors;
pub(crate) mod blocks;
pub(crate) mod bounded;
pub mod clean;
mod csaf;
pub(crate) mod cve;
pub mod dates;
pub(crate) mod dates_text;
pub mod encoding;
pub(crate) mod ghsa;
pub(crate) mod json_ld;
pub mod language;
pub(crate) mod lenient;
pub(crate) mod markdown;
pub mod metadata;
pub(crate) mod osv;
pub mod record;
mod sequel;
mod statuspage;
pub(crate) mod survey;
pub mod words;
pub(crate) mod yaml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use scraper::Html;
use url::Url;
use watchline_model::{DatePlace, Reading};

pub use crate::read::article::{ExplainedBlock, HostMemory, Kept, explain, explain_of_host};
pub use crate::read::sequel::append_page;
use crate::read::survey::Survey;
pub use crate::read::words::{same_words, words_digest};
use crate::url::canonical_url;

/// What is known of a page before it is read: the source's selector, and what the feed says.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadHints<'a> {
    /// CSS selector of the main text.
    pub selector: Option<&'a str>,
    pub title: Option<&'a str>,
    pub authors: &'a [String],
    pub published: Option<DateTime<Utc>>,
    /// Plain text; the body, where the page gives none.
    pub summary: Option<&'a str>,
    /// ISO 639-1, of the source.
    pub language: Option<&'a str>,
    /// When the page was fetched: "2 days ago" counts from then.
    pub fetched: Option<DateTime<Utc>>,
}

/// What was read of a page, and what its host's memory and the next fetch need of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageReading {
    pub reading: Reading,
    /// Digests of the page's paragraphs, for [`HostMemory::remember`].
    pub paragraphs: Vec<u64>,
    /// Where the article goes on, if it is spread over several pages.
    pub next_page: Option<Url>,
}

/// Reads the page `body` that came from `url`.
pub fn read_page(body: &[u8], content_type: Option<&str>, url: &str, hints: &ReadHints<'_>) -> Reading {
    read_page_of_host(body, content_type, url, hints, None).reading
}

/// As [`read_page`], without what the host repeats on its other pages.
pub fn read_page_of_host(
    body: &[u8],
    content_type: Option<&str>,
    url: &str,
    hints: &ReadHints<'_>,
    memory: Option<&HostMemory>,
) -> PageReading {
    let decoded = encoding::decode(body, content_type);
    let mut warnings: Vec<String> = decoded.warning.into_iter().collect();
    let mut page = if is_plain(content_type, &decoded.text) {
        PageReading { reading: plain_page(&decoded.text), ..PageReading::default() }
    } else {
        let bounded = bounded::bounded(&decoded.text);
        warnings.extend(bounded.warnings.iter().cloned());
        match catch_unwind(AssertUnwindSafe(|| read_html(&bounded.html, url, hints, memory))) {
            Ok(page) => page,
            Err(_) => {
                warnings.push("the page breaks the HTML reader; only the feed's words are kept".to_owned());
                PageReading::default()
            }
        }
    };
    let reading = &mut page.reading;
    warnings.append(&mut reading.warnings);
    reading.warnings = warnings;
    fill_from_hints(reading, url, hints);
    page
}

fn read_html(html: &str, url: &str, hints: &ReadHints<'_>, memory: Option<&HostMemory>) -> PageReading {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, url);
    let ld = json_ld::read(&survey.json_ld);
    let mut reading = metadata::read(&survey, &ld, url, hints);
    let head = article::Head { title: &reading.title, authors: &reading.authors, url };
    let found = article::main_text(&document, &survey, &ld, head, article::Choice::new(hints.selector, memory));
    reading.warnings.extend(found.warning);
    let cleaned = clean::clean(found.blocks, found.chosen, &reading.title, &reading.authors);
    reading.text = cleaned.text;
    reading.links = cleaned.links;
    reading.language = language::language(&reading.text, survey.language.as_deref(), hints.language);
    PageReading { reading, paragraphs: found.paragraphs, next_page: found.next_page }
}

/// Text that is no markup: its paragraphs as they stand.
fn plain_page(text: &str) -> Reading {
    let paragraphs: Vec<String> =
        text.replace("\r\n", "\n").split("\n\n").map(collapse).filter(|paragraph| !paragraph.is_empty()).collect();
    Reading { text: paragraphs.join("\n\n"), ..Reading::default() }
}

fn is_plain(content_type: Option<&str>, text: &str) -> bool {
    content_type.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/plain"))
        && !text.trim_start().starts_with('<')
}

fn fill_from_hints(reading: &mut Reading, url: &str, hints: &ReadHints<'_>) {
    if reading.title.is_empty() {
        reading.title = hints.title.map(collapse).unwrap_or_default();
    }
    if reading.authors.is_empty() {
        reading.authors = hints.authors.iter().flat_map(|author| authors::split(author)).collect();
    }
    if reading.published.is_none() && hints.published.is_some() {
        reading.published_basis = Some(DatePlace::Feed);
    }
    reading.published = dates::with_feed_hint(reading.published, hints.published);
    if reading.text.is_empty() {
        if let Some(summary) = hints.summary.map(str::trim).filter(|summary| !summary.is_empty()) {
            reading.text = summary.to_owned();
            reading.warnings.push("no main text found on the page; the feed's summary stands in".to_owned());
        } else {
            reading.warnings.push("no main text found on the page".to_owned());
        }
    }
    if reading.language.is_none() {
        reading.language = language::language(&reading.text, None, hints.language);
    }
    if reading.canonical_url.is_none() {
        reading.canonical_url = canonical_url(url);
    }
}

/// Markup to words: tags dropped, entities resolved, white space collapsed to single blanks.
pub(crate) fn plain_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return collapse(html);
    }
    let fragment = Html::parse_fragment(&bounded::bounded(html).html);
    let text = blocks::of(fragment.root_element(), None::<&Url>);
    collapse(&text.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Every run of white space (zero-width characters are none) as one blank; trimmed.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in
            text.split(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()).filter(|word| !word.is_empty())
        {
            if !collapsed.is_empty() {
                collapsed.push(' ');
            }
            collapsed.push_str(word);
        }
        return collapsed;
    }
    let visible = text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' | '\u{ad}'));
    for c in visible {
        if !(c.is_whitespace() || c.is_control()) {
            collapsed.push(c);
        } else if !collapsed.is_empty() && !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed.truncate(collapsed.trim_end().len());
    collapsed
}

#[cfg(test)]
mod tests;
