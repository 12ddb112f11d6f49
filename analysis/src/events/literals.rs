//! Which words a pattern cannot match without: read off the pattern, so that a sentence without them need not be searched.
//!
//! It knows the dialect of events.toml in ASCII (groups, alternatives, classes, repetitions); of what it does not know it asks
//! nothing. It must never ask for a word that a match can lack.

use std::collections::BTreeSet;

use crate::text::is_word;

/// One of these words must stand in the text; where a [`BOUNDARY`] stands in one, a word of the text begins or ends.
pub(super) type Clause = BTreeSet<String>;

/// What `\b` asks for. No pattern holds this character.
pub(super) const BOUNDARY: char = '\u{1}';

/// More spellings than this of a piece are not multiplied out.
const MOST_PRODUCTS: usize = 2000;
const MOST_SPELLINGS: usize = 2000;

/// What one alternative of a pattern asks of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Required {
    /// All of these are met, in this order; an alternative without a clause can match anywhere.
    pub(super) clauses: Vec<Clause>,
    /// Every match begins with a word of the first clause.
    pub(super) leads: bool,
}

/// One for each alternative of the outermost level.
pub(super) fn required(pattern: &str) -> Vec<Required> {
    let mut reader = Reader { bytes: pattern.as_bytes(), at: 0, is_strange: !pattern.is_ascii() };
    let mut alternatives = vec![reader.sequence().into_required()];
    while reader.take(b'|') {
        alternatives.push(reader.sequence().into_required());
    }
    if reader.is_strange || reader.at < reader.bytes.len() {
        return vec![Required { clauses: Vec::new(), leads: false }];
    }
    alternatives
}

type Spellings = BTreeSet<String>;

/// What is known of the place behind a piece of the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A letter that follows there begins a word.
    Apart,
    /// So it does, unless the piece matched nothing: then it is as it was before the piece.
    ApartOrAsBefore,
    Unknown,
}

impl End {
    fn of(spelling: &str) -> Self {
        let is_letter = |letter: char| u8::try_from(letter).is_ok_and(is_word);
        match spelling.chars().last() {
            None => Self::ApartOrAsBefore,
            Some(last) if is_letter(last) => Self::Unknown,
            Some(_) => Self::Apart,
        }
    }

    /// Of this or of another piece.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Apart, Self::Apart) => Self::Apart,
            _ => Self::ApartOrAsBefore,
        }
    }

    /// Of this piece and the one behind it.
    fn then(self, next: Self) -> Self {
        if next == Self::ApartOrAsBefore { self } else { next }
    }
}

/// What is known of a piece of the pattern.
#[derive(Debug, Clone)]
enum Piece {
    /// It matches just these spellings.
    Exact(Spellings),
    /// It matches much, but nothing that does not begin with one of these, or that does not meet the clauses behind.
    Open(Spellings, Vec<Clause>, End),
}

impl Piece {
    fn nothing() -> Self {
        Self::Exact(Spellings::from([String::new()]))
    }

    fn anything(end: End) -> Self {
        Self::Open(Spellings::from([String::new()]), Vec::new(), end)
    }

    fn letter(letter: char) -> Self {
        Self::Exact(Spellings::from([letter.to_string()]))
    }

    fn split(self) -> (Spellings, Vec<Clause>) {
        match self {
            Self::Exact(spellings) => (spellings, Vec::new()),
            Self::Open(lead, clauses, _) => (lead, clauses),
        }
    }

    fn end(&self) -> End {
        match self {
            Self::Exact(spellings) => {
                let ends = spellings.iter().map(|spelling| End::of(spelling));
                ends.reduce(End::or).unwrap_or(End::Unknown)
            }
            Self::Open(_, _, end) => *end,
        }
    }

    fn into_required(self) -> Required {
        let (lead, behind) = self.split();
        let lead = clause(lead);
        let leads = lead.is_some();
        Required { clauses: lead.into_iter().chain(behind).collect(), leads }
    }
}

