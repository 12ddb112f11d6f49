//! The one query language of search, subscription, feed, calendar, export and API.
//!
//! Parsing never fails and never looks at what the index holds: the same text means the same today and
//! tomorrow, over the whole index and over a batch of three records. What is not understood becomes a
//! [`Note`]; the rest of the query still runs.
//!
//! # Design
//! `lexer` cuts the text into lexemes, `parser` builds the tree (`OR` binds weaker than standing side by
//! side), `values` says what a field's value means, with the names of the taxonomy (`names`) and dates
//! (`dates`); `nearest` finds what may have been meant. `links` rewrites a text for facet links.
//! Depth, length and number of parts are bounded, so that no input is dear.

use chrono::{DateTime, Utc};

mod completion;
mod dates;
mod examples;
mod field;
mod lexer;
mod links;
mod names;
mod nearest;
mod normal;
mod parser;
mod values;

pub(crate) use completion::{FieldKind, Place, Proposal, of_value, place, propose};
pub(crate) use field::KeywordField;
pub(crate) use names::Names;
pub(crate) use nearest::nearest;
pub(crate) use parser::parse;
pub(crate) use values::is_vulnerability_id;

pub use examples::query_examples;
pub use links::{narrow, widen};

/// How hits are ordered; ties are broken by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// The words' BM25, with a mild preference for what is new.
    Relevance,
    #[default]
    Newest,
    Oldest,
}

impl Sort {
    pub(crate) const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Relevance];

    /// The word as it stands in `sort:newest` and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// Something in a query that was not understood, or not taken literally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// As typed: `vendr:anthropic`.
    pub token: String,
    /// What is the matter, in a sentence without a full stop.
    pub message: String,
    /// What may have been meant, ready to take `token`'s place in the query.
    pub suggestion: Option<String>,
}

/// A query as understood; made by `Index::parse` only.
#[derive(Debug, Clone, PartialEq)]
pub struct Query(pub(crate) Node);

impl Query {
    /// Whether it has no condition, so that every record matches.
    pub fn is_everything(&self) -> bool {
        self.0 == Node::Everything
    }

    /// Whether it looks for words, so that sorting by relevance has something to go by.
    pub fn has_words(&self) -> bool {
        self.0.has_words()
    }
}

/// What `Index::parse` makes of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub query: Query,
    /// What was not understood and left out, or not taken literally.
    pub notes: Vec<Note>,
    /// The last `sort:` of the query.
    pub sort: Option<Sort>,
    /// The query in normal form; parses to the same query without notes.
    pub text: String,
    /// What relative dates and the preference for what is new go by.
    pub(crate) now: DateTime<Utc>,
}

/// The tree. Leaves keep how they are shown, so that a tree can be printed without the taxonomy.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Everything,
    /// A word in any of its inflections; in title or text.
    Word(String),
    /// Words in this order, exactly.
    Phrase(String),
    /// One of these values stands in the field.
    Is {
        field: KeywordField,
        values: Vec<String>,
        shown: String,
    },
    /// A moment or a span of the record lies in, or overlaps, `from` (inclusive) to `to` (exclusive).
    Within {
        axis: Axis,
        from: Option<DateTime<Utc>>,
        to: Option<DateTime<Utc>>,
        shown: String,
    },
    Not(Box<Self>),
    /// Two or more.
    And(Vec<Self>),
    /// Two or more.
    Or(Vec<Self>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Published,
    Known,
    Happened,
}

impl Node {
    /// All of the parts; nested ones are taken in, `None` stands for no condition.
    fn all(parts: Vec<Self>) -> Option<Self> {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::And(inner) => flat.extend(inner),
                Self::Everything => {}
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Some(Self::And(flat)) } else { flat.pop() }
    }

    /// Any of the parts.
    fn any(parts: Vec<Self>) -> Option<Self> {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Some(Self::Or(flat)) } else { flat.pop() }
    }

    /// The opposite; twice the opposite is the thing itself.
    fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    fn has_words(&self) -> bool {
        match self {
            Self::Word(_) | Self::Phrase(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::has_words),
            Self::Everything | Self::Is { .. } | Self::Within { .. } | Self::Not(_) => false,
        }
    }
}
