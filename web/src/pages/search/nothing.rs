//! Nothing was found, but: what the same query finds elsewhere, and what it finds with a piece less.

use watchline_model::RecordKind;

use super::{KINDS, tab};
use crate::error::WebError;
use crate::finding::{self, SearchParams};
use crate::params::address;
use crate::state::WebState;
use crate::view::parts::Parts;
use crate::view::when::plural;

/// Pieces of a query that are tried: each costs a search.
const TRIED: usize = 8;

/// What would find something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Remedies {
    /// "12 events", and where they are.
    pub(crate) elsewhere: Vec<(String, String)>,
    /// The piece to take out, "29 documents", and where they are; the gentlest loss first.
    pub(crate) without: Vec<Remedy>,
    /// Where no single piece is to blame: what each finds by itself.
    pub(crate) alone: Vec<Remedy>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remedy {
    pub(crate) piece: String,
    pub(crate) found: String,
    pub(crate) address: String,
}

impl Remedies {
    pub(crate) async fn find(
        state: &WebState,
        kind: RecordKind,
        asked: &SearchParams,
        parts: &Parts,
    ) -> Result<Self, WebError> {
        let mut remedies = Self::default();
        for (other, word, _) in KINDS.iter().filter(|(other, _, _)| *other != kind) {
            let total = finding::count(state, *other, asked).await?;
            if total > 0 {
                let there = address("/search", &[("q", &asked.q), ("type", word)]);
                remedies.elsewhere.push((plural(total, word.trim_end_matches('s')), there));
            }
        }
        let pieces: Vec<&str> = parts.pieces().take(TRIED).collect();
        if !parts.narrows() || pieces.len() < 2 {
            return Ok(remedies);
        }
        for (place, piece) in pieces.iter().enumerate() {
            remedies.without.extend(tried(state, kind, asked, piece, parts.without(place)).await?);
        }
        if remedies.without.is_empty() {
            for piece in pieces.iter().filter(|piece| !piece.starts_with('-') && !piece.starts_with("NOT ")) {
                remedies.alone.extend(tried(state, kind, asked, piece, (*piece).to_owned()).await?);
            }
        }
        Ok(remedies)
    }
}

async fn tried(
    state: &WebState,
    kind: RecordKind,
    asked: &SearchParams,
    piece: &str,
    q: String,
) -> Result<Option<Remedy>, WebError> {
    let total = finding::count(state, kind, &SearchParams { q: q.clone(), ..asked.clone() }).await?;
    let word = tab(kind);
    Ok((total > 0).then(|| Remedy {
        piece: piece.to_owned(),
        found: plural(total, word.trim_end_matches('s')),
        address: address("/search", &[("q", &q), ("type", word)]),
    }))
}
