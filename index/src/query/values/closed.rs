//! Fields with a closed set of words, and the comparison of severities.

use watchline_model::Severity;

use super::{Meaning, is, nearest_value, suggest};
use crate::query::Node;
use crate::query::field::KeywordField;
use crate::query::lexer::Operator;

/// What people type for one of our words.
const MEANT: [(&str, &str); 11] = [
    ("medium", "moderate"),
    ("severe", "critical"),
    ("fixed", "resolved"),
    ("patched", "mitigated"),
    ("admitted", "acknowledged"),
    ("withdrawn", "retracted"),
    ("news", "article"),
    ("blog", "post"),
    ("announcement", "statement"),
    ("media", "press"),
    ("authority", "regulator"),
];

/// One of the words of a field, whatever its case.
pub(super) fn word<'a>(field: KeywordField, typed: &str, words: impl Iterator<Item = &'a str> + Clone) -> Meaning {
    let lower = typed.to_lowercase();
    if words.clone().any(|word| word == lower) {
        return Meaning::of(is(field, lower));
    }
    let meant = MEANT.iter().find(|(other, meant)| *other == lower && words.clone().any(|word| word == *meant));
    let suggestion = match meant {
        Some((_, meant)) => Some(suggest(field, meant)),
        None => nearest_value(field, &lower, words.clone()),
    };
    let known: Vec<&str> = words.collect();
    Meaning::unknown(format!("there is no {} `{typed}`; use one of: {}", field.name(), known.join(", ")), suggestion)
}

/// `severity:high`, `severity>=high`, `severity<=moderate`; a record without severity is below and above none.
pub(super) fn severity(operator: Operator, typed: &str) -> Meaning {
    let field = KeywordField::Severity;
    let words = || Severity::all().iter().map(|word| word.as_str());
    let Ok(bound) = typed.to_lowercase().parse::<Severity>() else {
        return match word(field, typed, words()) {
            // The suggestion keeps the comparison.
            Meaning::Unknown { message, suggestion } => {
                let kept = suggestion.map(|near| near.replacen(':', operator.as_str(), 1));
                Meaning::Unknown { message, suggestion: kept }
            }
            understood @ Meaning::Understood { .. } => understood,
        };
    };
    let holds = |severity: &&Severity| operator.holds(**severity, bound);
    let values: Vec<String> =
        Severity::all().iter().filter(holds).map(|severity| severity.as_str().to_owned()).collect();
    if values.is_empty() {
        return Meaning::unknown(format!("there is no severity {} {bound}", operator.as_str()), None);
    }
    Meaning::of(Node::Is { field, values, shown: format!("severity{}{bound}", operator.as_str()) })
}
