use watchline_model::RecordKind;

use super::Plan;
use crate::fixture::{index, now};
use crate::query::KeywordField;
use crate::schema::Fields;
use crate::translate::Scoring;

/// The facets chosen in, and the checks made beside the lookups.
fn plan(query: &str) -> (Vec<KeywordField>, super::Checks) {
    let parsed = index().parse(query, now());
    let plan = Plan::new(&parsed.query.0, Some(RecordKind::Event), None, None);
    let (_, fields) = Fields::build();
    (plan.chosen(), plan.query(None, &fields, Scoring::None).1)
}

#[test]
fn choices_are_conditions_on_one_facet_that_are_not_denied() {
    use KeywordField::{Severity, Status, Vendor};
    assert_eq!(plan("vendor:orchid (status:alleged OR status:disputed) ban").0, [Vendor, Status]);
    assert_eq!(plan("severity>=high vendor:orchid,bluefin").0, [Severity, Vendor]);
    assert_eq!(plan("-vendor:orchid (vendor:orchid OR ban) incident:INC-2026-0042").0, []);
}

#[test]
fn kinds_and_periods_are_checked_only_beside_something_looked_up() {
    let (_, checks) = plan("ban after:2026-06 happened:2026-03 known:2026");
    assert_eq!(checks.kind, Some(1));
    assert_eq!((checks.published.len(), checks.happened.len(), checks.known.len()), (1, 1, 1));
    for query in ["", "after:2026-06", "-ban after:2026-06", "ban OR after:2026-06"] {
        assert_eq!(plan(query).1, super::Checks::default(), "{query}");
    }
}
