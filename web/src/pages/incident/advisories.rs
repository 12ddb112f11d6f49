//! What databases rate about an incident: one line a rating, each by its own scheme. Nothing is converted, and none of it
//! is our severity.

use watchline_model::{Affected, Score};

use crate::material::IncidentMaterial;
use crate::pages::search::title;
use crate::view::fold::{Fold, Rest};
use crate::view::when::plural;

/// Products named in a line; a record of an operating system names hundreds.
const AFFECTED: usize = 3;

/// Ratings that are shown at once; of more, the first …
const ROWS: usize = 30;
/// … so that a few that are missing are no fold.
const WHOLE: usize = 40;

pub(crate) struct AdvisoryRow {
    pub(crate) id: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    /// "CVSS 3.1"; empty where nobody has rated it.
    pub(crate) scheme: String,
    /// "9.8 critical".
    pub(crate) rating: String,
    pub(crate) rated_by: String,
    pub(crate) vector: String,
    pub(crate) affected: String,
    /// "withdrawn", "disputed".
    pub(crate) objection: &'static str,
}

pub(crate) fn advisories(material: &IncidentMaterial, fold: &Fold) -> (Vec<AdvisoryRow>, Option<Rest>) {
    let mut rows = Vec::new();
    for view in &material.documents {
        let Some(advisory) = view.version.reading.advisory.as_ref() else { continue };
        let row = |score: Option<&Score>| AdvisoryRow {
            id: advisory.id.clone(),
            address: format!("/documents/{}", view.document.id),
            title: title(view),
            publisher: view.source.publisher.clone(),
            scheme: score.map_or_else(String::new, |score| score.scheme.replacen(':', " ", 1)),
            rating: score.map_or_else(String::new, rating),
            rated_by: score.and_then(|score| score.rated_by.clone()).unwrap_or_default(),
            vector: score.and_then(|score| score.vector.clone()).unwrap_or_default(),
            affected: affected(&advisory.affected),
            objection: match (advisory.withdrawn, advisory.disputed) {
                (Some(_), _) => "withdrawn",
                (None, true) => "disputed",
                (None, false) => "",
            },
        };
        if advisory.scores.is_empty() {
            rows.push(row(None));
        }
        rows.extend(advisory.scores.iter().map(|score| row(Some(score))));
    }
    let total = rows.len();
    if total > WHOLE && !fold.is_open("advisories") {
        rows.truncate(ROWS);
    }
    let rest = fold.rest("advisories", rows.len(), total, "ratings");
    (rows, rest)
}

fn rating(score: &Score) -> String {
    let value = score.score.map(|value| format!("{value:.1}"));
    let word = score.rating.as_ref().map(|word| word.to_lowercase());
    [value, word].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn affected(all: &[Affected]) -> String {
    let named = all.iter().take(AFFECTED).map(|one| format!("{} {}", one.product, one.versions).trim().to_owned());
    let mut text = named.collect::<Vec<_>>().join("; ");
    let more = all.len().saturating_sub(AFFECTED);
    if more > 0 {
        text.push_str(&format!(" and {}", plural(more as u64, "more product")));
    }
    text
}
