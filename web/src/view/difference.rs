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

/// Word by word. Changed words with only blanks between them are one change, since people read phrases.
pub(crate) fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut deleted, mut inserted, mut blanks) = (String::new(), String::new(), String::new());
    for change in TextDiff::from_unicode_words(old, new).iter_all_changes() {
        let changing = !deleted.is_empty() || !inserted.is_empty();
        match change.tag() {
            ChangeTag::Equal if changing && change.value().trim().is_empty() => blanks.push_str(change.value()),
            ChangeTag::Equal => {
                settle(&mut pieces, &mut deleted, &mut inserted);
                push(&mut pieces, PieceKind::Same, &std::mem::take(&mut blanks));
                push(&mut pieces, PieceKind::Same, change.value());
            }
            tag => {
                for side in [&mut deleted, &mut inserted] {
                    side.push_str(&blanks);
                }
                blanks.clear();
                if tag == ChangeTag::Delete { &mut deleted } else { &mut inserted }.push_str(change.value());
            }
        }
    }
    settle(&mut pieces, &mut deleted, &mut inserted);
    push(&mut pieces, PieceKind::Same, &blanks);
    pieces
}

fn settle(pieces: &mut Vec<Piece>, deleted: &mut String, inserted: &mut String) {
    push(pieces, PieceKind::Deleted, &std::mem::take(deleted));
    push(pieces, PieceKind::Inserted, &std::mem::take(inserted));
}

fn push(pieces: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(piece) if piece.kind == kind => piece.text.push_str(text),
        _ => pieces.push(Piece { kind, text: text.to_owned() }),
    }
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
