//! Entities, events and claims, exactly as `watchline tag` prints them; and events and words with where they stand.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use watchline_model as model;
use watchline_store::DocumentView;

use super::document::Publisher;
use super::value::thousandths;
use super::{Dated, Moment, Reason, Word, value_of};
use crate::state::WebState;
use crate::view::evidence::archived_address;

/// What the analysis makes of one text, by its parts.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'a> {
    pub relevance: &'a model::Relevance,
    pub status: Option<model::Status>,
    pub entities: &'a [model::Entity],
    pub mentions: &'a [model::Mention],
    pub events: &'a [model::Event],
    pub claims: &'a [model::Claim],
    pub warnings: &'a [String],
}

#[derive(Serialize)]
struct Analysed<'a> {
    relevant: bool,
    relevance: Word<model::RelevanceVerdict>,
    score: f64,
    reasons: Vec<Reason>,
    status: Option<Word<model::Status>>,
    entities: Vec<Entity>,
    events: Vec<Event>,
    claims: Vec<Claim>,
    warnings: &'a [String],
}

/// `{relevant, relevance, score, reasons[], status, entities[], events[], claims[], warnings[]}`. Of `reading` only
/// title and text are looked at.
pub fn analysis(tags: &Tags<'_>, reading: &model::Reading) -> Value {
    value_of(&Analysed {
        relevant: tags.relevance.verdict == model::RelevanceVerdict::Relevant,
        relevance: Word(tags.relevance.verdict),
        score: thousandths(tags.relevance.score),
        reasons: Reason::all(&tags.relevance.reasons),
        status: tags.status.map(Word),
        entities: Entity::all(tags.entities, tags.mentions, reading),
        events: Event::all(tags.events, reading),
        claims: Claim::all(tags.claims, tags.events, reading),
        warnings: tags.warnings,
    })
}

/// Where words stand: characters `start..end` of the body, or of the headline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Span {
    start: usize,
    end: usize,
    /// `title` for words of the headline; left out for those of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["title"]))]
    field: Option<&'static str>,
}

impl Span {
    fn new(start: usize, end: usize, reading: &model::Reading) -> Self {
        let offset = reading.body_offset();
        if start >= offset {
            Self { start: start - offset, end: end.saturating_sub(offset), field: None }
        } else {
            Self { start, end, field: Some("title") }
        }
    }
}

/// The exact words that support a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Evidence {
    pub(super) quote: String,
    #[serde(flatten)]
    span: Span,
}

impl Evidence {
    pub(crate) fn new(evidence: &model::Evidence, reading: &model::Reading) -> Self {
        Self { quote: evidence.quote.clone(), span: Span::new(evidence.start, evidence.end, reading) }
    }
}

/// Evidence with the document and the archived version it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Told {
    #[serde(flatten)]
    evidence: Evidence,
    document: i64,
    version: u32,
    /// Of that version, hex.
    sha256: String,
    source: String,
    /// Opens the archived version at these words.
    address: String,
}

impl Told {
    pub(crate) fn new(view: &DocumentView, words: &model::Evidence, state: &WebState) -> Self {
        let meta = words.version.and_then(|version| view.versions.iter().find(|meta| meta.id == version));
        let number = meta.map_or(view.version.number, |meta| meta.number);
        Self {
            evidence: Evidence::new(words, &view.version.reading),
            document: view.document.id.0,
            version: number,
            sha256: meta.map_or(view.version.sha256, |meta| meta.sha256).hex(),
            source: view.source.id.to_string(),
            address: state.address(&archived_address(view, number, words)),
        }
    }
}

/// An entity and where it is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "MentionedEntity")]
pub(crate) struct Entity {
    pub(super) id: String,
    pub(super) kind: Word<model::EntityKind>,
    /// The canonical name.
    pub(super) name: String,
    pub(super) owner: Option<String>,
    pub(super) mentions: Vec<Mention>,
}

/// "This rule saw these words here."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Mention {
    pub(super) text: String,
    rule: String,
    #[serde(flatten)]
    span: Span,
}

impl Entity {
    pub(crate) fn all(entities: &[model::Entity], mentions: &[model::Mention], reading: &model::Reading) -> Vec<Self> {
        let mention = |mention: &model::Mention| Mention {
            text: mention.text.clone(),
            rule: mention.rule.clone(),
            span: Span::new(mention.start, mention.end, reading),
        };
        let entity = |entity: &model::Entity| Self {
            id: entity.id.to_string(),
            kind: Word(entity.kind),
            name: entity.name.clone(),
            owner: entity.owner.as_ref().map(ToString::to_string),
            mentions: mentions.iter().filter(|mention| mention.entity == entity.id).map(mention).collect(),
        };
        entities.iter().map(entity).collect()
    }
}

