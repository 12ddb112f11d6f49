//! An incident grown to hundreds of documents: what its page costs, that its counts stay true, and that all can be reached.

use chrono::TimeDelta;
use watchline_model::clock::FixedClock;
use watchline_model::{
    Advisory, Basis, Claim, Dated, DocumentId, DocumentKind, Event, EventKind, Evidence, Modality, Stance, Subject,
};

use super::*;
use crate::fixture;

const DOCUMENTS: usize = 800;
const PUBLISHERS: usize = 300;
const BYTES: usize = 300_000;
const KINDS: [&str; 7] = [
    "ban",
    "product_substitution",
    "covert_tracking",
    "acknowledgement",
    "mitigation",
    "data_exposure",
    "investigation_opened",
];

/// When what is told of happened.
#[derive(Clone, Copy)]
enum Told {
    /// Nearly every document tells of days of its own.
    OverMonths,
    /// Very many tell of the same.
    OfSixDays,
}

struct Grown {
    material: IncidentMaterial,
    state: WebState,
    _folder: tempfile::TempDir,
}

/// The incident of the fixture, with `documents` documents made out of its first: by 300 publishers, the first of which
/// has very many; every fourth a copy; each tells of two happenings and quotes two parties.
async fn grown(documents: usize, told: Told) -> Grown {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = fixture::archive(folder.path()).await;
    let state = WebState {
        store: archive.store,
        index: archive.index,
        taxonomy: std::sync::Arc::new(archive.taxonomy),
        clock: std::sync::Arc::new(FixedClock::new(fixture::now())),
        public_url: "https://watch.example".to_owned(),
        secret: "a secret of the tests".to_owned(),
        demo: false,
        version: "0.0.0",
        limits: crate::RequestLimits::default(),
        metrics: None,
    };
    let Ok(Asked::Found(small)) = material::incident(&state, "INC-2026-0001").await else { panic!("it is there") };
    let mut views = Vec::with_capacity(documents);
    let mut decisions = Vec::new();
    for number in 0..documents {
        let mut view = small.documents[0].clone();
        let id = DocumentId(10_000 + i64::try_from(number).expect("small"));
        view.document.id = id;
        view.document.url =
            format!("https://outlet-{number}.example/2026/a-report-on-fern-code-and-its-markers-{number}");
        view.source.publisher = format!("The Outlet {}", if number % 3 == 0 { 0 } else { number % PUBLISHERS });
        view.copy_of = (number % 4 == 3).then(|| DocumentId(id.0 - 2));
        let at = fixture::at("2025-12-01") + TimeDelta::hours(6 * i64::try_from(number).expect("small"));
        let reading = &mut view.version.reading;
        reading.published = Some(Dated::time(at, Basis::Published));
        reading.title = format!("Report {number}: what became of Fern Code, its markers and the accounts of readers");
        let said = |what: &str| {
            format!(
                "Officials of party {} said in statement {number} that {what} had been found and looked into",
                number % 40
            )
        };
        let sentences = [said("markers of readers"), said("a great many accounts")];
        reading.text = format!(
            "{}\n\n{}. It was not known by whom. {}. More is to come.",
            reading.text, sentences[0], sentences[1]
        );
        let text = reading.full_text();
        let cut = |words: &str| {
            let start = text[..text.find(words).expect("it is there")].chars().count();
            Evidence { version: None, ..Evidence::cut(&text, start, start + words.chars().count()) }
        };
        let day = |number: usize, kind: usize| {
            let day = match told {
                Told::OverMonths => at - TimeDelta::days(i64::try_from(kind).expect("small")),
                Told::OfSixDays => {
                    fixture::at("2026-06-01") + TimeDelta::days(i64::try_from(number % 6).expect("small"))
                }
            };
            Dated::day(day.date_naive(), Basis::Occurred)
        };
        let event = |kind: usize, sentence: usize| Event {
            kind: EventKind::from(KINDS[kind % KINDS.len()]),
            actors: vec![if number % 2 == 0 { "orchid".into() } else { "harbour-group".into() }],
            targets: vec!["fern-code".into()],
            date: (number % 5 > 0).then(|| day(number, kind)),
            modality: if number % 3 == 0 { Modality::Alleged } else { Modality::Stated },
            evidence: cut(&sentences[sentence]),
            rule: "fixture".to_owned(),
            participants: Vec::new(),
        };
        view.events = vec![event(number, 0), event(number / 7, 1)];
        let claim = |event: Option<usize>, sentence: usize| Claim {
            party: None,
            party_name: format!("Party {}", number % 40),
            stance: Stance::Reports,
            event,
            evidence: cut(&sentences[sentence]),
            rule: "fixture".to_owned(),
        };
        view.claims = vec![claim(Some(0), 0), claim(None, 1)];
        if number % 5 == 1 {
            view.document.kind = DocumentKind::Advisory;
            let (id, scores) = (format!("CVE-2026-{number}"), Vec::new());
            let aliases = Vec::new();
            view.version.reading.advisory =
                Some(Advisory { id, aliases, withdrawn: None, disputed: false, scores, affected: Vec::new() });
        }
        let mut why = small.decisions[0].clone();
        why.subject = Subject::Document(id);
        why.steps.clear();
        decisions.push(why);
        views.push(view);
    }
    let mut incident = small.incident.clone();
    incident.documents = u32::try_from(documents).expect("small");
    Grown { material: material::assemble(&state, incident, views, decisions), state, _folder: folder }
}

