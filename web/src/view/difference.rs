//! What changed between two versions, word by word; paragraphs that stayed are folded.

use similar::{ChangeTag, DiffTag, TextDiff};

/// Paragraphs at the edge of a change that stay open, so that a reader sees where it stands.
const CONTEXT: usize = 1;

/// A stretch of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// Unchanged paragraphs that are shown.
    Same(Vec<String>),
    /// Unchanged paragraphs that are folded away.
    Folded(Vec<String>),
    /// A paragraph in which something changed.
    Changed(Vec<Piece>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    Same,
    Inserted,
    Deleted,
}

/// Compares paragraph by paragraph, then word by word within those that differ.
pub(crate) fn blocks(old: &str, new: &str) -> Vec<Block> {
    let split = |text: &str| text.split("\n\n").map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let (old, new) = (split(old), split(new));
    let (old_slices, new_slices): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let mut blocks = Vec::new();
    let compared = TextDiff::from_slices(&old_slices, &new_slices);
    let last = compared.ops().len().saturating_sub(1);
    for (index, op) in compared.ops().iter().enumerate() {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        if op.tag() == DiffTag::Equal {
            fold(before, index > 0, index < last, &mut blocks);
            continue;
        }
        let pairs = before.len().max(after.len());
        for pair in 0..pairs {
            let (old, new) = (before.get(pair), after.get(pair));
            blocks.push(Block::Changed(words(old.map_or("", String::as_str), new.map_or("", String::as_str))));
        }
    }
    blocks
}

/// Word by word.
pub(crate) fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Inserted,
            ChangeTag::Delete => PieceKind::Deleted,
        };
        match pieces.last_mut() {
            Some(piece) if piece.kind == kind => piece.text.push_str(change.value()),
            _ => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

fn fold(same: &[String], after_change: bool, before_change: bool, blocks: &mut Vec<Block>) {
    let head = if after_change { CONTEXT.min(same.len()) } else { 0 };
    let tail = if before_change { CONTEXT.min(same.len() - head) } else { 0 };
    let middle = head..same.len() - tail;
    if head > 0 {
        blocks.push(Block::Same(same[..head].to_vec()));
    }
    match middle.len() {
        0 => {}
        _ => blocks.push(Block::Folded(same[middle.clone()].to_vec())),
    }
    if tail > 0 {
        blocks.push(Block::Same(same[middle.end..].to_vec()));
    }
}

#[cfg(test)]
mod tests;
