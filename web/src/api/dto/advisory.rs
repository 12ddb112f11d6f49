//! What a database's record states in figures: its ids, ratings and affected versions, as it gives them.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;

use super::Moment;

/// An advisory's own data. No score is converted from one scheme to another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Advisory {
    id: String,
    /// The same weakness in other databases.
    aliases: Vec<String>,
    withdrawn: Option<Moment>,
    /// The record says that somebody disputes it.
    disputed: bool,
    scores: Vec<Score>,
    affected: Vec<Affected>,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct Score {
    /// `CVSS:3.1`, `CVSS:4.0`, or the rater's own word.
    scheme: String,
    vector: Option<String>,
    score: Option<f64>,
    rating: Option<String>,
    rated_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct Affected {
    product: String,
    /// For people: "before 1.2.3"; empty if the record does not say.
    versions: String,
}

impl Advisory {
    pub(super) fn new(advisory: &model::Advisory) -> Self {
        let score = |score: &model::Score| Score {
            scheme: score.scheme.clone(),
            vector: score.vector.clone(),
            score: score.score.map(|value| (f64::from(value) * 10.0).round() / 10.0),
            rating: score.rating.clone(),
            rated_by: score.rated_by.clone(),
        };
        let affected =
            |one: &model::Affected| Affected { product: one.product.clone(), versions: one.versions.clone() };
        Self {
            id: advisory.id.clone(),
            aliases: advisory.aliases.clone(),
            withdrawn: advisory.withdrawn.map(Moment),
            disputed: advisory.disputed,
            scores: advisory.scores.iter().map(score).collect(),
            affected: advisory.affected.iter().map(affected).collect(),
        }
    }
}
