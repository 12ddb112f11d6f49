//! Which family an event kind belongs to.

use watchline_model::taxonomy::Family;
use watchline_model::{EventKind, Taxonomy};

/// `None` for a kind that the taxonomy does not hold (any more).
pub(super) fn family_of(kind: &EventKind, taxonomy: &Taxonomy) -> Option<Family> {
    taxonomy.event(kind).map(|definition| definition.family)
}

/// What an event of this kind adds to severity; a kind that the taxonomy does not hold adds nothing.
pub(super) fn weight_of(kind: &EventKind, taxonomy: &Taxonomy) -> f32 {
    taxonomy.event(kind).map_or(0.0, |definition| definition.severity_weight)
}
