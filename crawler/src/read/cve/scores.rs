//! Ratings of a CVE record. Vectors are kept with the score that the record gives; one is computed only where it gives none.

use serde_json::Value;
use watchline_model::Score;

use crate::read::advisory::cvss_score;
use crate::read::collapse;
use crate::read::lenient::{list, number, plain, text};

/// Ratings read of one container.
const METRICS_MAX: usize = 50;

/// The members of a metric that hold a CVSS score, with their scheme, newest first.
const CVSS: &[(&str, &str)] =
    &[("cvssV4_0", "CVSS:4.0"), ("cvssV3_1", "CVSS:3.1"), ("cvssV3_0", "CVSS:3.0"), ("cvssV2_0", "CVSS:2.0")];

pub(super) fn scores(container: &Value) -> Vec<Score> {
    let rater = container.get("providerMetadata").and_then(|provider| text(provider, "shortName"));
    let metrics = list(container, "metrics").iter().take(METRICS_MAX);
    let mut scores: Vec<Score> = metrics.flat_map(metric).collect();
    for score in &mut scores {
        score.rated_by.clone_from(&rater);
    }
    scores
}

/// What a metric of another kind than CVSS holds: its kind, and its content.
pub(super) fn other(metric: &Value) -> Option<(String, &Value)> {
    let other = metric.get("other")?;
    Some((text(other, "type")?, other.get("content")?))
}

fn metric(metric: &Value) -> Vec<Score> {
    let mut scores: Vec<Score> = CVSS.iter().filter_map(|(member, scheme)| cvss(metric.get(member)?, scheme)).collect();
    if let Some((kind, content)) = other(metric)
        && !matches!(kind.to_lowercase().as_str(), "kev" | "ssvc")
        && let Some(word) = text(content, "text").or_else(|| text(content, "value")).or_else(|| plain(content))
    {
        scores.push(Score { scheme: kind, vector: None, score: None, rating: Some(collapse(&word)), rated_by: None });
    }
    scores
}

fn cvss(given: &Value, scheme: &str) -> Option<Score> {
    let computed = text(given, "vectorString").and_then(|vector| cvss_score(&vector));
    #[allow(clippy::cast_possible_truncation)]
    let number = number(given, "baseScore").filter(|score| (0.0..=10.0).contains(score)).map(|score| score as f32);
    let rating = text(given, "baseSeverity").map(|word| word.to_lowercase());
    let score = match computed {
        Some(computed) => Score { score: number.or(computed.score), rating: rating.or(computed.rating), ..computed },
        None => Score { scheme: scheme.to_owned(), vector: None, score: number, rating, rated_by: None },
    };
    (score.score.is_some() || score.vector.is_some() || score.rating.is_some()).then_some(score)
}
