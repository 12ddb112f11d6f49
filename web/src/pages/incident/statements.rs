//! Statements, advisories and status notices with their versions, and what the last edit of each changed, word by word.

use watchline_model::DocumentKind;
use watchline_store::DocumentView;

use crate::blocking;
use crate::error::WebError;
use crate::material::IncidentMaterial;
use crate::pages::document::{VersionLine, versions};
use crate::pages::search::title;
use crate::state::WebState;
use crate::view::difference::{Block, Piece, PieceKind, blocks, words};
use crate::view::evidence::published;
use crate::view::fold::{Fold, Rest};
use crate::view::when::When;

/// Changed paragraphs shown; all of them stand on the page of the difference.
const PARAGRAPHS: usize = 3;
/// Statements that are shown at once; of more, the first …
const STATEMENTS: usize = 15;
/// … so that a few that are missing are no fold.
const WHOLE: usize = 30;

pub(crate) struct StatementView {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) kind: &'static str,
    pub(crate) published: When,
    pub(crate) versions: Vec<VersionLine>,
    pub(crate) edit: Option<Edit>,
}

/// The last edit.
pub(crate) struct Edit {
    pub(crate) paragraphs: Vec<Vec<Piece>>,
    /// Changed paragraphs that are not shown.
    pub(crate) more: usize,
    /// The whole difference.
    pub(crate) address: String,
    pub(crate) number: u32,
    pub(crate) at: When,
}

/// # Errors
/// Where the store fails.
pub(crate) async fn statements(
    state: &WebState,
    material: &IncidentMaterial,
    fold: &Fold,
) -> Result<(Vec<StatementView>, Option<Rest>), WebError> {
    let kinds = [DocumentKind::Statement, DocumentKind::Advisory, DocumentKind::Status];
    let all: Vec<_> = material.documents.iter().filter(|view| kinds.contains(&view.document.kind)).collect();
    let most = if all.len() > WHOLE && !fold.is_open("statements") { STATEMENTS } else { all.len() };
    let mut statements = Vec::new();
    for view in all.iter().take(most) {
        statements.push(StatementView {
            address: format!("/documents/{}", view.document.id),
            title: title(view),
            publisher: view.source.publisher.clone(),
            kind: view.document.kind.as_str(),
            published: published(view),
            versions: versions(view),
            edit: last_edit(state, view).await?,
        });
    }
    let rest = fold.rest("statements", statements.len(), all.len(), "statements");
    Ok((statements, rest))
}

async fn last_edit(state: &WebState, view: &DocumentView) -> Result<Option<Edit>, WebError> {
    let numbers: Vec<u32> = view.versions.iter().map(|meta| meta.number).collect();
    let [.., before, number] = numbers.as_slice() else { return Ok(None) };
    let Some(old) = state.store.find_version(view.document.id, *before).await? else { return Ok(None) };
    let (old, new) = (old.reading, view.version.reading.clone());
    let (headline, blocks) =
        blocking::run(move || (words(&old.title, &new.title), blocks(&old.text, &new.text))).await?;
    let mut changed: Vec<Vec<Piece>> = Vec::new();
    if headline.iter().any(|piece| piece.kind != PieceKind::Same) {
        changed.push(headline);
    }
    changed.extend(blocks.into_iter().filter_map(|block| match block {
        Block::Changed(pieces) => Some(pieces),
        Block::Same(_) | Block::Folded(_) => None,
    }));
    let more = changed.len().saturating_sub(PARAGRAPHS);
    changed.truncate(PARAGRAPHS);
    Ok(Some(Edit {
        paragraphs: changed,
        more,
        address: format!("/documents/{}/diff/{before}..{number}", view.document.id),
        number: *number,
        at: When::moment(view.version.created_at),
    }))
}
