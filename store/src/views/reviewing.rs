//! What the review queue gives.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use watchline_model::ids::NotAWord;
use watchline_model::{DocumentId, Entity, EntityId, IncidentId, Reason};

/// What an editor is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReviewKind {
    /// Does the document concern us?
    Relevance,
    /// Does it belong to the incident that it nearly joined?
    Placement,
    /// Is the name that no list holds one of ours?
    Entity,
    /// Are two incidents one?
    Duplicate,
}

impl ReviewKind {
    /// All, in the order in which they are worked.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Placement, Self::Entity, Self::Duplicate];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Placement => "placement",
            Self::Entity => "entity",
            Self::Duplicate => "duplicate",
        }
    }
}

impl fmt::Display for ReviewKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ReviewKind {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, NotAWord> {
        let words = Self::ALL.map(Self::as_str);
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| NotAWord::new("kind of review", text, &words))
    }
}

/// One question, by what it is about: it stays the same however often it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReviewKey {
    Relevance(DocumentId),
    Placement(IncidentId, DocumentId),
    Entity(EntityId),
    /// The smaller id first.
    Duplicate(IncidentId, IncidentId),
}

impl ReviewKey {
    pub fn kind(&self) -> ReviewKind {
        match self {
            Self::Relevance(_) => ReviewKind::Relevance,
            Self::Placement(..) => ReviewKind::Placement,
            Self::Entity(_) => ReviewKind::Entity,
            Self::Duplicate(..) => ReviewKind::Duplicate,
        }
    }
}

impl fmt::Display for ReviewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Relevance(document) => write!(f, "{kind}:{document}"),
            Self::Placement(incident, document) => write!(f, "{kind}:{incident}:{document}"),
            Self::Entity(entity) => write!(f, "{kind}:{entity}"),
            Self::Duplicate(left, right) => write!(f, "{kind}:{left}:{right}"),
        }
    }
}

impl FromStr for ReviewKey {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, NotAWord> {
        let refuse = || NotAWord::new("question of the review queue", text, &[]);
        let (kind, rest) = text.split_once(':').ok_or_else(refuse)?;
        let two = || rest.split_once(':').ok_or_else(refuse);
        let document = |id: &str| id.parse().map_err(|_| refuse());
        let incident = |id: &str| id.parse::<IncidentId>().map_err(|_| refuse());
        Ok(match kind.parse::<ReviewKind>().map_err(|_| refuse())? {
            ReviewKind::Relevance => Self::Relevance(document(rest)?),
            ReviewKind::Placement => Self::Placement(incident(two()?.0)?, document(two()?.1)?),
            ReviewKind::Entity if rest.is_empty() => return Err(refuse()),
            ReviewKind::Entity => Self::Entity(EntityId::from(rest)),
            ReviewKind::Duplicate => {
                let (one, other) = (incident(two()?.0)?, incident(two()?.1)?);
                Self::Duplicate(one.min(other), one.max(other))
            }
        })
    }
}

/// One question with what is needed to answer it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewItem {
    pub key: ReviewKey,
    /// The one in question; of an entity those that name it, the newest first.
    pub documents: Vec<DocumentId>,
    /// Of a placement its own, then the one that it nearly joined; of duplicates both, the older first.
    pub incidents: Vec<IncidentId>,
    pub entity: Option<Entity>,
    /// Of an entity: documents that name it.
    pub mentions: u64,
    /// Parts of the score; they add up.
    pub reasons: Vec<Reason>,
    pub score: f32,
    /// Since when it is asked.
    pub since: DateTime<Utc>,
}

/// How many questions wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewCounts {
    pub relevance: u64,
    pub placement: u64,
    pub entities: u64,
    pub duplicates: u64,
}

impl ReviewCounts {
    pub fn total(&self) -> u64 {
        self.relevance + self.placement + self.entities + self.duplicates
    }
}

/// How an attempt to sign in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginOutcome {
    Succeeded,
    Failed,
}
