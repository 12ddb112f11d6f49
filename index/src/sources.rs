//! Sources that a query names and nothing has come from: said, with the nearest that something has come
//! from. The condition stays as it is, since such a source may only be new.

use std::collections::BTreeSet;

use tantivy::Searcher;

use crate::query::{KeywordField, Node, Note, nearest};

/// Notes on the sources in a query. The index is looked at only where there are any.
pub(crate) fn notes(searcher: &Searcher, node: &Node) -> tantivy::Result<Vec<Note>> {
    let mut named = BTreeSet::new();
    collect(node, &mut named);
    if named.is_empty() || searcher.num_docs() == 0 {
        return Ok(Vec::new());
    }
    let known = known(searcher)?;
    let notes = named.into_iter().filter(|name| !known.contains(*name)).map(|name| {
        let near = nearest(name, known.iter().map(String::as_str));
        Note {
            token: format!("source:{name}"),
            message: format!("nothing has come from a source `{name}` yet"),
            suggestion: near.map(|near| format!("source:{near}")),
        }
    });
    Ok(notes.collect())
}

fn collect<'a>(node: &'a Node, named: &mut BTreeSet<&'a str>) {
    match node {
        Node::Is { field: KeywordField::Source, values, .. } => named.extend(values.iter().map(String::as_str)),
        Node::Not(inner) => collect(inner, named),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(part, named)),
        Node::Everything | Node::Word(_) | Node::Phrase(_) | Node::Is { .. } | Node::Within { .. } => {}
    }
}

fn known(searcher: &Searcher) -> tantivy::Result<BTreeSet<String>> {
    let mut known = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(KeywordField::Source.column())? else { continue };
        for ordinal in 0..column.num_terms() as u64 {
            let mut name = String::new();
            column.ord_to_str(ordinal, &mut name)?;
            known.insert(name);
        }
    }
    Ok(known)
}