/// `None` where the words say too little: one of them empty or a single letter.
fn clause(spellings: BTreeSet<String>) -> Option<Clause> {
    if spellings.iter().any(|word| word.chars().filter(|&letter| letter != BOUNDARY).count() < 2) {
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
        // The first of the runs is what the sequence begins with.
        let mut lead: Option<Spellings> = None;
        let mut clauses: Vec<Clause> = Vec::new();
        let mut run = Spellings::from([String::new()]);
        let mut end = End::ApartOrAsBefore;
        while let Some(byte) = self.peek() {
            if self.is_strange || byte == b'|' || byte == b')' {
                break;
            }
            let atom = self.atom(byte);
            let piece = self.repeated(atom);
            let is_open = matches!(piece, Piece::Open(..));
            let before = beginning(end);
            end = end.then(piece.end());
            let (spellings, behind) = piece.split();
            let mut flush = |run: Spellings| match &lead {
                None => lead = Some(run),
                Some(_) => clauses.extend(clause(run)),
            };
            if run.len() * spellings.len() <= MOST_PRODUCTS {
                run = run.iter().flat_map(|start| spellings.iter().map(move |end| format!("{start}{end}"))).collect();
            } else {
                let spellings = spellings.iter().map(|spelling| format!("{before}{spelling}")).collect();
                flush(std::mem::replace(&mut run, spellings));
            }
            if is_open {
                flush(std::mem::replace(&mut run, Spellings::from([beginning(end)])));
                clauses.extend(behind);
            }
        }
        match lead {
            None => Piece::Exact(run),
            Some(lead) => {
                clauses.extend(clause(run));
                Piece::Open(lead, clauses, end)
            }
        }
    }

    fn atom(&mut self, byte: u8) -> Piece {
        self.at += 1;
        match byte {
            b'(' => self.group(),
            b'[' => self.class(),
            b'\\' => self.escape(),
            b'.' => Piece::anything(End::Unknown),
            b'^' | b'$' => Piece::nothing(),
            b'*' | b'+' | b'?' | b'{' => {
                self.is_strange = true;
                Piece::nothing()
            }
            _ => Piece::letter(char::from(byte)),
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
            return Piece::anything(End::Unknown);
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
            b'b' => Piece::letter(BOUNDARY),
            b'B' => Piece::nothing(),
            _ if byte.is_ascii_alphanumeric() => {
                self.is_strange |= !b"dDwWsS".contains(&byte);
                Piece::anything(if matches!(byte, b's' | b'W') { End::Apart } else { End::Unknown })
            }
            _ => Piece::letter(char::from(byte)),
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
            (atom, 0, _) => Piece::anything(atom.end().or(End::ApartOrAsBefore)),
            (atom, _, _) => {
                let end = atom.end();
                let (lead, behind) = atom.split();
                Piece::Open(lead, behind, end)
            }
        }
    }
}

/// What a run of spellings begins with behind such an end.
fn beginning(end: End) -> String {
    if end == End::Apart { BOUNDARY.to_string() } else { String::new() }
}

/// Alternatives: all their spellings, or what any of them begins with and one clause that any of them meets behind.
fn either(pieces: Vec<Piece>) -> Piece {
    let is_exact = pieces.iter().all(|piece| matches!(piece, Piece::Exact(_)));
    let end = pieces.iter().map(Piece::end).reduce(End::or).unwrap_or(End::Unknown);
    let mut lead = Spellings::new();
    let mut met: Option<Clause> = Some(Clause::new());
    let mut met_behind: Option<Clause> = Some(Clause::new());
    let best =
        |clauses: Vec<Clause>| clauses.into_iter().max_by_key(|clause: &Clause| clause.iter().map(String::len).min());
    for piece in pieces {
        let (begins, behind) = piece.split();
        lead.extend(begins.iter().cloned());
        let join = |all: Option<Clause>, one: Option<Clause>| all.zip(one).map(|(all, one)| &all | &one);
        met_behind = join(met_behind, best(behind.clone()));
        met = join(met, best(clause(begins).into_iter().chain(behind).collect()));
    }
    if lead.len() > MOST_SPELLINGS {
        return Piece::Open(Spellings::from([String::new()]), met.and_then(clause).into_iter().collect(), end);
    }
    if is_exact {
        return Piece::Exact(lead);
    }
    // Where the beginnings say too little, any other clause will do.
    let clauses = if clause(lead.clone()).is_some() { met_behind } else { met };
    Piece::Open(lead, clauses.and_then(clause).into_iter().collect(), end)
}

#[cfg(test)]
mod tests;
