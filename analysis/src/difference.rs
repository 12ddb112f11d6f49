//! What changed between two readings of one document, in words.

use similar::{ChangeTag, TextDiff};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    Same,
    Inserted,
    Deleted,
}

/// A run of text; the `Same` and `Deleted` pieces together are the old text, the `Same` and `Inserted` ones the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: PieceKind,
    pub text: String,
}

/// The difference by words, neighbouring words of one kind joined.
pub fn changed_words(old: &str, new: &str) -> Vec<Piece> {
    let difference = TextDiff::from_unicode_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in difference.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Inserted,
            ChangeTag::Delete => PieceKind::Deleted,
        };
        match pieces.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

/// Words shown of each side of an edit.
const WORDS_SHOWN: usize = 12;

/// One sentence on what was edited: how many words went and came, and the first that did. `None` where only white space
/// or punctuation differ.
pub fn edit_summary(old: &str, new: &str) -> Option<String> {
    let pieces = changed_words(old, new);
    let words_of = |kind: PieceKind| -> Vec<&str> {
        let pieces = pieces.iter().filter(move |piece| piece.kind == kind);
        pieces
            .flat_map(|piece| piece.text.split_whitespace())
            .filter(|word| word.contains(char::is_alphanumeric))
            .collect()
    };
    let (deleted, inserted) = (words_of(PieceKind::Deleted), words_of(PieceKind::Inserted));
    match (deleted.is_empty(), inserted.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{} removed: “{}”", counted(deleted.len()), excerpt(&deleted))),
        (true, false) => Some(format!("{} added: “{}”", counted(inserted.len()), excerpt(&inserted))),
        (false, false) => Some(format!(
            "{} removed, {} added: “{}” became “{}”",
            counted(deleted.len()),
            counted(inserted.len()),
            excerpt(&deleted),
            excerpt(&inserted)
        )),
    }
}

fn counted(words: usize) -> String {
    if words == 1 { "1 word".to_owned() } else { format!("{words} words") }
}

fn excerpt(words: &[&str]) -> String {
    let shown = words.iter().take(WORDS_SHOWN).copied().collect::<Vec<_>>().join(" ");
    if words.len() > WORDS_SHOWN { format!("{shown} …") } else { shown }
}

#[cfg(test)]
mod tests;
