use std::collections::BTreeSet;

use tempfile::TempDir;
use watchline_analysis::{Analyzer, Input, cluster};
use watchline_model::{
    Basis, Dated, DocumentKind, Reading, Relevance, RelevanceVerdict, Source, SourceKind, Subject, Taxonomy, Tier,
};
use watchline_store::{ReviewKind, Tagged};

use super::*;

/// A store with made-up stories, each told by reports that share most of their words.
pub(crate) struct Press {
    _folder: TempDir,
    pub(crate) store: Store,
    analyzer: Analyzer,
    placer: Placer,
    told: u32,
}

pub(crate) const STORIES: [&str; 3] = [
    "Fixturetown hospital chatbot leaked dialysis appointments, oncology letters and insulin dosages to strangers overnight",
    "Fixturetown tram dispatch agent deleted timetables, derailment logs and pantograph inspections during maintenance",
    "Fixturetown lottery assistant invented jackpot numbers, bribed kiosk owners and forged raffle certificates",
];

pub(crate) fn at(day: u32) -> DateTime<Utc> {
    format!("2026-07-{day:02}T08:00:00Z").parse().expect("a moment")
}

impl Press {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&format!("sqlite:{}", folder.path().join("watchline.db").display())).await;
        let analyzer = Analyzer::new(&Taxonomy::default());
        Self { _folder: folder, store: store.expect("a store"), analyzer, placer: Placer::default(), told: 0 }
    }

    /// A report of a story, understood and waiting for its place.
    async fn tell(&mut self, story: &str) -> DocumentId {
        self.told += 1;
        let number = self.told;
        let reading = Reading {
            canonical_url: Some(format!("https://fixture.example/{number}")),
            title: format!("Report {number}"),
            text: format!("{story}. {story} again, said reporter number{number} of paper{number}."),
            published: Some(Dated::time(at(1 + number / 4), Basis::Published)),
            ..Reading::default()
        };
        let source = Source::new("fixture", SourceKind::Page, Tier::Press, "https://fixture.example/");
        let documents = [(DocumentKind::Article, reading.clone())];
        let recorded = self.store.import_documents(&source, &documents, at(9)).await.expect("it is imported").remove(0);
        let input = Input { title: &reading.title, body: &reading.text, published: reading.published, ..input() };
        let analysis = self.analyzer.analyze(&input);
        let signature = cluster::signature(&input, &analysis, &[]);
        let tagged = Tagged {
            version: recorded.version.expect("a new version"),
            relevance: Relevance { verdict: RelevanceVerdict::Relevant, score: 1.0, reasons: Vec::new() },
            entities: Vec::new(),
            mentions: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            signature: serde_json::to_string(&signature).expect("a signature is JSON"),
        };
        self.store.record_tags(&[tagged], 1, at(9)).await.expect("it is tagged");
        recorded.document
    }

    /// Places all that waits; answers where the last one went.
    async fn place(&mut self) -> IncidentId {
        let mut last = None;
        for unplaced in self.store.unplaced_documents(100).await.expect("a list") {
            place_one(&self.store, &mut self.placer, &unplaced, at(10)).await.expect("it is placed");
            last = Some(unplaced.document.id);
        }
        let view =
            self.store.find_document(last.expect("one was placed")).await.expect("a store").expect("it is stored");
        view.incidents[0]
    }

    pub(crate) async fn report(&mut self, story: &str) -> (DocumentId, IncidentId) {
        let document = self.tell(story).await;
        (document, self.place().await)
    }

    /// What a memory made anew and the running one would do with one more report: it must be the same.
    async fn compare(&mut self) -> Placement {
        let signatures = self.store.placeable_documents(None, 1).await.expect("a list");
        let probe = parse(DocumentId(1), &signatures[0].signature).expect("a signature");
        let mut anew = Memory::recall(&self.store).await.expect("it is made anew");
        let live = remembering(&self.store, &mut self.placer).await.expect("it is kept up");
        let (mut old, mut new) = (live.clusterer.place(9999, &probe), anew.clusterer.place(9999, &probe));
        let incidents = |memory: &Memory, placement: &Placement| -> Vec<Option<IncidentId>> {
            placement.clusters.iter().map(|cluster| memory.incident_of(*cluster)).collect()
        };
        assert_eq!(incidents(live, &old), incidents(&anew, &new), "the home is the same incident");
        old.clusters.clear();
        new.clusters.clear();
        (old.rival, new.rival) = (None, None);
        assert_eq!(old, new, "and so are the reasons");
        // The probe is forgotten with the memory.
        self.placer = Placer::default();
        old
    }

    pub(crate) fn zoe() -> Deciding {
        Deciding::person("zoe", "", at(11))
    }
}

fn input() -> Input<'static> {
    Input { title: "", body: "", url: None, published: None, tier: None, kind: None, language: Some("en"), voice: None }
}

