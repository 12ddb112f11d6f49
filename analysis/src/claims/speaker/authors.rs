//! Who wrote a paper: "Beispiel et al.", "a study by Beispiel Institute".

use super::{Hall, Speaker, speaks_for};
use crate::claims::tokens::{Class, Token};
use crate::claims::verbs::Verb;
use crate::events::is_party;

impl Hall<'_> {
    /// "Beispiel et al.": the names and the noun before.
    pub(super) fn authors(&self, tokens: &[Token], at: usize, verb: &Verb) -> Option<Speaker> {
        let is_theirs = |token: &&Token| token.class == Class::Name || token.plain(self.text) == b"and";
        let count = tokens[..at].iter().rev().take_while(is_theirs).count().min(5);
        let first = tokens.get(at - count).filter(|_| count > 0)?;
        Some(self.unnamed(first.start, verb.end))
    }

    /// "a study by Beispiel Institute": whom the words behind the paper, from token `by` on, name.
    pub(super) fn author(&self, tokens: &[Token], by: usize) -> Option<Speaker> {
        let text = self.text;
        if !matches!(tokens.get(by)?.plain(text), b"by" | b"from" | b"of") {
            return None;
        }
        let small = |token: &&Token| token.class == Class::Word;
        let lead = tokens[by + 1..].iter().take_while(small).count();
        let names = tokens[by + 1 + lead..].iter().take_while(|token| token.class == Class::Name).count();
        if lead > 4 || names == 0 || tokens[by + 1..by + 1 + lead].iter().any(|word| word.plain(text) == b"to") {
            return None;
        }
        let (start, end) = (tokens[by + 1 + lead].start, tokens[by + lead + names].end);
        let seen = self.found.within(start, end).iter().find(|seen| speaks_for(seen.kind));
        let is_thing = self.found.within(start, end).iter().any(|seen| !is_party(seen.kind));
        match seen {
            Some(seen) => Some(self.named(seen)),
            None if is_thing => None,
            None => Some(self.unnamed(start, end)),
        }
    }
}
