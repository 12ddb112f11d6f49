//! Which words a pattern cannot match without: read off the pattern, so that a sentence without them need not be searched.
//!
//! It knows the dialect of events.toml in ASCII (groups, alternatives, classes, repetitions); of what it does not know it asks
//! nothing. It must never ask for a word that a match can lack.

use std::collections::BTreeSet;

/// One of these words must stand in the text.
pub(super) type Clause = BTreeSet<String>;

/// More spellings than this of a piece are not multiplied out.
const MOST_PRODUCTS: usize = 256;
const MOST_SPELLINGS: usize = 2000;

/// For each alternative of the outermost level its clauses, all of which a matching text meets; an alternative without a
/// clause can match anywhere.
pub(super) fn required(pattern: &str) -> Vec<Vec<Clause>> {
    let mut reader = Reader { bytes: pattern.as_bytes(), at: 0, is_strange: !pattern.is_ascii() };
    let mut alternatives = vec![reader.sequence().into_clauses()];
    while reader.take(b'|') {
        alternatives.push(reader.sequence().into_clauses());
    }
    if reader.is_strange || reader.at < reader.bytes.len() {
        return vec![Vec::new()];
    }
    alternatives
}

/// What is known of a piece of the pattern.
#[derive(Debug, Clone)]
enum Piece {
    /// It matches just these spellings.
    Exact(BTreeSet<String>),
    /// It matches much, but nothing that does not meet these clauses.
    Open(Vec<Clause>),
}

impl Piece {
    fn nothing() -> Self {
        Self::Exact(BTreeSet::from([String::new()]))
    }

    fn into_clauses(self) -> Vec<Clause> {
        match self {
            Self::Exact(spellings) => clause(spellings).into_iter().collect(),
            Self::Open(clauses) => clauses,
        }
    }
}

/// `None` where the words say too little: one of them empty or a single letter.
fn clause(spellings: BTreeSet<String>) -> Option<Clause> {
    if spellings.iter().any(|word| word.len() < 2) {
        return None;
    }
    // "leak" stands wherever "leaked" does; in order, a word follows its beginnings.
    let mut kept: Vec<String> = Vec::new();
    for word in spellings {
        if kept.last().is_none_or(|shorter| !word.starts_with(shorter.as_str())) {
            kept.push(word);
        }
    }
    Some(kept.into_iter().collect())
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Something of the pattern is not understood.
    is_strange: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Pieces one after the other, up to a `|`, a closing bracket or the end.
    fn sequence(&mut self) -> Piece {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut run = BTreeSet::from([String::new()]);
        let mut is_exact = true;
        while let Some(byte) = self.peek() {
            if self.is_strange || byte == b'|' || byte == b')' {
                break;
            }
            let atom = self.atom(byte);
            match self.repeated(atom) {
                Piece::Exact(spellings) if run.len() * spellings.len() <= MOST_PRODUCTS => {
                    run =
                        run.iter().flat_map(|start| spellings.iter().map(move |end| format!("{start}{end}"))).collect();
                }
                Piece::Exact(spellings) => {
                    clauses.extend(clause(std::mem::replace(&mut run, spellings)));
                    is_exact = false;
                }
                Piece::Open(more) => {
                    clauses.extend(clause(std::mem::replace(&mut run, BTreeSet::from([String::new()]))));
                    clauses.extend(more);
                    is_exact = false;
                }
            }
        }
        if is_exact {
            return Piece::Exact(run);
        }
        clauses.extend(clause(run));
        Piece::Open(clauses)
    }

    fn atom(&mut self, byte: u8) -> Piece {
        self.at += 1;
        match byte {
            b'(' => self.group(),
            b'[' => self.class(),
            b'\\' => self.escape(),
            b'.' => Piece::Open(Vec::new()),
            b'^' | b'$' => Piece::nothing(),
            b'*' | b'+' | b'?' | b'{' => {
                self.is_strange = true;
                Piece::nothing()
            }
            _ => Piece::Exact(BTreeSet::from([char::from(byte).to_string()])),
        }
    }

    fn group(&mut self) -> Piece {
        if self.take(b'?') && !self.take(b':') {
            self.is_strange = true;
        }
        let mut pieces = vec![self.sequence()];
        while self.take(b'|') {
            pieces.push(self.sequence());
        }
        self.is_strange |= !self.take(b')');
        either(pieces)
    }

    fn class(&mut self) -> Piece {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte != b']') {
            self.at += if self.peek() == Some(b'\\') { 2 } else { 1 };
        }
        let inside = self.bytes.get(start..self.at).unwrap_or_default();
        self.is_strange |= !self.take(b']');
        let is_short = !inside.is_empty() && inside.len() <= 4 && !inside.contains(&b'\\') && inside[0] != b'^';
        let has_range = inside.len() > 2 && inside[1..inside.len() - 1].contains(&b'-');
        if !is_short || has_range {
            return Piece::Open(Vec::new());
        }
        Piece::Exact(inside.iter().map(|&byte| char::from(byte).to_string()).collect())
    }

    fn escape(&mut self) -> Piece {
        let Some(byte) = self.peek() else {
            self.is_strange = true;
            return Piece::nothing();
        };
        self.at += 1;
        match byte {
            b'b' | b'B' => Piece::nothing(),
            _ if byte.is_ascii_alphanumeric() => {
                self.is_strange |= !b"dDwWsS".contains(&byte);
                Piece::Open(Vec::new())
            }
            _ => Piece::Exact(BTreeSet::from([char::from(byte).to_string()])),
        }
    }

    /// The atom with the repetition that follows it.
    fn repeated(&mut self, atom: Piece) -> Piece {
        let (least, is_once) = match self.peek() {
            Some(b'?') => (0, true),
            Some(b'*') => (0, false),
            Some(b'+') => (1, false),
            Some(b'{') => (usize::from(self.bytes.get(self.at + 1) != Some(&b'0')), false),
            _ => return atom,
        };
        while self.peek() != Some(b'}') && self.bytes[self.at] != b'?' && self.peek().is_some() {
            if self.bytes[self.at] != b'{' && !self.bytes[self.at].is_ascii_digit() && self.bytes[self.at] != b',' {
                break;
            }
            self.at += 1;
        }
        self.at += 1;
        // Whether it is lazy makes no difference to what it needs.
        self.take(b'?');
        match (atom, least, is_once) {
            (Piece::Exact(mut spellings), 0, true) => {
                spellings.insert(String::new());
                Piece::Exact(spellings)
            }
            (_, 0, _) => Piece::Open(Vec::new()),
            (atom, _, _) => Piece::Open(atom.into_clauses()),
        }
    }
}

/// Alternatives: all their spellings, or one clause that any of them meets.
fn either(pieces: Vec<Piece>) -> Piece {
    let count: usize = pieces.iter().map(|piece| if let Piece::Exact(words) = piece { words.len() } else { 0 }).sum();
    let mut together = BTreeSet::new();
    if count <= MOST_SPELLINGS && pieces.iter().all(|piece| matches!(piece, Piece::Exact(_))) {
        for piece in pieces {
            if let Piece::Exact(spellings) = piece {
                together.extend(spellings);
            }
        }
        return Piece::Exact(together);
    }
    for piece in pieces {
        let shortest = |clause: &Clause| clause.iter().map(String::len).min();
        match piece.into_clauses().into_iter().max_by_key(shortest) {
            Some(clause) => together.extend(clause),
            None => return Piece::Open(Vec::new()),
        }
    }
    Piece::Open(clause(together).into_iter().collect())
}

#[cfg(test)]
mod tests;
