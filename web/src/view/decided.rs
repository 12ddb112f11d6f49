//! A decision as a line of a history or of the audit log, and the notice after one has been made.

use askama::Template;
use watchline_model::{Author, Decision, DecisionId, DecisionKind};

use crate::error::WebError;
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::deeds::{Deed, Titles, bindings, deeds};
use crate::view::when::{When, plural};

/// Decisions that one notice tells of: a page of the queue.
const TOLD: usize = 60;

/// Who decided what, when, why; and whether it can be undone.
#[derive(Debug, Clone)]
pub(crate) struct DecisionLine {
    pub(crate) id: DecisionId,
    pub(crate) what: &'static str,
    pub(crate) author: String,
    pub(crate) by_person: bool,
    pub(crate) at: When,
    pub(crate) deeds: Vec<Deed>,
    /// What holds for the rules from now on.
    pub(crate) bindings: Vec<Deed>,
    /// Weight, rule, sentence; in a person's words, without the first two.
    pub(crate) reasons: Vec<(String, String, String)>,
    /// What the weights of a rule come to.
    pub(crate) sum: String,
    pub(crate) undone_by: Option<DecisionId>,
    pub(crate) undoes: Option<DecisionId>,
    pub(crate) undo: Undo,
}

/// Whether a line has a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Undo {
    /// Nobody is signed in, or it is undone.
    NotOffered,
    Offered,
    /// Why not, in a sentence.
    Impossible(String),
}

impl DecisionLine {
    pub(crate) fn new(decision: &Decision, titles: &Titles, undo: Undo) -> Self {
        let reasons = crate::pages::document::why(decision).reasons;
        Self {
            id: decision.id,
            what: what(decision.kind),
            author: decision.author.to_string(),
            by_person: decision.is_by_person(),
            at: When::moment(decision.at),
            deeds: deeds(decision, titles),
            bindings: bindings(decision),
            sum: sum(decision),
            reasons,
            undone_by: decision.undone_by,
            undoes: decision.undoes,
            undo,
        }
    }

    /// "person" or "rule".
    pub(crate) fn author_kind(author: &Author) -> &'static str {
        match author {
            Author::Person(_) => "person",
            Author::Rule { .. } => "rule",
        }
    }
}

/// "2 reasons, together +0.69".
fn sum(decision: &Decision) -> String {
    let count = plural(decision.reasons.len() as u64, "reason");
    let sum: f32 = decision.reasons.iter().map(|reason| reason.weight).sum();
    let is_weighed = decision.reasons.iter().any(|reason| reason.weight != 0.0);
    if is_weighed { format!("{count}, together {}", format!("{sum:+.2}").replace('-', "−")) } else { count }
}

/// The kind as a heading.
pub(crate) fn what(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Open => "Opened",
        DecisionKind::Join => "Joined",
        DecisionKind::Leave => "Taken out",
        DecisionKind::Move => "Moved",
        DecisionKind::Merge => "Merged",
        DecisionKind::Split => "Split",
        DecisionKind::Retitle => "Title",
        DecisionKind::Retag => "Tags",
        DecisionKind::Status => "Status",
        DecisionKind::Severity => "Severity",
        DecisionKind::Relevance => "Relevance",
        DecisionKind::Dismiss => "Left as it is",
        DecisionKind::Undo => "Undone",
    }
}

/// The notice on the page after a decision: what was done, and the way back.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/done.html")]
pub(crate) struct Done {
    ids: Vec<DecisionId>,
    deeds: Vec<Deed>,
    /// Decisions whose deeds are not listed.
    more: usize,
    /// Where undoing leads.
    next: String,
    /// What was done was an undoing.
    was_undo: bool,
}

crate::view::pieces!(Done);

impl Done {
    /// Reads `done=12,13` of an address. Only what a person decided is told, so that no address can make a page claim
    /// what was not.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) async fn read(state: &WebState, params: &Params, next: &str) -> Result<Option<Self>, WebError> {
        let mut decisions = Vec::new();
        for id in params.text("done").split(',').take(TOLD).filter_map(|id| id.parse().ok()) {
            decisions.extend(state.store.find_decision(id).await?.filter(Decision::is_by_person));
        }
        if decisions.is_empty() {
            return Ok(None);
        }
        let titles = Titles::load(state, &decisions).await?;
        let told: Vec<&Decision> = decisions.iter().take(6).collect();
        Ok(Some(Self {
            ids: decisions.iter().filter(|decision| decision.undone_by.is_none()).map(|decision| decision.id).collect(),
            deeds: told.into_iter().flat_map(|decision| deeds(decision, &titles)).collect(),
            more: decisions.len().saturating_sub(6),
            next: next.to_owned(),
            was_undo: decisions.iter().all(|decision| decision.kind == DecisionKind::Undo),
        }))
    }
}

/// `path?…&done=12,13`.
pub(crate) fn after(path: &str, more: &[(&str, &str)], done: &[DecisionId]) -> String {
    let done: Vec<String> = done.iter().map(ToString::to_string).collect();
    let done = done.join(",");
    let pairs: Vec<(&str, &str)> = more.iter().copied().chain([("done", done.as_str())]).collect();
    address(path, &pairs)
}
