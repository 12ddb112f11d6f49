//! How a term is written down: a list of its stem, its weight and its marks, for a signature holds many.
//!
//! The first mark is its sort (`w` word, `n` name, `d` number), a capital where it stands in the headline or the lead. Then `h`:
//! it stands in the headline; `c`: with a capital amid a sentence; `l`: in small letters.

use super::{Term, TermKind};

impl From<(String, f32, String)> for Term {
    fn from((stem, weight, marks): (String, f32, String)) -> Self {
        let sort = marks.chars().next().unwrap_or('w');
        let kind = match sort.to_ascii_lowercase() {
            'n' => TermKind::Name,
            'd' => TermKind::Number,
            _ => TermKind::Word,
        };
        let has = |mark: char| marks.chars().skip(1).any(|other| other == mark);
        Self {
            stem,
            weight,
            kind,
            lead: sort.is_ascii_uppercase(),
            headline: has('h'),
            amid_capital: has('c'),
            small: has('l'),
        }
    }
}

impl From<Term> for (String, f32, String) {
    fn from(term: Term) -> Self {
        let sort = match term.kind {
            TermKind::Word => 'w',
            TermKind::Name => 'n',
            TermKind::Number => 'd',
        };
        let mut marks = String::from(if term.lead { sort.to_ascii_uppercase() } else { sort });
        for (mark, holds) in [('h', term.headline), ('c', term.amid_capital), ('l', term.small)] {
            if holds {
                marks.push(mark);
            }
        }
        (term.stem, term.weight, marks)
    }
}

#[cfg(test)]
mod tests;
