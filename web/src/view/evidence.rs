//! Evidence, everywhere the same way: a small mark that opens to the quote in its sentence, who published it and
//! when, which version with which hash, and the ways to the archived and the original words.

use askama::Template;
use watchline_model::{DocumentId, Evidence};
use watchline_store::DocumentView;

use crate::view::when::{When, grouped, plural};

/// Characters of the sentence around a quote that are shown at most, on each side.
const AROUND: usize = 180;

/// One quote and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Exhibit {
    /// The language of the words, unless it is that of the page around them.
    pub(crate) lang: Option<String>,
    pub(crate) before: String,
    pub(crate) quote: String,
    pub(crate) after: String,
    pub(crate) source: String,
    pub(crate) published: When,
    pub(crate) version: u32,
    /// SHA-256 of the version's text, hex.
    pub(crate) hash: Option<String>,
    pub(crate) archived: String,
    pub(crate) original: String,
}

/// The mark with what it opens to.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/evidence.html")]
pub(crate) struct EvidenceMark {
    exhibits: Vec<Exhibit>,
    /// "The Example", "3 sources".
    label: String,
    /// Where not all is shown: "37 more", and where it is.
    rest: Option<(String, String)>,
}

crate::view::pieces!(EvidenceMark);

impl EvidenceMark {
    /// Out of pairs of document and evidence; documents that are not at hand are left out.
    pub(crate) fn new<'a>(
        documents: &[DocumentView],
        told: impl IntoIterator<Item = (DocumentId, &'a Evidence)>,
    ) -> Self {
        Self::first(usize::MAX, documents, told, String::new)
    }

    /// With no more than the first `most` laid out; all are counted, and `whole` is where the others are.
    pub(crate) fn first<'a>(
        most: usize,
        documents: &[DocumentView],
        told: impl IntoIterator<Item = (DocumentId, &'a Evidence)>,
        whole: impl FnOnce() -> String,
    ) -> Self {
        let find = |id| documents.iter().find(|view: &&DocumentView| view.document.id == id);
        let told: Vec<(&DocumentView, &Evidence)> =
            told.into_iter().filter_map(|(id, evidence)| Some((find(id)?, evidence))).collect();
        let rest = told.len().saturating_sub(most);
        Self {
            exhibits: told.iter().take(most).map(|(view, evidence)| exhibit(view, evidence)).collect(),
            label: label(told.iter().map(|(view, _)| view.source.publisher.as_str()).collect()),
            rest: (rest > 0).then(|| (format!("{} more", grouped(rest as u64)), whole())),
        }
    }

    pub(crate) fn of(document: &DocumentView, evidence: &Evidence) -> Self {
        let label = document.source.publisher.clone();
        Self { exhibits: vec![exhibit(document, evidence)], label, rest: None }
    }
}

/// Who speaks.
fn label(mut sources: Vec<&str>) -> String {
    sources.sort_unstable();
    sources.dedup();
    match sources.as_slice() {
        [] => "no evidence".to_owned(),
        [one] => (*one).to_owned(),
        many => plural(many.len() as u64, "source"),
    }
}

pub(crate) fn exhibit(view: &DocumentView, evidence: &Evidence) -> Exhibit {
    let latest = &view.version;
    let meta = evidence.version.and_then(|id| view.versions.iter().find(|meta| meta.id == id));
    let number = meta.map_or(latest.number, |meta| meta.number);
    let hash = meta.map_or(latest.sha256, |meta| meta.sha256);
    // Only the latest version's text is at hand; an older quote is shown by itself.
    let (before, after) = if number == latest.number {
        surroundings(&latest.reading.full_text(), evidence)
    } else {
        (String::new(), String::new())
    };
    Exhibit {
        lang: crate::pages::search::foreign(view),
        before,
        quote: evidence.quote.clone(),
        after,
        source: view.source.publisher.clone(),
        published: published(view),
        version: number,
        hash: Some(hash.hex()),
        archived: archived_address(view, number, evidence),
        original: view.document.url.clone(),
    }
}

/// `/documents/12/versions/1#c40-91`; for a version that is no longer the latest the words are also named in the
/// query, since its page cannot know which words matter.
pub(crate) fn archived_address(view: &DocumentView, number: u32, evidence: &Evidence) -> String {
    let (id, start, end) = (view.document.id, evidence.start, evidence.end);
    if number == view.version.number {
        format!("/documents/{id}/versions/{number}#c{start}-{end}")
    } else {
        format!("/documents/{id}/versions/{number}?c={start}-{end}#c{start}-{end}")
    }
}

/// When a document was published, as it says; else when it was first seen.
pub(crate) fn published(view: &DocumentView) -> When {
    view.version.reading.published.map_or_else(|| When::moment(view.document.first_seen), |date| When::dated(&date))
}

/// What stands before and after a quote within its sentence.
fn surroundings(text: &str, evidence: &Evidence) -> (String, String) {
    if !evidence.stands_in(text) {
        return (String::new(), String::new());
    }
    let before: Vec<char> = text.chars().take(evidence.start).collect();
    let mut from = before.len();
    while from > 0 && before.len() - from < AROUND && !ends_sentence(&before[..from]) {
        from -= 1;
    }
    let mut after = String::new();
    let quote_ends = evidence.quote.trim_end().ends_with(['.', '!', '?', '”', '"']);
    if !quote_ends {
        for character in text.chars().skip(evidence.end).take(AROUND) {
            if character == '\n' {
                break;
            }
            after.push(character);
            if matches!(character, '.' | '!' | '?') {
                break;
            }
        }
    }
    let before: String = before[from..].iter().collect();
    (before.trim_start().to_owned(), after)
}

fn ends_sentence(text: &[char]) -> bool {
    matches!(text, [.., '\n'] | [.., '.' | '!' | '?' | '”' | '"', ' '])
}
