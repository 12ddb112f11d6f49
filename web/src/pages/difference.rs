//! `/documents/{id}/diff/{a}..{b}`: what changed between two versions, word by word.

use askama::Template;
use axum::extract::{Path, State};
use watchline_model::Version;

use crate::blocking;
use crate::error::WebError;
use crate::material;
use crate::pages::document::{VersionLine, versions};
use crate::pages::search::{foreign, title};
use crate::pages::{Page, render, version};
use crate::state::WebState;
use crate::view::difference::{Block, Piece, PieceKind, blocks, words};
use crate::view::frame::{Frame, Section};
use crate::view::reading::{Extent, extent};
use crate::view::when::{When, plural};

#[derive(Template)]
#[template(path = "difference.html")]
struct Difference {
    frame: Frame,
    title: String,
    document: String,
    from: Side,
    to: Side,
    headline: Vec<Piece>,
    blocks: Vec<Block>,
    equal: bool,
    /// "2 passages changed: 14 words in, 9 out".
    changes: String,
    lang: Option<String>,
    /// Third-party text: unchanged paragraphs are not shown.
    whole: bool,
    versions: Vec<VersionLine>,
}

struct Side {
    number: u32,
    address: String,
    at: When,
    hash: String,
}

pub(crate) async fn difference(State(state): State<WebState>, Path((id, pair)): Path<(String, String)>) -> Page {
    let view = material::document(&state, &id).await?;
    let pair = pair.split_once("..");
    let (from, to) = pair.ok_or_else(|| WebError::missing("such comparison; write /documents/1/diff/1..2"))?;
    let (from, to) = (version::find(&state, &view, from).await?, version::find(&state, &view, to).await?);
    let document = format!("/documents/{}", view.document.id);
    let heading = format!("“{}”: versions {} and {}", title(&view), from.number, to.number);
    let path = format!("{document}/diff/{}..{}", from.number, to.number);
    let (sides, texts) = ((side(&document, &from), side(&document, &to)), (from.reading, to.reading));
    let whole = extent(view.document.kind) == Extent::Whole;
    let (headline, blocks) =
        blocking::run(move || (words(&texts.0.title, &texts.1.title), blocks(&texts.0.text, &texts.1.text))).await?;
    let changed = |piece: &Piece| piece.kind != PieceKind::Same;
    let equal = !headline.iter().any(changed) && !blocks.iter().any(|block| matches!(block, Block::Changed(_)));
    let changes = changes(&headline, &blocks);
    render(&Difference {
        frame: Frame::new(&state, Section::Elsewhere, heading, &path),
        title: title(&view),
        document,
        from: sides.0,
        to: sides.1,
        headline,
        blocks,
        equal,
        changes,
        lang: foreign(&view),
        whole,
        versions: versions(&view),
    })
}

/// How much changed, in words.
fn changes(headline: &[Piece], blocks: &[Block]) -> String {
    let pieces = || {
        let changed = blocks.iter().flat_map(|block| match block {
            Block::Changed(pieces) => pieces.as_slice(),
            Block::Same(_) | Block::Folded(_) => &[],
        });
        headline.iter().chain(changed)
    };
    let words = |kind: PieceKind| {
        let of_kind = pieces().filter(|piece| piece.kind == kind);
        plural(of_kind.map(|piece| piece.text.split_whitespace().count() as u64).sum(), "word")
    };
    let passages = blocks.iter().filter(|block| matches!(block, Block::Changed(_))).count();
    let passages = passages + usize::from(headline.iter().any(|piece| piece.kind != PieceKind::Same));
    format!(
        "{} changed: {} in, {} out",
        plural(passages as u64, "passage"),
        words(PieceKind::Inserted),
        words(PieceKind::Deleted)
    )
}

fn side(document: &str, version: &Version) -> Side {
    Side {
        number: version.number,
        address: format!("{document}/versions/{}", version.number),
        at: When::moment(version.created_at),
        hash: version.sha256.hex(),
    }
}
