//! Ranges of OSV as words. <https://ossf.github.io/osv-schema/#affectedranges-field>
//!
//! Events of a range are unordered by the schema. Ranges of commits say nothing to a reader and count only where there
//! is nothing else; the list of single versions is derived from the ranges and counts only where there are none.

use serde_json::Value;

use crate::read::advisory::{Bound, compare_versions, span_text, spans_text};
use crate::read::lenient::{list, text, texts};

/// Ranges and versions read of one package.
const RANGES_MAX: usize = 200;
/// A commit is known by its first digits.
const COMMIT_CHARS: usize = 12;

/// "from 1.2 before 1.4.1, from 2.0 before 2.0.3"; empty where the record does not say.
pub(super) fn versions(affected: &Value) -> String {
    let ranges = || list(affected, "ranges").iter().take(RANGES_MAX);
    let is_git = |range: &&Value| text(range, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("GIT"));
    let of_versions: Vec<String> = ranges().filter(|range| !is_git(range)).flat_map(spans).collect();
    if !of_versions.is_empty() {
        return spans_text(&of_versions);
    }
    let listed = texts(affected, "versions");
    if !listed.is_empty() {
        return spans_text(&listed);
    }
    let fixes =
        ranges().filter(is_git).flat_map(|range| list(range, "events")).filter_map(|event| text(event, "fixed"));
    let commits: Vec<String> = fixes
        .map(|commit| format!("fixed in commit {}", commit.chars().take(COMMIT_CHARS).collect::<String>()))
        .collect();
    spans_text(&commits)
}

#[derive(Debug)]
enum Edge {
    Introduced(String),
    Fixed(String),
    LastAffected(String),
}

impl Edge {
    fn version(&self) -> &str {
        match self {
            Self::Introduced(version) | Self::Fixed(version) | Self::LastAffected(version) => version,
        }
    }
}

fn spans(range: &Value) -> Vec<String> {
    let mut edges: Vec<Edge> = Vec::new();
    for event in list(range, "events").iter().take(RANGES_MAX) {
        edges.extend(text(event, "introduced").map(Edge::Introduced));
        edges.extend(text(event, "fixed").map(Edge::Fixed));
        edges.extend(text(event, "last_affected").map(Edge::LastAffected));
    }
    let alternates = edges.chunks(2).all(|pair| {
        matches!(pair, [Edge::Introduced(_)] | [Edge::Introduced(_), Edge::Fixed(_) | Edge::LastAffected(_)])
    });
    if !alternates {
        edges.sort_by(|a, b| compare_versions(a.version(), b.version()));
    }
    let mut spans = Vec::new();
    let mut from: Option<String> = None;
    for edge in edges {
        match edge {
            Edge::Introduced(version) => {
                if let Some(open) = from.replace(version) {
                    spans.push(span_text(Some(&open), &Bound::Open));
                }
            }
            Edge::Fixed(version) => spans.push(span_text(from.take().as_deref(), &Bound::Before(version))),
            Edge::LastAffected(version) => spans.push(span_text(from.take().as_deref(), &Bound::To(version))),
        }
    }
    if let Some(open) = from {
        spans.push(span_text(Some(&open), &Bound::Open));
    }
    spans
}
