//! One flipped byte, in every column of everything archived and anywhere in the file.

use std::collections::BTreeMap;

use futures::TryStreamExt;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection, ValueRef};
use watchline_model::{
    Author, DecisionId, DecisionKind, DocumentId, Event, EventKind, Evidence, Modality, RelevanceVerdict, Subject,
    VersionId,
};

use crate::Store;
use crate::fixture::{TestStore, answer, article, at, page, placement, reading, tags};
use crate::{EntryOutcome, Fetched, Keep, ReadOutcome, SourceAnswer, pack_page};

/// What is archived, and how its findings begin.
const ARCHIVED: [(&str, &[&str]); 7] = [
    ("pages", &["page "]),
    ("blobs", &["page ", "a body that no page names"]),
    ("versions", &["version "]),
    ("changes", &["change "]),
    ("decisions", &["decision "]),
    ("observations", &["observation "]),
    ("tags", &["the tags of version "]),
];

/// Some of everything: pages of all kinds, a body that no page names, two versions, tags, a decision and its undoing.
async fn archive() -> TestStore {
    let store = TestStore::open().await;
    let url = "https://press.example/1";
    let document = store.relevant(url).await;
    store.record_placement(&placement(document, None), at(4)).await.unwrap();
    store.relevant("https://press.example/2").await;
    let feed = page("https://press.example/feed", "<rss/>", 5);
    let listed = SourceAnswer { page: &feed, keep: Keep::Answer, entries: &[] };
    store.record_answer(&"press".into(), &listed, at(5)).await.unwrap();
    let entry = store.find_page(watchline_model::PageId(1)).await.unwrap().unwrap().0.entry.unwrap();
    let edited = page(url, "edited", 6);
    let outcomes = [
        EntryOutcome { entry, next_due: None, what: Fetched::Unchanged(answer(url, 304, 6)) },
        EntryOutcome { entry, next_due: None, what: Fetched::Page(pack_page(edited)) },
    ];
    let page = store.record_entry_outcomes(&outcomes, at(6)).await.unwrap()[1].unwrap();
    let words_sha256 = Some(crate::archive::digest(b"words"));
    let outcome = match article(reading(Some(url), "Acme", "Acme was banned. Edited.")) {
        ReadOutcome::Document { kind, reading, .. } => ReadOutcome::Document { kind, reading, words_sha256 },
        nothing @ ReadOutcome::Nothing { .. } => nothing,
    };
    store.record_reading(page, &outcome, at(7)).await.unwrap();
    store.record_observation(document, &edit(VersionId(3)), at(8)).await.unwrap();
    let author = Author::Person("Ada".to_owned());
    let subject = Subject::Document(DocumentId(2));
    let decision = store.record_decision(DecisionKind::Retitle, &subject, &author, &[], at(9)).await.unwrap();
    assert_eq!(decision, DecisionId(2));
    store.undo_decision(decision, &author, &[], at(9)).await.unwrap();
    let mut writing = store.write().await.unwrap();
    crate::blobs::keep(&mut writing, &crate::blobs::pack(b"left by a round that was killed")).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
    store
}

fn edit(version: VersionId) -> Event {
    Event {
        kind: EventKind::from("statement_edited"),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence { version: Some(version), start: 0, end: 4, quote: "Acme".to_owned() },
        rule: "watching".to_owned(),
        participants: Vec::new(),
    }
}

/// A connection that holds to no rule, as a hostile tool or a failing disk.
async fn lawless(file: &std::path::Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).foreign_keys(false).connect().await.unwrap()
}

