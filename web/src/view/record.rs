//! A database's record in figures, beside its words: ids, ratings with their schemes, what is affected; and whether the
//! record is withdrawn or disputed, with the words that say so.

use askama::Template;
use watchline_model::{Advisory, Evidence, Score};
use watchline_store::DocumentView;

use crate::params::address;
use crate::view::evidence::EvidenceMark;
use crate::view::when::{When, grouped};

/// Products shown; a record of an operating system names hundreds.
const AFFECTED_MAX: usize = 30;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/record.html")]
pub(crate) struct RecordView {
    id: String,
    /// Id, and where else it is told of.
    aliases: Vec<(String, String)>,
    scores: Vec<ScoreLine>,
    affected: Vec<(String, String)>,
    more: Option<String>,
}

/// What the record says against itself, above everything else.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/objections.html")]
pub(crate) struct Objections {
    withdrawn: Option<When>,
    withdrawal: Option<EvidenceMark>,
    disputed: bool,
    dispute: Option<EvidenceMark>,
}

#[derive(Debug, Clone)]
struct ScoreLine {
    /// `CVSS 3.1`.
    scheme: String,
    value: Option<String>,
    rating: Option<String>,
    rated_by: Option<String>,
    vector: Option<String>,
}

crate::view::pieces!(RecordView, Objections);

impl RecordView {
    /// `None` for a document that is no record.
    pub(crate) fn of(view: &DocumentView) -> Option<Self> {
        let advisory = view.version.reading.advisory.as_ref()?;
        let search = |id: &String| {
            let query = if id.starts_with("CVE-") { format!("cve:{id}") } else { format!("\"{id}\"") };
            (id.clone(), address("/search", &[("q", &query)]))
        };
        let more = advisory.affected.len().saturating_sub(AFFECTED_MAX);
        Some(Self {
            id: advisory.id.clone(),
            aliases: advisory.aliases.iter().map(search).collect(),
            scores: advisory.scores.iter().map(score_line).collect(),
            affected: advisory
                .affected
                .iter()
                .take(AFFECTED_MAX)
                .map(|one| (one.product.clone(), one.versions.clone()))
                .collect(),
            more: (more > 0).then(|| grouped(more as u64)),
        })
    }
}

impl Objections {
    /// `None` for a record that stands, and for what is no record.
    pub(crate) fn of(view: &DocumentView) -> Option<Self> {
        let advisory: &Advisory = view.version.reading.advisory.as_ref()?;
        if advisory.withdrawn.is_none() && !advisory.disputed {
            return None;
        }
        let text = view.version.reading.full_text();
        let words = |beginning: &str| Some(EvidenceMark::of(view, &paragraph(&text, beginning)?));
        Some(Self {
            withdrawn: advisory.withdrawn.map(When::moment),
            withdrawal: advisory.withdrawn.and_then(|_| words("Withdrawn")),
            disputed: advisory.disputed,
            dispute: if advisory.disputed { words("Disputed:") } else { None },
        })
    }
}

fn score_line(score: &Score) -> ScoreLine {
    ScoreLine {
        scheme: score.scheme.replacen(':', " ", 1),
        value: score.score.map(|value| format!("{value:.1}")),
        rating: score.rating.as_ref().map(|rating| rating.to_lowercase()),
        rated_by: score.rated_by.clone(),
        vector: score.vector.clone(),
    }
}

/// The last paragraph that begins so: readers of records put what a record says against itself at its end.
fn paragraph(text: &str, beginning: &str) -> Option<Evidence> {
    let (mut start, mut found) = (0, None);
    for paragraph in text.split("\n\n") {
        let length = paragraph.chars().count();
        if paragraph.starts_with(beginning) {
            found = Some((start, start + length));
        }
        start += length + 2;
    }
    found.map(|(start, end)| Evidence::cut(text, start, end))
}

#[cfg(test)]
mod tests;
