use watchline_model::{
    Claim, Document, DocumentId, DocumentKind, Entity, EntityId, EntityKind, Event, EventKind, Evidence, Modality,
    Reading, Relevance, RelevanceVerdict, Source, SourceId, SourceKind, Stance, Tier, Version, VersionId,
};
use watchline_store::{StaleVersion, Tagged, UntaggedVersion};

use super::{Turn, find};

const TEXT: &str = "Acme banned it. Then Acme banned it again. Acme denied all of it.";

fn event(kind: &str, start: usize, end: usize) -> Event {
    Event {
        kind: EventKind::from(kind),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence::cut(TEXT, start, end),
        rule: "r".to_owned(),
        participants: Vec::new(),
    }
}

fn claim(stance: Stance, event: Option<usize>) -> Claim {
    Claim {
        party: Some(EntityId::from("acme")),
        party_name: "Acme".to_owned(),
        stance,
        event,
        evidence: Evidence::cut(TEXT, 43, 65),
        rule: "r".to_owned(),
    }
}

fn entity(name: &str) -> Entity {
    Entity { id: EntityId::from(name), kind: EntityKind::Vendor, name: name.to_owned(), owner: None }
}

fn relevance(verdict: RelevanceVerdict) -> Relevance {
    Relevance { verdict, score: 0.5, reasons: Vec::new() }
}

/// A relevant document of Acme with these events and claims.
pub(in crate::stages::retag) fn stale(events: Vec<Event>, claims: Vec<Claim>) -> StaleVersion {
    let reading = Reading { title: String::new(), text: TEXT.to_owned(), ..Reading::default() };
    let now = chrono::DateTime::UNIX_EPOCH;
    let url = "https://press.example/1".to_owned();
    let document = Document {
        id: DocumentId(1),
        source: SourceId::from("press"),
        url,
        kind: DocumentKind::Article,
        relevance: None,
        first_seen: now,
        latest: 1,
    };
    let version = Version {
        id: VersionId(1),
        document: DocumentId(1),
        number: 1,
        page: None,
        reading,
        sha256: watchline_model::Digest::ZERO,
        created_at: now,
    };
    let source = Source::new("press", SourceKind::Feed, Tier::Press, "https://press.example/feed");
    StaleVersion {
        version: UntaggedVersion { version, document, source, previous: None },
        is_latest: true,
        relevance: relevance(RelevanceVerdict::Relevant),
        entities: vec![entity("acme")],
        events,
        claims,
        relevance_is_kept: false,
        tags_are_kept: false,
    }
}

pub(in crate::stages::retag) fn tagged(verdict: RelevanceVerdict, events: Vec<Event>, claims: Vec<Claim>) -> Tagged {
    Tagged {
        version: VersionId(1),
        relevance: relevance(verdict),
        entities: vec![entity("acme")],
        mentions: Vec::new(),
        events,
        claims,
        signature: String::new(),
    }
}

#[test]
fn the_same_tags_differ_in_nothing_whatever_the_store_added() {
    let mut stored = event("ban", 0, 15);
    stored.evidence.version = Some(VersionId(1));
    let before = stale(vec![stored], vec![claim(Stance::Denies, Some(0))]);
    let after = tagged(
        RelevanceVerdict::Relevant,
        vec![event("apology", 43, 65), event("ban", 0, 15)],
        vec![claim(Stance::Denies, Some(1))],
    );
    let difference = find(&before, &after);
    assert_eq!(difference.events.len(), 1, "the new event alone: {difference:?}");
    assert!(difference.claims.is_empty(), "a claim is not another for its event's number");
}

#[test]
fn a_tag_that_moved_is_changed_and_neither_lost_nor_gained() {
    let before = stale(vec![event("ban", 0, 15), event("ban", 16, 42)], Vec::new());
    let mut dated = event("ban", 16, 42);
    dated.modality = Modality::Alleged;
    let difference = find(&before, &tagged(RelevanceVerdict::Relevant, vec![event("ban", 0, 15), dated], Vec::new()));
    let turns: Vec<(Turn, &str)> = difference.events.iter().map(|moved| (moved.turn, moved.quote.as_str())).collect();
    assert_eq!(turns, [(Turn::Changed, "Then Acme banned it again.")]);
    let difference = find(&before, &tagged(RelevanceVerdict::Relevant, vec![event("ban", 43, 65)], Vec::new()));
    let turns: Vec<Turn> = difference.events.iter().map(|moved| moved.turn).collect();
    assert_eq!(turns, [Turn::Changed, Turn::Lost]);
}

#[test]
fn what_was_lost_and_gained_is_told_with_its_words() {
    let before = stale(vec![event("ban", 0, 15)], vec![claim(Stance::Denies, Some(0))]);
    let mut after = tagged(RelevanceVerdict::Irrelevant, Vec::new(), Vec::new());
    after.entities = vec![entity("umbrella")];
    let difference = find(&before, &after);
    assert_eq!(difference.relevance, Some((RelevanceVerdict::Relevant, RelevanceVerdict::Irrelevant)));
    assert_eq!((difference.events[0].turn, difference.events[0].quote.as_str()), (Turn::Lost, "Acme banned it."));
    assert_eq!((difference.claims[0].turn, difference.claims[0].name.as_str()), (Turn::Lost, "denies"));
    let names: Vec<(Turn, &str)> = difference.entities.iter().map(|moved| (moved.turn, moved.name.as_str())).collect();
    assert_eq!(names, [(Turn::Gained, "vendor umbrella"), (Turn::Lost, "vendor acme")]);
}

#[test]
fn tags_that_a_person_corrected_do_not_differ() {
    let before = StaleVersion { tags_are_kept: true, ..stale(vec![event("ban", 0, 15)], Vec::new()) };
    assert!(find(&before, &tagged(RelevanceVerdict::Irrelevant, Vec::new(), Vec::new())).is_empty());
}