impl Grown {
    async fn page(&self, query: &str) -> String {
        let page = page(&self.material, &self.state, "", &Params::read(query)).await.expect("a page");
        page.render().expect("it renders")
    }
}

/// What stands between the heading of a section and the next.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let from = page.split_once(&format!("<h2 id=\"{id}\">")).expect("a section").1;
    from.split("</section>").next().unwrap_or(from)
}

fn link<'a>(part: &'a str, label: &str) -> &'a str {
    let before = part.split_once(label).unwrap_or_else(|| panic!("{label} is missing: {part}")).0;
    before.rsplit("href=\"").next().and_then(|rest| rest.split('"').next()).expect("a link")
}

#[tokio::test]
async fn a_very_large_incident_stays_light_counts_truly_and_opens_by_plain_links() {
    let grown = grown(DOCUMENTS, Told::OverMonths).await;
    let page = grown.page("").await;
    let whole = grown.page("all=documents&all=claims&all=advisories&all=statements").await;
    eprintln!("{} bytes, {} with all sections opened", page.len(), whole.len());
    assert!(page.len() < BYTES && whole.len() > 3 * BYTES, "{} bytes, else {}", page.len(), whole.len());
    assert!(page.contains("800 documents"), "the whole is counted");
    let documents = section(&page, "documents");
    assert!(documents.contains("of 800 documents, of 25 of "), "{documents}");
    assert_eq!(link(documents, "Show all 800 documents"), "/incidents/INC-2026-0001?all=documents#documents");
    assert_eq!(documents.matches("class=\"group\"").count(), 25);
    let whole = grown.page("all=documents").await;
    let documents = section(&whole, "documents");
    assert_eq!(documents.matches(">original</a>").count(), DOCUMENTS);
    assert!(!documents.contains("Show all"), "nothing is left to show");
    assert!(section(&whole, "claims").contains("Show all"), "the others stay folded");
    let claims = section(&page, "claims");
    let shown = claims.matches("class=\"stance\"").count();
    assert!((8..=40).contains(&shown), "{shown}");
    let all = grown.page("all=claims").await;
    let all = section(&all, "claims").matches("class=\"stance\"").count();
    assert!(
        claims.contains(&format!("Shown are {shown} of {} lines", crate::view::when::grouped(all as u64))),
        "{all}"
    );
    let left: usize = claims
        .split("class=\"note\">and ")
        .skip(1)
        .filter_map(|rest| rest.split(' ').next()?.parse::<usize>().ok())
        .sum();
    assert_eq!(shown + left, all, "each group says how many of it are missing");
}

#[tokio::test]
async fn the_evidence_of_one_happening_is_opened_by_itself() {
    let grown = grown(DOCUMENTS, Told::OfSixDays).await;
    let page = grown.page("axis=known").await;
    eprintln!("{} bytes", page.len());
    assert!(page.len() < BYTES, "{} bytes", page.len());
    let list = section(&page, "timeline");
    let line = list.split("<li id=\"").find(|line| line.contains(" more</a></p>")).expect("one is told by very many");
    let anchor = line.split('"').next().expect("an anchor");
    let more = line.split(" more</a></p>").next().and_then(|rest| rest.rsplit('>').next()).expect("how many");
    let more: usize = more.replace(',', "").parse().expect("a number");
    let path = link(line, " more</a></p>");
    assert_eq!(path, format!("/incidents/INC-2026-0001?all={anchor}&#38;axis=known#{anchor}"));
    let shown = line.matches("class=\"exhibit\"").count();
    let opened = grown.page(&format!("axis=known&all={anchor}")).await;
    let same = opened.split(&format!("<li id=\"{anchor}\"")).nth(1).and_then(|rest| rest.split("</li>\n<li").next());
    assert_eq!(same.expect("the same line").matches("class=\"exhibit\"").count(), shown + more);
}

#[tokio::test]
async fn an_incident_of_common_size_is_never_folded() {
    let grown = grown(20, Told::OverMonths).await;
    let page = grown.page("").await;
    assert!(!page.contains("Show all") && !page.contains(" more</a></p>"), "{page}");
    assert_eq!(section(&page, "documents").matches(">original</a>").count(), 20);
}
