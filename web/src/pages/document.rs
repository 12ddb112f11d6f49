//! `/documents/{id}`: a statement or advisory whole, an article as title, excerpt and link; with what it says.

use askama::Template;
use axum::extract::{Path, State};
use watchline_model::{Decision, Subject};
use watchline_store::DocumentView;

use crate::material;
use crate::pages::search::{foreign, title};
use crate::pages::{Page, render};
use crate::state::WebState;
use crate::view::evidence::{EvidenceMark, published};
use crate::view::frame::{Frame, Section};
use crate::view::marks::{Chip, modality};
use crate::view::names::{self, Names};
use crate::view::reading::{self, Extent, Marked, Paragraph, What};
use crate::view::record::{Objections, RecordView};
use crate::view::when::{When, plural};

#[derive(Template)]
#[template(path = "document.html")]
struct Document {
    frame: Frame,
    view: DocumentView,
    title: String,
    published: When,
    first_seen: When,
    whole: bool,
    paragraphs: Vec<Paragraph>,
    /// Of a database's record.
    record: Option<RecordView>,
    objections: Option<Objections>,
    events: Vec<Happening>,
    claims: Vec<Said>,
    chips: Vec<Chip>,
    versions: Vec<VersionLine>,
    incidents: Vec<(String, String)>,
    original: Option<(String, String)>,
    reasons: Vec<Why>,
    warnings: String,
    archived: Archived,
    /// A sentence, and BibTeX.
    citation: String,
    bibtex: String,
    lang: Option<String>,
}

/// What is kept of the latest version.
struct Archived {
    number: u32,
    address: String,
    hash: String,
    fetched: Option<When>,
    /// Of the page it was read from, and its place in the chain.
    page_hash: Option<String>,
    chain: Option<String>,
}

/// An event of one document.
pub(crate) struct Happening {
    pub(crate) kind: String,
    pub(crate) date: Option<When>,
    pub(crate) basis: String,
    pub(crate) actors: Vec<Chip>,
    pub(crate) targets: Vec<Chip>,
    pub(crate) modality: &'static str,
    pub(crate) evidence: EvidenceMark,
}

/// A claim of one document.
pub(crate) struct Said {
    pub(crate) party: String,
    pub(crate) stance: &'static str,
    pub(crate) about: String,
    pub(crate) quote: String,
    pub(crate) evidence: EvidenceMark,
}

pub(crate) struct VersionLine {
    pub(crate) number: u32,
    pub(crate) address: String,
    pub(crate) at: When,
    pub(crate) hash: String,
    /// Difference to the version before.
    pub(crate) difference: Option<String>,
}

/// A decision in words.
pub(crate) struct Why {
    pub(crate) kind: &'static str,
    pub(crate) author: String,
    pub(crate) at: When,
    pub(crate) undone: bool,
    /// Weight, rule, sentence.
    pub(crate) reasons: Vec<(String, String, String)>,
}

pub(crate) async fn document(State(state): State<WebState>, Path(id): Path<String>) -> Page {
    let view = material::document(&state, &id).await?;
    let subject = Subject::Document(view.document.id);
    let decisions = state.store.list_decisions(&subject).await?;
    let incidents = state.store.list_incidents(&view.incidents).await?;
    let original = match view.copy_of {
        Some(id) => state.store.find_document(id).await?.map(|of| (format!("/documents/{id}"), title(&of))),
        None => None,
    };
    let names = Names::new(std::slice::from_ref(&view), &state.taxonomy);
    let extent = reading::extent(view.document.kind);
    let kinds = watchline_model::EntityKind::all();
    let page = match view.version.page {
        Some(page) => state.store.find_page(page).await?.map(|(page, _)| page),
        None => None,
    };
    let archived = Archived {
        number: view.version.number,
        address: format!("/documents/{}/versions/{}", view.document.id, view.version.number),
        hash: view.version.sha256.hex(),
        fetched: page.as_ref().map(|page| When::moment(page.fetched_at)),
        page_hash: page.as_ref().map(|page| page.sha256.hex()),
        chain: page.as_ref().map(|page| page.chain.hex()),
    };
    render(&Document {
        frame: Frame::new(&state, Section::Elsewhere, title(&view), &format!("/documents/{}", view.document.id))
            .described(crate::api::dto::excerpt(&view.version.reading.text)),
        title: title(&view),
        published: published(&view),
        first_seen: When::moment(view.document.first_seen),
        whole: extent == Extent::Whole,
        paragraphs: reading::paragraphs(&view.version.reading, &marks(&view), extent),
        record: RecordView::of(&view),
        objections: Objections::of(&view),
        events: happenings(&view, &names),
        claims: said(&view),
        chips: names::leading(std::slice::from_ref(&view), kinds, 40),
        versions: versions(&view),
        incidents: incidents.into_iter().map(|incident| (incident.id.to_string(), incident.title)).collect(),
        original,
        reasons: decisions.iter().map(why).collect(),
        warnings: view.version.reading.warnings.join("; "),
        citation: citation(&state, &view, &archived),
        bibtex: crate::export::bibtex::document(&view, &state).trim().to_owned(),
        lang: foreign(&view),
        archived,
        view,
    })
}

