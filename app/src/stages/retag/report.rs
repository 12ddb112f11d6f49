//! What tagging anew would change, counted, with examples.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};
use watchline_model::RelevanceVerdict;
use watchline_store::{StaleVersion, TaggedWith};

use super::difference::{Difference, Moved, Turn};

/// Of a quote in an example.
const QUOTE_CHARS: usize = 240;
/// Rows of a table for people; the JSON has all.
const ROWS: usize = 15;

/// The document's latest version counts: it is the one that is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Version of the analysis that would tag.
    pub analysis: u32,
    /// Digest of the taxonomy that it would look with.
    pub taxonomy: String,
    /// Looked at, older versions of documents too.
    pub versions: u64,
    /// Looked at.
    pub documents: u64,
    /// Of which anything would change.
    pub changed: u64,
    /// Left alone, since a person corrected their tags.
    pub kept: u64,
    pub relevance: Vec<Flip>,
    /// By how much changes, the most first; so are the others.
    pub entities: Vec<Tally>,
    pub events: Vec<Tally>,
    pub claims: Vec<Tally>,
    #[serde(skip)]
    examples: usize,
}

/// Documents whose verdict would change from one to another.
#[derive(Debug, Clone, Serialize)]
pub struct Flip {
    #[serde(serialize_with = "word")]
    pub from: RelevanceVerdict,
    #[serde(serialize_with = "word")]
    pub to: RelevanceVerdict,
    pub documents: u64,
    /// Of these, documents about which a person decided: the verdict stays.
    pub kept: u64,
    pub examples: Vec<Example>,
}

/// What becomes of one entity, kind of event or stance.
#[derive(Debug, Clone, Serialize)]
pub struct Tally {
    pub name: String,
    pub gained: u64,
    pub lost: u64,
    pub changed: u64,
    pub examples: Vec<Example>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// `gained`, `lost` or `changed`; of a relevance, `flipped`.
    pub turn: &'static str,
    pub document: i64,
    pub url: String,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

impl Report {
    pub(super) fn new(with: TaggedWith, examples: usize) -> Self {
        Self {
            analysis: with.analysis,
            taxonomy: format!("{:08x}", with.taxonomy),
            versions: 0,
            documents: 0,
            changed: 0,
            kept: 0,
            relevance: Vec::new(),
            entities: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            examples,
        }
    }

    pub(super) fn add(&mut self, stale: &StaleVersion, difference: &Difference) {
        self.versions += 1;
        if !stale.is_latest {
            return;
        }
        self.documents += 1;
        self.kept += u64::from(stale.tags_are_kept);
        if difference.is_empty() {
            return;
        }
        self.changed += 1;
        if let Some((from, to)) = difference.relevance {
            self.flip(stale, from, to);
        }
        let most = self.examples;
        for (tallies, moved) in [
            (&mut self.entities, &difference.entities),
            (&mut self.events, &difference.events),
            (&mut self.claims, &difference.claims),
        ] {
            for one in moved {
                tally(tallies, stale, one, most);
            }
            tallies.sort_by(|a, b| (b.total(), &a.name).cmp(&(a.total(), &b.name)));
        }
    }

    fn flip(&mut self, stale: &StaleVersion, from: RelevanceVerdict, to: RelevanceVerdict) {
        let place = self.relevance.iter().position(|flip| (flip.from, flip.to) == (from, to));
        let place = place.unwrap_or_else(|| {
            self.relevance.push(Flip { from, to, documents: 0, kept: 0, examples: Vec::new() });
            self.relevance.len() - 1
        });
        let Some(flip) = self.relevance.get_mut(place) else { return };
        flip.documents += 1;
        flip.kept += u64::from(stale.relevance_is_kept);
        if flip.examples.len() < self.examples {
            flip.examples.push(example(stale, "flipped", ""));
        }
        self.relevance.sort_by_key(|flip| (flip.from, flip.to));
    }

    /// Whether applying would take anything away: tags, or documents from those that are relevant.
    pub fn loses(&self) -> bool {
        let lost = [&self.entities, &self.events, &self.claims].into_iter().flatten().any(|tally| tally.lost > 0);
        let fallen = self.relevance.iter().any(|flip| flip.from < flip.to && flip.documents > flip.kept);
        lost || fallen
    }

    /// For people.
    pub fn table(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| writeln!(out, "{text}").expect("writing into a String does not fail");
        line(format!(
            "{} documents ({} versions) looked at with analysis {}, taxonomy {}: {} would change",
            self.documents, self.versions, self.analysis, self.taxonomy, self.changed
        ));
        if self.kept > 0 {
            line(format!("{} are left alone: a person corrected their tags", self.kept));
        }
        for flip in &self.relevance {
            let kept = if flip.kept > 0 { format!(", {} of them kept by a person", flip.kept) } else { String::new() };
            line(format!("  relevance {} -> {}: {} documents{kept}", flip.from, flip.to, flip.documents));
            flip.examples.iter().for_each(|example| line(shown(example)));
        }
        for (what, tallies) in [("entity", &self.entities), ("event", &self.events), ("claim", &self.claims)] {
            for tally in tallies.iter().take(ROWS) {
                let Tally { name, gained, lost, changed, .. } = tally;
                line(format!("  {what} {name}: +{gained} -{lost} ~{changed}"));
                tally.examples.iter().for_each(|example| line(shown(example)));
            }
            if tallies.len() > ROWS {
                line(format!("  … and {} more of this sort; --json shows all", tallies.len() - ROWS));
            }
        }
        out
    }
}

impl Tally {
    fn total(&self) -> u64 {
        self.gained + self.lost + self.changed
    }
}

fn word<S: Serializer>(verdict: &RelevanceVerdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.as_str())
}

fn tally(tallies: &mut Vec<Tally>, stale: &StaleVersion, moved: &Moved, most: usize) {
    let place = tallies.iter().position(|tally| tally.name == moved.name);
    let place = place.unwrap_or_else(|| {
        let name = moved.name.clone();
        tallies.push(Tally { name, gained: 0, lost: 0, changed: 0, examples: Vec::new() });
        tallies.len() - 1
    });
    let Some(tally) = tallies.get_mut(place) else { return };
    let turn = match moved.turn {
        Turn::Gained => {
            tally.gained += 1;
            "gained"
        }
        Turn::Lost => {
            tally.lost += 1;
            "lost"
        }
        Turn::Changed => {
            tally.changed += 1;
            "changed"
        }
    };
    // Some of each turn: what is lost is not to be hidden behind what is gained.
    if tally.examples.iter().filter(|example| example.turn == turn).count() < most {
        tally.examples.push(example(stale, turn, &moved.quote));
    }
}

fn example(stale: &StaleVersion, turn: &'static str, quote: &str) -> Example {
    let mut cut: String = quote.chars().take(QUOTE_CHARS).collect();
    if cut.len() < quote.len() {
        cut.push('…');
    }
    Example {
        turn,
        document: stale.version.document.id.0,
        url: stale.version.document.url.clone(),
        title: stale.version.version.reading.title.clone(),
        quote: cut,
    }
}

fn shown(example: &Example) -> String {
    let words = if example.quote.is_empty() { &example.title } else { &example.quote };
    format!("      {:8} document {}: {}", example.turn, example.document, words.replace('\n', " "))
}

#[cfg(test)]
mod tests;
