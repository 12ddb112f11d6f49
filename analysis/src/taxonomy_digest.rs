//! Whether two taxonomies find the same: a short digest of all that bears on what is found.
//!
//! Prose for people (definitions, examples, labels) is left out, so that mending a sentence of the documentation does not
//! make every document wait to be tagged anew.

use serde::Serialize;
use watchline_model::Taxonomy;
use watchline_model::taxonomy::EventDefinition;
use xxhash_rust::xxh3::Xxh3;

/// Between 1 and 2^31 - 1; 0 is kept for "not known". The order counts: of equal names the earlier entity is found.
pub fn taxonomy_digest(taxonomy: &Taxonomy) -> u32 {
    let mut digest = Xxh3::new();
    for entity in &taxonomy.entities {
        add(&mut digest, entity);
    }
    for event in &taxonomy.events {
        add(&mut digest, &without_prose(event));
    }
    add(&mut digest, &taxonomy.severity);
    let low = u32::try_from(digest.digest() & 0x7fff_ffff).unwrap_or_default();
    low.max(1)
}

fn without_prose(event: &EventDefinition) -> EventDefinition {
    let (label, definition, example) = (String::new(), String::new(), String::new());
    EventDefinition { label, definition, example, counter_example: None, recognised: None, ..event.clone() }
}

fn add(digest: &mut Xxh3, part: &impl Serialize) {
    let text =
        serde_json::to_string(part).expect("the taxonomy's types have string keys only, so they are always JSON");
    digest.update(text.as_bytes());
    digest.update(b"\n");
}

#[cfg(test)]
mod tests;
