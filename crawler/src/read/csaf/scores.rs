//! The ratings of a CSAF document: CVSS 2, 3 and 4 as given, and the publisher's own word for the whole.

use serde_json::Value;
use watchline_model::Score;

use crate::read::advisory::cvss_score;
use crate::read::collapse;
use crate::read::lenient::{list, number, text};

pub(super) fn scores(document: &Value, vulnerabilities: &[&Value]) -> Vec<Score> {
    let mut scores: Vec<Score> = Vec::new();
    for vulnerability in vulnerabilities {
        // 2.0: `scores`; 2.1: `metrics`, one level deeper.
        for score in list(vulnerability, "scores") {
            scores.extend(cvss(score));
        }
        for metric in list(vulnerability, "metrics") {
            scores.extend(metric.get("content").map(cvss).unwrap_or_default());
        }
    }
    scores.extend(document.get("aggregate_severity").and_then(aggregate));
    scores
}

fn cvss(of: &Value) -> Vec<Score> {
    let read = |key: &str| {
        let cvss = of.get(key)?;
        let vector = text(cvss, "vectorString");
        let computed = vector.as_deref().and_then(cvss_score);
        let version = text(cvss, "version").unwrap_or_else(|| format!("{}.0", key.trim_start_matches("cvss_v")));
        let given = number(cvss, "baseScore").filter(|score| (0.0..=10.0).contains(score)).map(|score| score as f32);
        let score = given.or(computed.as_ref().and_then(|computed| computed.score));
        let rating =
            text(cvss, "baseSeverity").or_else(|| computed.as_ref().and_then(|computed| computed.rating.clone()));
        (score.is_some() || vector.is_some()).then(|| Score {
            scheme: computed.map_or_else(|| format!("CVSS:{version}"), |computed| computed.scheme),
            vector,
            score,
            rating,
            rated_by: None,
        })
    };
    ["cvss_v4", "cvss_v3", "cvss_v2"].into_iter().filter_map(read).collect()
}

fn aggregate(severity: &Value) -> Option<Score> {
    let rating = collapse(&text(severity, "text")?);
    let scheme = text(severity, "namespace").unwrap_or_else(|| "publisher".to_owned());
    Some(Score { scheme, vector: None, score: None, rating: Some(rating), rated_by: None })
}