/// Something that happened, as one version tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Event {
    /// From the taxonomy.
    #[schemars(example = &"data_exposure")]
    kind: String,
    /// When it happened or takes effect; null where nobody says.
    date: Option<Dated>,
    actors: Vec<String>,
    targets: Vec<String>,
    /// Everyone with a part in it; actors and targets among them.
    participants: Vec<Participant>,
    modality: Word<model::Modality>,
    evidence: Evidence,
    /// The rule that saw it.
    rule: String,
}

/// An entity's part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Participant {
    entity: String,
    role: Word<model::ParticipantRole>,
}

impl Event {
    pub(crate) fn new(event: &model::Event, reading: &model::Reading) -> Self {
        let part = |part: &model::Participant| Participant { entity: part.entity.to_string(), role: Word(part.role) };
        Self {
            kind: event.kind.to_string(),
            date: event.date.as_ref().map(Dated::new),
            actors: event.actors.iter().map(ToString::to_string).collect(),
            targets: event.targets.iter().map(ToString::to_string).collect(),
            participants: event.participants.iter().map(part).collect(),
            modality: Word(event.modality),
            evidence: Evidence::new(&event.evidence, reading),
            rule: event.rule.clone(),
        }
    }

    pub(crate) fn all(events: &[model::Event], reading: &model::Reading) -> Vec<Self> {
        events.iter().map(|event| Self::new(event, reading)).collect()
    }
}

/// A party's stance on an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
pub(crate) struct Claim<E = Evidence> {
    /// An entity's id where the party is known, else its name.
    party: String,
    /// As shown.
    party_name: String,
    stance: Word<model::Stance>,
    /// Its place in the list of events that stands beside it.
    event: Option<usize>,
    event_kind: Option<String>,
    evidence: E,
    rule: String,
}

impl<E> Claim<E> {
    /// A claim whose event stands at `place` of the list it is printed beside; `events` are those of its version.
    pub(crate) fn new(claim: &model::Claim, place: Option<usize>, events: &[model::Event], evidence: E) -> Self {
        let party = claim.party.as_ref().map_or(claim.party_name.as_str(), |party| party.as_str());
        Self {
            party: party.to_owned(),
            party_name: claim.party_name.clone(),
            stance: Word(claim.stance),
            event: place,
            event_kind: claim.event.and_then(|event| events.get(event)).map(|event| event.kind.to_string()),
            evidence,
            rule: claim.rule.clone(),
        }
    }
}

impl Claim {
    pub(crate) fn all(claims: &[model::Claim], events: &[model::Event], reading: &model::Reading) -> Vec<Self> {
        let one = |claim: &model::Claim| Self::new(claim, claim.event, events, Evidence::new(&claim.evidence, reading));
        claims.iter().map(one).collect()
    }
}

/// An event as a record of its own: as `tag` prints it, with the document that tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct EventItem {
    #[schemars(example = &"d12e3")]
    id: String,
    #[serde(flatten)]
    event: Event,
    /// When the document that tells it came out.
    known: Moment,
    document: Teller,
    incidents: Vec<String>,
}

/// The document that tells an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Teller {
    id: i64,
    title: String,
    url: String,
    address: String,
    source: Publisher,
    version: u32,
    /// Of that version, hex.
    sha256: String,
    /// Opens the archived version at the words of the evidence.
    words: String,
}

impl EventItem {
    /// `None` where the document has no event of that number.
    pub(crate) fn new(view: &DocumentView, number: usize, state: &WebState) -> Option<Self> {
        let event = view.events.get(number)?;
        let told = Told::new(view, &event.evidence, state);
        Some(Self {
            id: format!("d{}e{number}", view.document.id),
            event: Event::new(event, &view.version.reading),
            known: Moment(crate::view::timeline::came_out(view)),
            document: Teller {
                id: view.document.id.0,
                title: view.version.reading.title.clone(),
                url: view.document.url.clone(),
                address: state.address(&format!("/documents/{}", view.document.id)),
                source: Publisher::of(view),
                version: told.version,
                sha256: told.sha256,
                words: told.address,
            },
            incidents: view.incidents.iter().map(ToString::to_string).collect(),
        })
    }
}
