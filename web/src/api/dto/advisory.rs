//! What a database's record states in figures: its ids, ratings and affected versions, as it gives them.

use serde_json::{Value, json};
use watchline_model::Advisory;

use super::moment;

/// `{id, aliases[], withdrawn, disputed, scores[{scheme, vector, score, rating, rated_by}], affected[{product, versions}]}`.
/// No score is converted from one scheme to another.
pub(crate) fn advisory(advisory: &Advisory) -> Value {
    let score = |score: &watchline_model::Score| {
        json!({
            "scheme": score.scheme,
            "vector": score.vector,
            "score": score.score.map(|value| (f64::from(value) * 10.0).round() / 10.0),
            "rating": score.rating,
            "rated_by": score.rated_by,
        })
    };
    let affected = |one: &watchline_model::Affected| json!({"product": one.product, "versions": one.versions});
    json!({
        "id": advisory.id,
        "aliases": advisory.aliases,
        "withdrawn": advisory.withdrawn.map(moment),
        "disputed": advisory.disputed,
        "scores": advisory.scores.iter().map(score).collect::<Vec<_>>(),
        "affected": advisory.affected.iter().map(affected).collect::<Vec<_>>(),
    })
}