#[tokio::test]
async fn a_flipped_byte_in_any_column_of_anything_archived_is_found_and_named() {
    let store = archive().await;
    let mut connection = lawless(store.file()).await;
    let mut flipped = 0;
    for (table, begins) in ARCHIVED {
        let columns = sqlx::query(AssertSqlSafe(format!("PRAGMA table_info({table})")));
        let columns: Vec<String> =
            columns.fetch_all(&mut connection).await.unwrap().iter().map(|row| row.get("name")).collect();
        for column in columns {
            let sql = format!("SELECT rowid AS row, typeof({column}) AS kind FROM {table} ORDER BY rowid DESC LIMIT 2");
            for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap() {
                let (number, kind): (i64, String) = (row.get("row"), row.get("kind"));
                for changed in changes_of(table, &column, &kind) {
                    let cell = Cell { table, column: &column, row: number };
                    let before = cell.read(&mut connection).await;
                    if !cell.write(&mut connection, &changed).await {
                        continue;
                    }
                    let broken = store.verify().await.unwrap().broken;
                    let broken =
                        broken.unwrap_or_else(|| panic!("unseen: {table}.{column} of row {number}: {changed}"));
                    let is_named = begins.iter().any(|begin| broken.starts_with(begin));
                    assert!(is_named, "{table}.{column} of row {number}: {changed}\nfound: {broken}");
                    cell.restore(&mut connection, &before).await;
                    flipped += 1;
                }
            }
        }
    }
    assert!(flipped > 150, "only {flipped} flips");
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new(), "all was put back");
}

struct Cell<'a> {
    table: &'a str,
    column: &'a str,
    row: i64,
}

impl Cell<'_> {
    async fn read(&self, connection: &mut SqliteConnection) -> SqliteRow {
        let sql = format!("SELECT {} AS value FROM {} WHERE rowid = {}", self.column, self.table, self.row);
        sqlx::query(AssertSqlSafe(sql)).fetch_one(connection).await.unwrap()
    }

    /// `false`: it would be the key of another row, which the database refuses.
    async fn write(&self, connection: &mut SqliteConnection, expression: &str) -> bool {
        let sql = format!("UPDATE {} SET {} = {expression} WHERE rowid = {}", self.table, self.column, self.row);
        match sqlx::query(AssertSqlSafe(sql)).execute(connection).await {
            Ok(done) => done.rows_affected() == 1,
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => false,
            Err(other) => panic!("{other}"),
        }
    }

    async fn restore(&self, connection: &mut SqliteConnection, before: &SqliteRow) {
        let sql = format!("UPDATE {} SET {} = $1 WHERE rowid = {}", self.table, self.column, self.row);
        let query = sqlx::query(AssertSqlSafe(sql));
        let raw = before.try_get_raw(0).unwrap();
        let kind = sqlx::TypeInfo::name(&*raw.type_info()).to_owned();
        let query = match kind.as_str() {
            _ if raw.is_null() => query.bind(None::<i64>),
            "INTEGER" => query.bind(before.get_unchecked::<i64, _>(0)),
            "BOOLEAN" => query.bind(before.get_unchecked::<i64, _>(0)),
            "BLOB" => query.bind(before.get_unchecked::<Vec<u8>, _>(0)),
            _ => query.bind(before.get_unchecked::<String, _>(0)),
        };
        query.execute(connection).await.unwrap();
    }
}

/// SQL expressions of the column with a bit flipped at its beginning, in its middle and at its end.
fn changes_of(table: &str, column: &str, kind: &str) -> Vec<String> {
    // Zero asks for tagging anew, which is no damage; another analysis than that of the tags is.
    if (table, column) == ("versions", "tagged_with") {
        return vec!["7".to_owned()];
    }
    let flip = |place: &str| {
        let code = format!("unicode(substr({column}, {place}, 1))");
        let letter = format!("char(({code} | 1) - ({code} & 1))");
        format!("substr({column}, 1, {place} - 1) || {letter} || substr({column}, {place} + 1)")
    };
    match kind {
        "text" => [1, 2]
            .map(|part| flip(&format!("(length({column}) + {part}) / 2")))
            .into_iter()
            .chain([flip("1")])
            .collect(),
        "blob" => vec![
            format!("CAST(substr({column}, 1, length({column}) - 1) || x'7f' AS BLOB)"),
            format!("CAST(x'00' || substr({column}, 2) AS BLOB)"),
        ],
        "integer" => vec![format!("({column} | 1) - ({column} & 1)"), format!("({column} | 256) - ({column} & 256)")],
        _ => vec!["1".to_owned()],
    }
}