/// As one would write it into a footnote.
fn citation(state: &WebState, view: &DocumentView, archived: &Archived) -> String {
    let by = view.version.reading.authors.join(", ");
    let by = if by.is_empty() { String::new() } else { format!("{by}, ") };
    format!(
        "{by}“{}”, {}, {}, {}. Archived by Watchline as version {}, SHA-256 {}: {}",
        title(view),
        view.source.publisher,
        published(view).text,
        view.document.url,
        archived.number,
        archived.hash,
        state.address(&archived.address),
    )
}

/// What is marked in the latest version.
pub(crate) fn marks(view: &DocumentView) -> Vec<Marked> {
    let events = view.events.iter().map(|event| &event.evidence);
    let evidence = events.chain(view.claims.iter().map(|claim| &claim.evidence));
    let evidence = evidence.map(|words| Marked { start: words.start, end: words.end, what: What::Evidence });
    let mentions = view.mentions.iter().map(|mention| Marked {
        start: mention.start,
        end: mention.end,
        what: What::Mention(mention.entity.clone()),
    });
    evidence.chain(mentions).collect()
}

pub(crate) fn happenings(view: &DocumentView, names: &Names) -> Vec<Happening> {
    let happening = |event: &watchline_model::Event| Happening {
        kind: event.kind.label(),
        date: event.date.as_ref().map(When::dated),
        basis: event.date.map_or_else(String::new, |date| date.basis.as_str().replace('_', " ")),
        actors: names.chips(&event.actors),
        targets: names.chips(&event.targets),
        modality: modality(event.modality),
        evidence: EvidenceMark::of(view, &event.evidence),
    };
    view.events.iter().map(happening).collect()
}

pub(crate) fn said(view: &DocumentView) -> Vec<Said> {
    let said = |claim: &watchline_model::Claim| Said {
        party: claim.party_name.clone(),
        stance: claim.stance.as_str(),
        about: claim
            .event
            .and_then(|event| view.events.get(event))
            .map_or_else(String::new, |event| event.kind.label()),
        quote: claim.evidence.quote.trim().to_owned(),
        evidence: EvidenceMark::of(view, &claim.evidence),
    };
    view.claims.iter().map(said).collect()
}

pub(crate) fn versions(view: &DocumentView) -> Vec<VersionLine> {
    let id = view.document.id;
    let line = |(index, meta): (usize, &watchline_store::VersionMeta)| VersionLine {
        number: meta.number,
        address: format!("/documents/{id}/versions/{}", meta.number),
        at: When::moment(meta.fetched_at.unwrap_or(meta.created_at)),
        hash: meta.sha256.hex(),
        difference: (index > 0)
            .then(|| format!("/documents/{id}/diff/{}..{}", view.versions[index - 1].number, meta.number)),
    };
    view.versions.iter().enumerate().map(line).collect()
}

pub(crate) fn why(decision: &Decision) -> Why {
    let reason = |reason: &watchline_model::Reason| {
        let weight = if reason.weight == 0.0 { String::new() } else { format!("{:+.2}", reason.weight) };
        (weight.replace('-', "−"), reason.rule.clone(), reason.detail.clone())
    };
    Why {
        kind: decision.kind.as_str(),
        author: decision.author.to_string(),
        at: When::moment(decision.at),
        undone: decision.undone_by.is_some(),
        reasons: decision.reasons.iter().map(reason).collect(),
    }
}

impl Document {
    fn version_count(&self) -> String {
        plural(self.versions.len() as u64, "version")
    }
}
