//! What may have been meant by a word that no record holds: the nearest of the words that some hold.

use rapidfuzz::distance::osa;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::query::{Node, Note};
use crate::schema::Fields;
use crate::tokenize::{Use, tokens, variants, words};

/// Words of a query that are looked at; each may read through a good part of the dictionary.
const MOST_WORDS: usize = 4;
/// Words of the dictionary that are compared with one of a query, in all segments together.
const MOST_COMPARED: usize = 150_000;
/// A word one letter further away must stand in so many times more records to be the one that was meant.
const WORTH_OF_A_LETTER: f64 = 40.0;

/// A note on each word that nothing holds, where there is one to suggest.
pub(crate) fn notes(searcher: &Searcher, fields: &Fields, node: &Node) -> tantivy::Result<Vec<Note>> {
    let mut looked_for = Vec::new();
    collect(node, &mut looked_for);
    let mut notes = Vec::new();
    for typed in looked_for.into_iter().take(MOST_WORDS) {
        let (token, parts) = match typed {
            Node::Phrase(phrase) => (format!("\"{phrase}\""), tokens(&mut words(Use::Query), phrase)),
            Node::Word(word) if variants(word).is_some() => (word.clone(), tokens(&mut words(Use::Query), word)),
            _ => continue,
        };
        let mut mended = token.clone();
        let mut missing = None;
        for part in parts {
            if held(searcher, fields, &part.text)? {
                continue;
            }
            missing.get_or_insert_with(|| part.text.clone());
            if let Some(near) = nearest_held(searcher, fields.words, &part.text)? {
                // The word as it stands in the query, else as it is looked for.
                let start = token.len().min(usize::from(token.starts_with('"')) + part.offset_from);
                let written = token.get(start..start + (part.offset_to - part.offset_from)).unwrap_or(&part.text);
                mended = mended.replacen(written, &near, 1);
            }
        }
        if let Some(missing) = missing {
            let suggestion = (mended != token).then_some(mended);
            notes.push(Note { token, message: format!("nothing holds the word `{missing}`"), suggestion });
        }
    }
    Ok(notes)
}

/// Words and phrases that must be there.
fn collect<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    match node {
        Node::Word(_) | Node::Phrase(_) => found.push(node),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(part, found)),
        Node::Everything | Node::Is { .. } | Node::Within { .. } | Node::Not(_) => {}
    }
}

fn held(searcher: &Searcher, fields: &Fields, word: &str) -> tantivy::Result<bool> {
    let Some(variants) = variants(word) else {
        return Ok(searcher.doc_freq(&Term::from_field_text(fields.words, word))? > 0);
    };
    let words = variants.words.iter().map(|word| Term::from_field_text(fields.words, word));
    for term in words.chain(variants.stems.iter().map(|stem| Term::from_field_text(fields.stems, stem))) {
        if searcher.doc_freq(&term)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The word of the index that is at most two letters away and best known: one letter off in a word of up to four. It
/// begins with the same letter, or with the second where the first two were swapped.
pub(crate) fn nearest_held(searcher: &Searcher, field: Field, word: &str) -> tantivy::Result<Option<String>> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = match letters.len() {
        0..=2 => return Ok(None),
        3..=4 => 1,
        _ => 2,
    };
    let mut best: Option<(f64, String)> = None;
    let mut compared = 0;
    for first in [letters.first(), letters.get(1)].into_iter().flatten() {
        let prefix = first.to_string();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
            while terms.advance() && compared < MOST_COMPARED {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if !term.starts_with(&prefix) {
                    break;
                }
                let length = term.chars().count();
                if length.abs_diff(letters.len()) > allowed || term == word {
                    continue;
                }
                compared += 1;
                let distance = osa::distance(term.chars(), letters.iter().copied());
                if distance > allowed {
                    continue;
                }
                let worth =
                    f64::from(terms.value().doc_freq) / WORTH_OF_A_LETTER.powi(i32::try_from(distance).unwrap_or(9));
                if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                    best = Some((worth, term.to_owned()));
                }
            }
        }
        if letters.first() == letters.get(1) {
            break;
        }
    }
    Ok(best.map(|(_, term)| term))
}

#[cfg(test)]
mod tests;