#[tokio::test]
async fn a_flipped_byte_anywhere_in_the_file_is_found_wherever_it_touches_the_archive() {
    const FLIPS: u64 = 220;
    let store = archive().await;
    fill(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.db");
    let target = whole.to_str().unwrap().to_owned();
    sqlx::query("VACUUM INTO $1").bind(target).execute(&mut lawless(store.file()).await).await.unwrap();
    let original = content_of(&whole).await;
    let bytes = std::fs::read(&whole).unwrap();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for number in 0..FLIPS {
        // Spread evenly over the whole file, by a stride that has no factor in common with a page of it.
        let offset = usize::try_from((number * 1_000_003 + 17) % bytes.len() as u64).unwrap();
        let mut flipped = bytes.clone();
        flipped[offset] ^= 1 << (number % 8);
        let file = folder.path().join(format!("{number}.db"));
        std::fs::write(&file, &flipped).unwrap();
        let what = if found_in(&file).await {
            "found"
        } else {
            let content = content_of(&file).await;
            let touched: Vec<&String> =
                original.keys().filter(|table| content.get(*table) != original.get(*table)).collect();
            let is_archived = touched.iter().any(|table| ARCHIVED.iter().any(|(archived, _)| archived == table));
            assert!(!is_archived, "unseen: byte {offset} of the file, which alters {touched:?}");
            let nothing = touched.is_empty();
            if nothing { "not found: in space or bits that no record uses" } else { "not found: in working state" }
        };
        *seen.entry(what).or_default() += 1;
        std::fs::remove_file(&file).unwrap();
    }
    println!("{FLIPS} flips in a file of {} KB: {seen:?}", bytes.len() / 1024);
    assert!(seen.get("found").is_some_and(|found| u64::from(*found) * 2 > FLIPS), "{seen:?}");
}

/// So much that rows take up more of the file than the empty ends of tables.
async fn fill(store: &TestStore) {
    let mut state = 1_u64;
    let mut noise = || {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x} ", state >> 20)
        };
        (0..600).map(|_| next()).collect::<String>()
    };
    for number in 10..50 {
        let url = format!("https://press.example/{number}");
        let page = store.fetched(&url, &noise()).await;
        let outcome = article(reading(Some(&url), "Acme", &format!("Acme {}", noise())));
        let recorded = store.record_reading(page, &outcome, at(10)).await.unwrap().unwrap();
        let tagged = tags(recorded.version.unwrap(), RelevanceVerdict::Relevant, "acme");
        store.record_tags(&[tagged], 1, at(11)).await.unwrap();
    }
}

/// Whether opening or examining the store says that something is wrong.
async fn found_in(file: &std::path::Path) -> bool {
    let Ok(store) = Store::open(&format!("sqlite:{}", file.display())).await else { return true };
    let found = store.verify().await.map_or(true, |verified| verified.broken.is_some());
    store.close().await;
    found
}

/// All rows of all tables, in text; what cannot be read is missing.
async fn content_of(file: &std::path::Path) -> BTreeMap<String, String> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
    let mut content = BTreeMap::new();
    let Ok(mut connection) = options.connect().await else { return content };
    let tables =
        sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '@_sqlx%' ESCAPE '@'");
    let tables = tables.fetch_all(&mut connection).await.unwrap_or_default();
    for table in tables {
        let Ok(table) = table.try_get::<String, _>(0) else { continue };
        let columns = sqlx::query(AssertSqlSafe(format!("PRAGMA table_info(\"{table}\")")));
        let columns = columns.fetch_all(&mut connection).await.unwrap_or_default();
        let quoted: Vec<String> = columns
            .iter()
            .filter_map(|row| row.try_get::<String, _>("name").ok())
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        if quoted.is_empty() {
            continue;
        }
        let sql = format!("SELECT rowid || ' ' || {} FROM \"{table}\" NOT INDEXED", quoted.join(" || ',' || "));
        let rows: Result<Vec<SqliteRow>, _> =
            sqlx::query(AssertSqlSafe(sql)).fetch(&mut connection).try_collect().await;
        let Ok(rows) = rows else { continue };
        let text: Vec<Vec<u8>> = rows.iter().map(|row| row.get_unchecked::<Vec<u8>, _>(0)).collect();
        content.insert(table, format!("{text:?}"));
    }
    connection.close().await.ok();
    content
}
