//! This product's index, asked as `/api/v1/documents` asks it.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use watchline_index::{Found, Index, Request, Sort};
use watchline_model::{ChangeSeq, Record, RecordKind};

use crate::corpus::{Corpus, taxonomy};
use crate::queries::Asked;

/// Records of one `apply`, as the follower of the change log takes them.
const BATCH: i64 = 2_000;
const WRITER_MEMORY_BYTES: usize = 100_000_000;
pub(crate) const PAGE: usize = 20;

pub(crate) fn open(folder: &Path) -> Result<Index, Box<dyn std::error::Error>> {
    Ok(Index::open(folder, WRITER_MEMORY_BYTES, &taxonomy())?)
}

/// Fills a folder; answers how long writing took, without making the records.
pub(crate) fn fill(folder: &Path, corpus: &Corpus, count: i64) -> Result<Duration, Box<dyn std::error::Error>> {
    let index = open(folder)?;
    let mut writing = Duration::ZERO;
    for first in (0..count).step_by(usize::try_from(BATCH)?) {
        let records: Vec<Record> = (first..count.min(first + BATCH)).map(|id| corpus.record(id)).collect();
        let began = Instant::now();
        index.apply(&records, &[], &[], ChangeSeq(first))?;
        writing += began.elapsed();
    }
    Ok(writing)
}

/// What is asked, from a client's JSON: `{text, sort}`.
pub(crate) fn answer(index: &Index, asked: &Value, now: DateTime<Utc>) -> Value {
    let text = asked["text"].as_str().unwrap_or_default();
    let sort = asked["sort"].as_str().and_then(Sort::from_word).unwrap_or_default();
    let parsed = index.parse(text, now);
    let request = Request {
        parsed: &parsed,
        kind: RecordKind::Document,
        sort,
        limit: PAGE,
        cursor: asked["cursor"].as_str(),
        after: None,
        before: None,
        facets: true,
        resolution: watchline_index::Resolution::Month,
    };
    match index.search(&request) {
        Ok(found) => told(&found),
        Err(error) => json!({"error": error.to_string()}),
    }
}

fn told(found: &Found) -> Value {
    let items = found.hits.iter().map(|hit| {
        let snippet: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
        json!({"id": hit.document.map(|id| id.0), "score": hit.score, "snippet": snippet})
    });
    let mut facets = Map::new();
    for facet in &found.facets {
        let value =
            |(value, label, count): &(String, String, u64)| json!({"value": value, "label": label, "count": count});
        facets.insert(facet.name.to_owned(), facet.values.iter().map(value).collect());
    }
    json!({
        "total": found.total,
        "items": items.collect::<Vec<_>>(),
        "facets": facets,
        "histogram": found.histogram.iter().map(|(month, count)| json!({"month": month, "count": count})).collect::<Vec<_>>(),
        "next_cursor": found.next_cursor,
    })
}

/// Records on their way into the index while others search.
#[derive(Default)]
pub(crate) struct Inbox(Mutex<Vec<Record>>);

impl Inbox {
    pub(crate) fn put(&self, record: Record) {
        if let Ok(mut waiting) = self.0.lock() {
            waiting.push(record);
        }
    }

    /// Writes what has come, again and again, a little apart as the follower does.
    pub(crate) fn follow(&self, index: &Index) {
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let records = self.0.lock().map(|mut waiting| std::mem::take(&mut *waiting)).unwrap_or_default();
            if !records.is_empty()
                && let Err(error) = index.apply(&records, &[], &[], ChangeSeq(1))
            {
                eprintln!("cannot index: {error}");
            }
        }
    }
}

/// What a query asks, for the wire.
pub(crate) fn wire(asked: &Asked) -> Value {
    json!({"text": asked.text, "sort": asked.sort.as_str()})
}
