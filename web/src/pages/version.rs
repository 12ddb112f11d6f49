//! `/documents/{id}/versions/{n}`: the archived words, with what proves that they are the words.

use askama::Template;
use axum::extract::{Path, State};
use watchline_model::Version;
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::material;
use crate::pages::document::{VersionLine, marks, versions};
use crate::pages::search::{foreign, title};
use crate::pages::{Page, render};
use crate::params::Params;
use crate::state::WebState;
use crate::view::evidence::published;
use crate::view::frame::{Frame, Section};
use crate::view::reading::{self, Extent, Marked, Paragraph, Segment, What};
use crate::view::when::When;

#[derive(Template)]
#[template(path = "version.html")]
struct Archived {
    frame: Frame,
    title: String,
    headline: Vec<Segment>,
    publisher: String,
    published: When,
    original: String,
    document: String,
    number: u32,
    latest: u32,
    hash: String,
    made: When,
    fetched: Option<When>,
    final_url: Option<String>,
    page_hash: Option<String>,
    chain: Option<String>,
    status: Option<u16>,
    size: Option<String>,
    whole: bool,
    lang: Option<String>,
    paragraphs: Vec<Paragraph>,
    versions: Vec<VersionLine>,
}

pub(crate) async fn version(
    State(state): State<WebState>,
    Path((id, number)): Path<(String, String)>,
    params: Params,
) -> Page {
    let view = material::document(&state, &id).await?;
    let version = find(&state, &view, &number).await?;
    let page = match version.page {
        Some(page) => state.store.find_page(page).await?.map(|(page, _)| page),
        None => None,
    };
    let mut marked = if version.number == view.version.number { marks(&view) } else { Vec::new() };
    marked.extend(asked(&params));
    let extent = reading::extent(view.document.kind);
    let address = format!("/documents/{}/versions/{}", view.document.id, version.number);
    render(&Archived {
        frame: Frame::new(&state, Section::Elsewhere, format!("Version {number} of “{}”", title(&view)), &address),
        title: title(&view),
        headline: reading::headline(&version.reading, &marked),
        publisher: view.source.publisher.clone(),
        published: published(&view),
        original: view.document.url.clone(),
        document: format!("/documents/{}", view.document.id),
        number: version.number,
        latest: view.version.number,
        hash: version.sha256.hex(),
        made: When::moment(version.created_at),
        fetched: page.as_ref().map(|page| When::moment(page.fetched_at)),
        final_url: page.as_ref().map(|page| page.final_url.clone()),
        page_hash: page.as_ref().map(|page| page.sha256.hex()),
        chain: page.as_ref().map(|page| page.chain.hex()),
        status: page.as_ref().map(|page| page.status),
        size: page.as_ref().map(|page| format!("{} bytes", crate::view::when::grouped(page.size_bytes))),
        whole: extent == Extent::Whole,
        lang: foreign(&view),
        paragraphs: reading::paragraphs(&version.reading, &marked, extent),
        versions: versions(&view),
    })
}

/// # Errors
/// `NotFound` where the document has no such version.
pub(crate) async fn find(state: &WebState, view: &DocumentView, number: &str) -> Result<Version, WebError> {
    let missing = || WebError::missing(format!("such version of document {}", view.document.id));
    let number: u32 = number.parse().map_err(|_| missing())?;
    if number == view.version.number {
        return Ok(view.version.clone());
    }
    state.store.find_version(view.document.id, number).await?.ok_or_else(missing)
}

/// `?c=40-91`: the words a link asks for. Anything else asks for nothing.
fn asked(params: &Params) -> Option<Marked> {
    let (start, end) = params.get("c")?.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    // An article must not be had whole by asking for all of it.
    let short = start < end && end - start <= 1_500;
    short.then_some(Marked { start, end, what: What::Asked })
}
