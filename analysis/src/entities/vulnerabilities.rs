//! CVE and GHSA ids.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{Entity, EntityId, EntityKind};

use crate::text::Text;

static ID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:cve-(?:19|20)\d{2}-\d{4,7}|ghsa(?:-[23456789cfghjmpqrvwx]{4}){3})\b")
        .expect("the pattern is a constant")
});

/// Each id with where it stands. The entity's id is lower case; so is what follows the name of GitHub's scheme.
pub(super) fn find(text: &Text) -> Vec<(Entity, usize, usize)> {
    ID.find_iter(text.plain())
        .map(|hit| {
            let id = String::from_utf8_lossy(hit.as_bytes()).into_owned();
            let name = match id.strip_prefix("ghsa") {
                Some(rest) => format!("GHSA{rest}"),
                None => id.to_ascii_uppercase(),
            };
            let entity = Entity { id: EntityId::new(id), kind: EntityKind::Vulnerability, name, owner: None };
            (entity, hit.start(), hit.end())
        })
        .collect()
}
