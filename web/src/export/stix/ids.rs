//! Identifiers and moments of STIX objects. Never to be changed: other platforms know our objects by them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use uuid::{Uuid, uuid};
use watchline_model::{EntityId, IncidentId};

/// Ours.
const NAMESPACE: Uuid = uuid!("6f4f1c52-0d0b-5a8e-9a53-3f7f5f0e2b61");
/// That of the standard, for observable objects (STIX 2.1, section 2.9).
const OBSERVABLES: Uuid = uuid!("00abedb4-aa42-466c-9c01-fed23315a9b7");

/// When objects that only carry a name were made: the same in every export.
pub(super) const BEGINNING: DateTime<Utc> = match DateTime::from_timestamp_secs(1_767_225_600) {
    Some(beginning) => beginning,
    None => DateTime::UNIX_EPOCH,
};

pub(super) fn id(kind: &str, name: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&NAMESPACE, format!("{kind}:{name}").as_bytes()))
}

pub(super) fn entity_id(entity: &EntityId) -> String {
    id("identity", &format!("entity:{entity}"))
}

pub(super) fn incident_id(incident: IncidentId) -> String {
    id("incident", &incident.to_string())
}

/// As the standard derives it: from name and vendor as canonical JSON (RFC 8785: keys in order, no blanks).
pub(super) fn software_id(name: &str, vendor: Option<&str>) -> String {
    let mut contributing = json!({"name": name});
    if let Some(vendor) = vendor {
        contributing["vendor"] = json!(vendor);
    }
    format!("software--{}", Uuid::new_v5(&OBSERVABLES, contributing.to_string().as_bytes()))
}

/// Milliseconds and Z, as the standard asks.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests;