#[tokio::test]
async fn reports_of_one_story_join_and_others_open_incidents_of_their_own() {
    let mut press = Press::open().await;
    let mut homes = BTreeSet::new();
    for story in STORIES {
        let (_, first) = press.report(story).await;
        assert_eq!(press.report(story).await.1, first, "{story}");
        homes.insert(first);
    }
    assert_eq!(homes.len(), 3);
    assert_eq!(press.compare().await.decision, PlacementDecision::Join);
}

#[tokio::test]
async fn a_restart_finds_merges_splits_moves_and_their_undoing_as_they_were() {
    let mut press = Press::open().await;
    let (one, first) = press.report(STORIES[0]).await;
    let (two, _) = press.report(STORIES[0]).await;
    let (_, second) = press.report(STORIES[1]).await;
    let (other, third) = press.report(STORIES[2]).await;
    let merge = press.store.merge_incidents(first, second, &Press::zoe()).await.expect("they are merged");
    press.compare().await;
    assert_eq!(press.report(STORIES[1]).await.1, first, "what is like the merged one joins the survivor");
    let undo = press.store.undo_decision(merge.decision, &Press::zoe().author, &[], at(12)).await;
    undo.expect("it is undone");
    press.compare().await;
    press.store.split_incident(first, &[two], None, &Press::zoe()).await.expect("it is split");
    press.compare().await;
    press.store.join_document(other, first, &Press::zoe()).await.expect("it joins");
    press.store.move_documents(&[one], first, third, &Press::zoe()).await.expect("it is moved");
    press.compare().await;
    press.store.set_relevance(one, RelevanceVerdict::Irrelevant, &Press::zoe()).await.expect("it is judged");
    press.compare().await;
}

#[tokio::test]
async fn a_person_who_takes_a_document_out_is_not_overruled_by_the_next_report() {
    let mut press = Press::open().await;
    let (_, first) = press.report(STORIES[0]).await;
    let (two, _) = press.report(STORIES[0]).await;
    let own = press.store.remove_document(two, first, &Press::zoe()).await.expect("it is taken out").incident;
    press.report(STORIES[0]).await;
    let view = press.store.find_document(two).await.expect("a store").expect("it is stored");
    assert_eq!(Some(view.incidents), own.map(|own| vec![own]));
    let decisions = press.store.list_decisions(&Subject::Document(two)).await.expect("a list");
    assert_eq!(decisions.last().map(watchline_model::Decision::is_by_person), Some(true));
}

#[tokio::test]
async fn what_the_clusterer_would_merge_and_a_person_would_not_is_asked() {
    // So unlike the other that its place is no question by itself.
    let elsewhere = "Harbour crane robots crushed buoys, dropped containers and ignored every radio call from pilots";
    let mut press = Press::open().await;
    let (_, first) = press.report(STORIES[0]).await;
    let (_, second) = press.report(elsewhere).await;
    press.store.retitle_incident(second, Some("A person's title"), &Press::zoe()).await.expect("it is retitled");
    let memory = remembering(&press.store, &mut press.placer).await.expect("it is kept up");
    let (from, into) = (memory.cluster_of(second), memory.cluster_of(first));
    let merge = Merge { from, into, score: 0.5, reasons: vec![Reason::new("linked", 0.5, "both link to it")] };
    memory.clusterer.merge(from, into);
    record_merge(&press.store, memory, &merge, at(12)).await.expect("it is recorded");
    assert_eq!(press.store.resolve_incident(second).await.expect("a store"), Some(second));
    let asked = press.store.list_review(ReviewKind::Duplicate, None, 9).await.expect("a list");
    assert_eq!((asked.len(), asked[0].incidents.clone(), asked[0].reasons.len()), (1, vec![first, second], 1));
    assert_eq!(press.report(elsewhere).await.1, second, "its reports still find it");
}

#[tokio::test]
async fn merges_and_splits_of_the_clusterer_are_decisions_of_a_rule() {
    let mut press = Press::open().await;
    let (_, first) = press.report(STORIES[0]).await;
    let (three, second) = press.report(STORIES[1]).await;
    let memory = remembering(&press.store, &mut press.placer).await.expect("it is kept up");
    let (from, into) = (memory.cluster_of(second), memory.cluster_of(first));
    memory.clusterer.merge(from, into);
    let merge = Merge { from, into, score: 0.5, reasons: Vec::new() };
    record_merge(&press.store, memory, &merge, at(12)).await.expect("it is recorded");
    assert_eq!(press.store.resolve_incident(second).await.expect("a store"), Some(first));
    let documents = vec![number(three)];
    let split = Split { from: into, into: from + 7, documents: documents.clone(), reasons: Vec::new() };
    memory.clusterer.separate(&documents, into, from + 7);
    record_split(&press.store, memory, &split, at(13)).await.expect("it is recorded");
    let view = press.store.find_document(three).await.expect("a store").expect("it is stored");
    assert!(!view.incidents.contains(&first));
    assert_eq!(press.report(STORIES[1]).await.1, view.incidents[0]);
    press.compare().await;
}
