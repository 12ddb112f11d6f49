use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use super::{STEPS, run};
use crate::archive::{PageRecord, VersionRecord, digest, digest_of_text, first_page_link, version_link};
use crate::fixture::{at, entity, page, reading, source, tags};
use crate::{EntryOutcome, Fetched, Store, pack_page};
use watchline_model::page::Digest;
use watchline_model::{ChangeSeq, DocumentId, EntryId, RelevanceVerdict, VersionId};

const URL: &str = "https://press.example/1";

/// A database as the first version of the program left it: one source, entry, page, document, version with tags, a
/// decision with its incident, and the lines of the change log.
async fn old_database(file: &std::path::Path) {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true).foreign_keys(true);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    run(&pool, &STEPS[..1]).await.unwrap();
    fill(&pool).await;
    pool.close().await;
}

async fn fill(pool: &SqlitePool) {
    let (body, fetched) = (b"<p>Acme was banned.</p>", page(URL, "", 1));
    let sha256 = digest(body);
    let now = at(1).timestamp_micros();
    let headers = serde_json::to_string(&fetched.headers).unwrap();
    let record = PageRecord {
        source: "press",
        entry: Some(1),
        url: URL,
        final_url: &fetched.final_url,
        status: 200,
        headers: &fetched.headers,
        fetched_at: now,
        sha256,
    };
    let page_chain = first_page_link(&Digest::ZERO, &record).hex();
    let told = reading(Some(URL), "Acme", "Acme was banned.");
    let text = serde_json::to_string(&told).unwrap();
    let record = VersionRecord {
        document: 1,
        number: 1,
        page: Some(1),
        created_at: now,
        sha256: digest_of_text(&told.title, &told.text),
        reading_sha256: digest(text.as_bytes()),
        words_sha256: None,
    };
    let version_chain = version_link(&Digest::ZERO, &record).hex();
    let (definition, compressed) =
        (serde_json::to_string(&source("press")).unwrap(), zstd::bulk::compress(body, 3).unwrap());
    let tagged = tags(VersionId(1), RelevanceVerdict::Relevant, "acme");
    let mut event = tagged.events[0].clone();
    event.evidence.version = Some(VersionId(1));
    let json = |value: &serde_json::Value| value.to_string();
    let relevance = json(&serde_json::to_value(&tagged.relevance).unwrap());
    let statements = [
        sqlx::query("INSERT INTO numbers VALUES ('page', 1), ('version', 1), ('document', 1), ('entry', 1), ('change', 3),
                     ('decision', 1), ('incident:2026', 1)"),
        sqlx::query("INSERT INTO sources (id, definition, configured, enabled, next_due, consecutive_failures)
                     VALUES ('press', $1, TRUE, TRUE, 0, 4)").bind(definition),
        sqlx::query("INSERT INTO blobs VALUES ($1, $2, $3)").bind(sha256.hex()).bind(body.len() as i64).bind(compressed),
        sqlx::query("INSERT INTO entries (id, source, url, authors, state, attempts, watched, next_due, last_page, body_sha256,
                         listed_at) VALUES (1, 'press', $1, '[]', 'done', 0, TRUE, $2, 1, $3, $2)")
            .bind(URL).bind(now).bind(sha256.hex()),
        sqlx::query("INSERT INTO pages (id, source, entry, url, final_url, status, headers, fetched_at, sha256, size_bytes, chain,
                         unread, document, version, made_version)
                     VALUES (1, 'press', 1, $1, $2, 200, $3, $4, $5, $6, $7, FALSE, 1, 1, TRUE)")
            .bind(URL).bind(fetched.final_url.clone()).bind(headers).bind(now).bind(sha256.hex()).bind(body.len() as i64)
            .bind(page_chain),
        sqlx::query("INSERT INTO documents (id, source, url, kind, relevance, verdict, first_seen, latest, latest_version, placed)
                     VALUES (1, 'press', $1, 'article', $2, 'relevant', $3, 1, 1, TRUE)")
            .bind(URL).bind(relevance.clone()).bind(now),
        sqlx::query("INSERT INTO document_addresses VALUES ($1, 1)").bind(URL),
        sqlx::query("INSERT INTO versions (id, document, number, page, reading, sha256, reading_sha256, created_at, chain,
                         tagged_with) VALUES (1, 1, 1, 1, $1, $2, $3, $4, $5, 1)")
            .bind(text).bind(record.sha256.hex()).bind(record.reading_sha256.hex()).bind(now).bind(version_chain),
        sqlx::query("INSERT INTO tags VALUES (1, 1, $1, $2, $3, '[]', $4, '[]', 1, 0, '{}')")
            .bind(now).bind(relevance).bind(json(&serde_json::to_value([entity("acme")]).unwrap()))
            .bind(json(&serde_json::to_value([event]).unwrap())),
        sqlx::query("INSERT INTO entities VALUES ('acme', 'vendor', 'ACME', NULL, $1)").bind(now),
        sqlx::query("INSERT INTO decisions (id, kind, subject_kind, subject_id, author, by_person, reasons, decided_at)
                     VALUES (1, 'open', 'document', '1', '{\"Person\":\"Ada\"}', TRUE, '[]', $1)").bind(now),
        sqlx::query("INSERT INTO incidents (id, year, number, title, status, status_path, severity_reasons, summary, opened_at,
                         changed_at, documents, independent_sources, dirty)
                     VALUES ('INC-2026-0001', 2026, 1, 'Acme', 'reported', '[]', '[]', '[]', $1, $1, 1, 1, FALSE)").bind(now),
        sqlx::query("INSERT INTO incident_documents VALUES ('INC-2026-0001', 1, 1, 1, NULL, FALSE)"),
        sqlx::query("INSERT INTO changes VALUES (1, $1, 'document_added', 'document', '1', 'Acme'),
                     (2, $1, 'document_changed', 'document', '1', 'placed in INC-2026-0001'),
                     (3, $1, 'source_failed', 'source', 'press', 'failed 3 times in a row')").bind(now),
    ];
    for statement in statements {
        statement.execute(pool).await.unwrap();
    }
}

#[tokio::test]
async fn a_store_of_the_first_version_opens_whole_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    old_database(&file).await;
    let url = format!("sqlite:{}", file.display());
    let store = Store::open(&url).await.unwrap();
    let verified = store.verify().await.unwrap();
    assert_eq!(verified.findings, Vec::<String>::new());
    let counted =
        (verified.pages, verified.versions, verified.changes, verified.decisions, verified.bodies, verified.quotes);
    assert_eq!(counted, (1, 1, 3, 1, 1, 1));
    assert_eq!(store.find_document(DocumentId(1)).await.unwrap().unwrap().events.len(), 1);

    let due = store.due_entries(at(5), 10).await.unwrap().remove(0);
    assert_eq!((due.last_seen, due.absences, due.revision), (Some(at(1)), 0, None), "it was seen when it was fetched");
    let outcome =
        EntryOutcome { entry: EntryId(1), next_due: None, what: Fetched::Page(pack_page(page(URL, "new", 5))) };
    assert!(store.record_entry_outcomes(&[outcome], at(5)).await.unwrap()[0].is_some());
    store.finish_round(&"press".into(), &crate::fixture::round(60), at(6)).await.unwrap();
    assert_eq!(store.kinds(ChangeSeq(3)).await, ["source_recovered"], "the change log goes on in its chain");
    store.close().await;

    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
    assert_eq!(store.counts().await.unwrap().pages, 2);
}

#[tokio::test]
async fn old_decisions_say_what_they_did_and_keep_their_links() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    old_database(&file).await;
    let url = format!("sqlite:{}", file.display());
    let store = Store::open(&url).await.unwrap();
    let incident = watchline_model::IncidentId { year: 2026, number: 1 };
    let decision = store.list_decisions(&watchline_model::Subject::Incident(incident)).await.unwrap().remove(0);
    let place = watchline_model::Place {
        document: DocumentId(1),
        incident,
        version: VersionId(1),
        copy_of: None,
        decision: None,
        review: false,
        pinned: false,
        rival: None,
    };
    assert_eq!(decision.steps, [watchline_model::Step::Opened { incident }, watchline_model::Step::Entered(place)]);
    let then = store.incident_as_of(incident, at(9)).await.unwrap().unwrap();
    assert_eq!((then.title.as_str(), then.documents.len()), ("Acme", 1));
    // A database that was at the third step has links of the first form.
    let row = sqlx::query("SELECT * FROM decisions").fetch_one(store.readers()).await.unwrap();
    let link = crate::decisions::first_link_of(&row, &watchline_model::page::Digest::ZERO).unwrap();
    let mut writing = store.write().await.unwrap();
    sqlx::query("UPDATE decisions SET chain = $1").bind(link.hex()).execute(&mut *writing).await.unwrap();
    writing.commit().await.unwrap();
    store.close().await;
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
    let mut writing = store.write().await.unwrap();
    sqlx::query("UPDATE decisions SET steps = REPLACE(steps, '0001', '0002')").execute(&mut *writing).await.unwrap();
    writing.commit().await.unwrap();
    let broken = store.verify().await.unwrap().broken.unwrap();
    assert!(broken.contains("was not decided"), "{broken}");
}

#[tokio::test]
async fn old_lines_of_the_change_log_are_chained_so_that_an_altered_one_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    old_database(&file).await;
    let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut writing = store.write().await.unwrap();
    sqlx::query("UPDATE changes SET detail = 'Acmf' WHERE seq = 1").execute(&mut *writing).await.unwrap();
    writing.commit().await.unwrap();
    let broken = store.verify().await.unwrap().broken.unwrap();
    assert!(broken.starts_with("change 1: "), "{broken}");
}

impl Store {
    async fn kinds(&self, after: ChangeSeq) -> Vec<String> {
        self.changes_after(after, 10).await.unwrap().iter().map(|change| change.kind.to_string()).collect()
    }
}
