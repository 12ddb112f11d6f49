//! Scores with their scheme. CVSS 2.0, 3.0, 3.1 and 4.0 are computed from the vector (FIRST's specifications, by crate
//! `cvss`); every other rating is kept in the rater's words. Nothing is converted from one scheme to another.

use std::fmt::Write;
use std::panic::catch_unwind;

use cvss::Cvss;
use watchline_model::Score;

/// Longest vector of CVSS 4.0 with every optional metric is below 200 characters.
const VECTOR_MAX_CHARS: usize = 300;

/// The score of a CVSS vector: its scheme (`CVSS:3.1`), the vector, its score and the scheme's word for it. `None` for
/// what is no vector. A vector that lacks a metric keeps its scheme and has no score.
pub(crate) fn cvss_score(vector: &str) -> Option<Score> {
    let vector = vector.trim().trim_start_matches('(').trim_end_matches([')', '/']);
    if vector.len() > VECTOR_MAX_CHARS {
        return None;
    }
    let prefix = vector.split('/').next().filter(|prefix| prefix.starts_with("CVSS:"));
    let scheme = match prefix {
        Some(prefix) => prefix.to_owned(),
        None if vector.starts_with("AV:") && vector.contains("/Au:") => "CVSS:2.0".to_owned(),
        None => return None,
    };
    let bare = vector.strip_prefix("CVSS:2.0/").unwrap_or(vector).to_owned();
    // Crate `cvss` takes a missing metric for a harmless one, and would call half a vector 0.
    let whole = is_whole(&scheme, &bare);
    let compute = || bare.parse::<Cvss>().ok().map(|cvss| (cvss.score(), cvss.severity().as_str()));
    let (score, rating) = if whole { catch_unwind(compute).ok().flatten().unzip() } else { (None, None) };
    Some(Score {
        scheme,
        vector: Some(vector.to_owned()),
        score: score.map(tenth),
        rating: rating.map(str::to_owned),
        rated_by: None,
    })
}

/// Whether every metric of the base group is given.
fn is_whole(scheme: &str, vector: &str) -> bool {
    let base: &[&str] = match scheme.strip_prefix("CVSS:").and_then(|version| version.split('.').next()) {
        Some("2") => &["AV", "AC", "Au", "C", "I", "A"],
        Some("3") => &["AV", "AC", "PR", "UI", "S", "C", "I", "A"],
        _ => &["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"],
    };
    let given: Vec<&str> =
        vector.split('/').filter_map(|metric| metric.split_once(':')).map(|(name, _)| name).collect();
    base.iter().all(|name| given.contains(name))
}

/// "CVSS 3.1 8.8 (CVSS:3.1/AV:N/…), high"; `None` where there is neither a score, a vector nor a word. Who rated is left
/// out: in the text it would read as a party to what happened.
pub(crate) fn severity_text(score: &Score) -> Option<String> {
    let mut text = String::new();
    if score.score.is_some() || score.vector.is_some() {
        text.push_str(&score.scheme.replacen(':', " ", 1));
        if let Some(value) = score.score {
            let _ = write!(text, " {value:.1}");
        }
        if let Some(vector) = &score.vector {
            let _ = write!(text, " ({vector})");
        }
    }
    if let Some(rating) = score.rating.as_ref().filter(|rating| !rating.is_empty()) {
        let separator = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{separator}{}", rating.to_lowercase());
    }
    Some(text).filter(|text| !text.is_empty())
}

/// Scores have one decimal by definition; what binary fractions add is dropped.
fn tenth(score: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation)]
    let score = score as f32;
    (score * 10.0).round() / 10.0
}
