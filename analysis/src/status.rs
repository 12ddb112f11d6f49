//! Where a document, taken alone, leaves the matter.
//!
//! The ladder: reported, alleged, disputed, acknowledged, confirmed, mitigated, resolved, retracted. The firmest step that the
//! document gives counts; an announced mitigation without an acknowledgement is still one.

use watchline_model::{Claim, Modality, Stance, Status};

use crate::events::Told;

/// `None` where the document tells of no event.
pub(crate) fn read(told: &[Told], claims: &[Claim]) -> Option<Status> {
    if told.is_empty() {
        return None;
    }
    let has = |kind: &str| told.iter().any(|told| told.event.kind.as_str() == kind);
    let stance = |stance: Stance| claims.iter().any(|claim| claim.stance == stance);
    if stance(Stance::Retracts) {
        return Some(Status::Retracted);
    }
    if has("vulnerability_patched") || has("settlement") {
        return Some(Status::Resolved);
    }
    if has("mitigation") {
        return Some(Status::Mitigated);
    }
    if stance(Stance::Confirms) {
        return Some(Status::Confirmed);
    }
    if has("acknowledgement") || has("apology") || has("postmortem") || stance(Stance::Acknowledges) {
        return Some(Status::Acknowledged);
    }
    if has("denial") || stance(Stance::Denies) || stance(Stance::Disputes) {
        return Some(Status::Disputed);
    }
    let alleged = stance(Stance::Alleges) || told.iter().any(|told| told.event.modality == Modality::Alleged);
    Some(if alleged { Status::Alleged } else { Status::Reported })
}
