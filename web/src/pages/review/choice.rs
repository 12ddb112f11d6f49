//! What an editor can answer to a question of the queue, and what each answer does.

use watchline_model::{DecisionId, DocumentId, IncidentId, RelevanceVerdict};
use watchline_store::{Deciding, ReviewItem, ReviewKey, ReviewKind, Store, StoreError};

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    Relevant,
    Irrelevant,
    /// It goes to the incident that it nearly joined.
    Join,
    /// It belongs to that one too.
    Both,
    /// An incident of its own.
    Own,
    Merge,
    Apart,
    /// The name will be added to the taxonomy.
    Noted,
    Leave,
}

impl Choice {
    const ALL: [Self; 9] = [
        Self::Relevant,
        Self::Irrelevant,
        Self::Join,
        Self::Both,
        Self::Own,
        Self::Merge,
        Self::Apart,
        Self::Noted,
        Self::Leave,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Relevant => "relevant",
            Self::Irrelevant => "irrelevant",
            Self::Join => "join",
            Self::Both => "both",
            Self::Own => "own",
            Self::Merge => "merge",
            Self::Apart => "apart",
            Self::Noted => "noted",
            Self::Leave => "leave",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }
}

/// A button: its number on the keyboard and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub(crate) number: usize,
    pub(crate) choice: Choice,
    pub(crate) label: String,
}

impl Offer {
    pub(crate) fn word(&self) -> &'static str {
        self.choice.as_str()
    }
}

/// Whether the document in question has others beside it in its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    /// It is all that its incident holds; so is what is no question of a place.
    Alone,
    Others,
}

/// What can be answered to this question.
pub(crate) fn offers(item: &ReviewItem, company: Company) -> Vec<Offer> {
    let (own, rival) = (item.incidents.first(), item.incidents.get(1));
    let mut offers: Vec<(Choice, String)> = Vec::new();
    match item.key.kind() {
        ReviewKind::Relevance => {
            offers.push((Choice::Relevant, "Relevant: it concerns us".to_owned()));
            offers.push((Choice::Irrelevant, "Irrelevant".to_owned()));
            offers.push((Choice::Leave, "Leave it as it is".to_owned()));
        }
        ReviewKind::Placement => {
            if let Some(rival) = rival {
                offers.push((Choice::Join, format!("Join {rival}")));
            }
            match own {
                Some(own) if company == Company::Others => {
                    offers.push((Choice::Apart, format!("It belongs to {own}: leave it there")));
                    offers.push((Choice::Own, "An incident of its own".to_owned()));
                }
                _ => offers.push((Choice::Apart, "Keep apart: an incident of its own".to_owned())),
            }
            if let (Some(own), Some(rival)) = (own, rival) {
                offers.push((Choice::Both, format!("It belongs to both {own} and {rival}")));
            }
            offers.push((Choice::Irrelevant, "Irrelevant".to_owned()));
        }
        ReviewKind::Entity => {
            offers.push((Choice::Noted, "It belongs into the taxonomy: noted".to_owned()));
            offers.push((Choice::Leave, "Not one of ours: leave it as it is".to_owned()));
        }
        ReviewKind::Duplicate => {
            offers.push((Choice::Merge, "Merge: they are one".to_owned()));
            offers.push((Choice::Apart, "Keep apart: they are two".to_owned()));
        }
    }
    offers.into_iter().enumerate().map(|(place, (choice, label))| Offer { number: place + 1, choice, label }).collect()
}

/// What can be answered to many questions of a kind at once.
pub(crate) fn bulk_offers(kind: ReviewKind) -> &'static [(Choice, &'static str)] {
    match kind {
        ReviewKind::Relevance => &[
            (Choice::Relevant, "relevant"),
            (Choice::Irrelevant, "irrelevant"),
            (Choice::Leave, "seen; leave as they are"),
        ],
        ReviewKind::Placement => &[
            (Choice::Apart, "rightly placed; leave them there"),
            (Choice::Join, "part of the incident that each nearly joined"),
            (Choice::Own, "incidents of their own"),
            (Choice::Irrelevant, "irrelevant"),
        ],
        ReviewKind::Entity => {
            &[(Choice::Leave, "not ours; leave as they are"), (Choice::Noted, "noted for the taxonomy")]
        }
        ReviewKind::Duplicate => &[(Choice::Apart, "two; keep apart"), (Choice::Merge, "one; merge")],
    }
}

/// Carries an answer out; answers the decisions that were made.
///
/// # Errors
/// `Conflict` where the answer does not fit the question, or somebody was faster.
pub(crate) async fn apply(
    store: &Store,
    item: &ReviewItem,
    choice: Choice,
    by: &Deciding,
) -> Result<Vec<DecisionId>, StoreError> {
    let unfit = || StoreError::Conflict(format!("`{}` is no answer to {}", choice.as_str(), item.key));
    let decided = match (&item.key, choice) {
        (ReviewKey::Relevance(document) | ReviewKey::Placement(_, document), Choice::Irrelevant) => {
            store.set_relevance(*document, RelevanceVerdict::Irrelevant, by).await?
        }
        (ReviewKey::Relevance(document), Choice::Relevant) => {
            store.set_relevance(*document, RelevanceVerdict::Relevant, by).await?
        }
        (ReviewKey::Placement(own, document), Choice::Join) => {
            store.move_documents(&[*document], *own, rival_of(item, *document)?, by).await?
        }
        (ReviewKey::Placement(_, document), Choice::Both) => {
            let joined = store.join_document(*document, rival_of(item, *document)?, by).await?;
            // It stays where it is, too: that answers the question.
            let answered = store.dismiss_review(&item.key, by).await?;
            return Ok(vec![joined.decision, answered.decision]);
        }
        (ReviewKey::Placement(own, document), Choice::Own) => match company(store, item).await? {
            Company::Alone => store.dismiss_review(&item.key, by).await?,
            Company::Others => store.split_incident(*own, &[*document], None, by).await?,
        },
        (ReviewKey::Duplicate(left, right), Choice::Merge) => store.merge_incidents(*left, *right, by).await?,
        (ReviewKey::Duplicate(..) | ReviewKey::Placement(..), Choice::Apart)
        | (ReviewKey::Relevance(_) | ReviewKey::Entity(_), Choice::Leave)
        | (ReviewKey::Entity(_), Choice::Noted) => store.dismiss_review(&item.key, by).await?,
        _ => return Err(unfit()),
    };
    Ok(vec![decided.decision])
}

fn rival_of(item: &ReviewItem, document: DocumentId) -> Result<IncidentId, StoreError> {
    let nowhere = || StoreError::Conflict(format!("document {document} nearly joined no other incident"));
    item.incidents.get(1).copied().ok_or_else(nowhere)
}

/// # Errors
/// Where the store fails.
pub(crate) async fn company(store: &Store, item: &ReviewItem) -> Result<Company, StoreError> {
    match item.incidents.first() {
        Some(own) if item.key.kind() == ReviewKind::Placement && store.incident_documents(*own).await?.len() > 1 => {
            Ok(Company::Others)
        }
        _ => Ok(Company::Alone),
    }
}
