//! How many sources tell of it independently.

use std::collections::BTreeSet;

use watchline_model::DocumentId;

use super::Told;

/// Publishers with at least one document that is no copy of another one here: a wire story printed by ten papers is one
/// source, and a paper that writes ten times is one too.
pub(super) fn independent_sources(documents: &[Told]) -> u32 {
    let present: BTreeSet<DocumentId> = documents.iter().map(|told| told.document).collect();
    let own = documents.iter().filter(|told| !told.copy_of.is_some_and(|original| present.contains(&original)));
    let publishers: BTreeSet<String> = own.map(|told| told.publisher.trim().to_lowercase()).collect();
    u32::try_from(publishers.len()).unwrap_or(u32::MAX)
}
