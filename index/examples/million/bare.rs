//! Bare tantivy doing the same work with its own parts: its analyzers, collectors, aggregations and snippets.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::Datelike;
use serde_json::{Map, Value, json};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Index, IndexReader, IndexWriter, Order, Searcher, TantivyDocument, Term};

use crate::corpus::{Corpus, FACETS, values};
use crate::ours::PAGE;

const BATCH: i64 = 2_000;

#[derive(Clone)]
struct Fields {
    id: Field,
    title: Field,
    body: Field,
    published: Field,
    month: Field,
    facets: Vec<Field>,
}

pub(crate) struct Bare {
    reader: IndexReader,
    fields: Fields,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing).set_stored();
    let fields = Fields {
        id: builder.add_i64_field("id", STORED | FAST),
        title: builder.add_text_field("title", text.clone()),
        body: builder.add_text_field("body", text),
        published: builder.add_i64_field("published", INDEXED | FAST),
        month: builder.add_u64_field("month", FAST),
        facets: FACETS.iter().map(|name| builder.add_text_field(name, STRING | FAST)).collect(),
    };
    (builder.build(), fields)
}

pub(crate) fn fill(folder: &Path, corpus: &Corpus, count: i64) -> Result<Duration, Box<dyn std::error::Error>> {
    let (schema, fields) = schema();
    std::fs::create_dir_all(folder)?;
    let index = Index::create_in_dir(folder, schema)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 100_000_000)?;
    let mut writing = Duration::ZERO;
    for first in (0..count).step_by(usize::try_from(BATCH)?) {
        let records: Vec<_> = (first..count.min(first + BATCH)).map(|id| corpus.record(id)).collect();
        let began = Instant::now();
        for record in &records {
            let mut document = TantivyDocument::default();
            document.add_i64(fields.id, record.document.map_or(0, |id| id.0));
            document.add_text(fields.title, &record.title);
            document.add_text(fields.body, &record.text);
            if let Some(published) = record.published {
                document.add_i64(fields.published, published.timestamp());
                document
                    .add_u64(fields.month, u64::try_from(published.year() * 12 + published.month0().cast_signed())?);
            }
            for (name, field) in FACETS.iter().zip(&fields.facets) {
                values(record, name).iter().for_each(|value| document.add_text(*field, value));
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writing += began.elapsed();
    }
    Ok(writing)
}

impl Bare {
    pub(crate) fn open(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Self { reader: Index::open_in_dir(folder)?.reader()?, fields: schema().1 })
    }

    pub(crate) fn answer(&self, asked: &Value) -> Value {
        self.search(asked).unwrap_or_else(|error| json!({"error": error.to_string()}))
    }

    fn search(&self, asked: &Value) -> tantivy::Result<Value> {
        let searcher = self.reader.searcher();
        let query = self.query(asked, None);
        let chosen: Vec<&str> =
            asked["chosen"].as_object().map(|chosen| chosen.keys().map(String::as_str).collect()).unwrap_or_default();
        let counted: Vec<&str> = FACETS.into_iter().filter(|facet| !chosen.contains(facet)).collect();
        let aggregations = aggregate(&counted, true)?;
        let (total, hits, mut counts) = match asked["sort"].as_str() {
            Some("relevance") => {
                let top = TopDocs::with_limit(PAGE).order_by_score();
                let (total, hits, counts) = searcher.search(&query, &(Count, top, aggregations))?;
                (total, hits.into_iter().map(|(_, address)| address).collect::<Vec<_>>(), counts)
            }
            sort => {
                let order = if sort == Some("oldest") { Order::Asc } else { Order::Desc };
                let top = TopDocs::with_limit(PAGE).order_by_fast_field::<i64>("published", order);
                let (total, hits, counts) = searcher.search(&query, &(Count, top, aggregations))?;
                (total, hits.into_iter().map(|(_, address)| address).collect::<Vec<_>>(), counts)
            }
        };
        for facet in chosen {
            let aside = searcher.search(&self.query(asked, Some(facet)), &aggregate(&[facet], false)?)?;
            counts.0.extend(aside.0);
        }
        let counts = serde_json::to_value(counts)?;
        let buckets = |name: &str, key: &str| -> Value {
            let buckets = counts[name]["buckets"].as_array().cloned().unwrap_or_default();
            buckets.iter().map(|bucket| json!({key: bucket["key"], "count": bucket["doc_count"]})).collect()
        };
        let facets: Map<String, Value> =
            FACETS.iter().map(|facet| ((*facet).to_owned(), buckets(facet, "value"))).collect();
        let items = self.items(&searcher, &query, &hits)?;
        Ok(json!({"total": total, "items": items, "facets": facets, "histogram": buckets("month", "month")}))
    }

    fn items(&self, searcher: &Searcher, query: &dyn Query, hits: &[DocAddress]) -> tantivy::Result<Vec<Value>> {
        let generator = SnippetGenerator::create(searcher, query, self.fields.body)?;
        let mut items = Vec::new();
        for address in hits {
            let document: TantivyDocument = searcher.doc(*address)?;
            let text = document.get_first(self.fields.body).and_then(|value| value.as_str()).unwrap_or_default();
            let id = document.get_first(self.fields.id).and_then(|value| value.as_i64());
            items.push(json!({"id": id, "snippet": generator.snippet(text).to_html()}));
        }
        Ok(items)
    }

    fn query(&self, asked: &Value, without: Option<&str>) -> Box<dyn Query> {
        let texts = |value: &Value| -> Vec<String> {
            let list = value.as_array().into_iter().flatten();
            list.filter_map(|word| word.as_str().map(str::to_owned)).collect()
        };
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        parts.extend(texts(&asked["words"]).iter().map(|word| (Occur::Must, self.word(word))));
        parts.extend(texts(&asked["not"]).iter().map(|word| (Occur::MustNot, self.word(word))));
        let any = texts(&asked["any"]);
        if !any.is_empty() {
            let any = any.iter().map(|word| (Occur::Should, self.word(word))).collect();
            parts.push((Occur::Must, Box::new(BooleanQuery::new(any))));
        }
        if let Some(phrase) = asked["phrase"].as_str() {
            let in_field = |field| -> Box<dyn Query> {
                Box::new(PhraseQuery::new(phrase.split(' ').map(|word| Term::from_field_text(field, word)).collect()))
            };
            parts.push((
                Occur::Must,
                Box::new(BooleanQuery::union(vec![in_field(self.fields.title), in_field(self.fields.body)])),
            ));
        }
        for (facet, chosen) in asked["chosen"].as_object().into_iter().flatten() {
            let field =
                FACETS.iter().zip(&self.fields.facets).find(|(name, _)| *name == facet).map(|(_, field)| *field);
            let (Some(field), true) = (field, Some(facet.as_str()) != without) else { continue };
            let any = texts(chosen).iter().map(|value| exact(Term::from_field_text(field, value))).collect();
            parts.push((Occur::Must, Box::new(BooleanQuery::union(any))));
        }
        let moment = |seconds: &Value| seconds.as_i64().map(|at| Term::from_field_i64(self.fields.published, at));
        let (after, before) = (moment(&asked["after"]), moment(&asked["before"]));
        if after.is_some() || before.is_some() {
            use std::ops::Bound;
            let from = after.map_or(Bound::Unbounded, Bound::Included);
            parts
                .push((Occur::Must, Box::new(RangeQuery::new(from, before.map_or(Bound::Unbounded, Bound::Excluded)))));
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        let in_field = |field| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
        };
        Box::new(BooleanQuery::union(vec![in_field(self.fields.title), in_field(self.fields.body)]))
    }
}

fn exact(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn aggregate(facets: &[&str], months: bool) -> tantivy::Result<AggregationCollector> {
    let mut asked = Map::new();
    for facet in facets {
        asked.insert((*facet).to_owned(), json!({"terms": {"field": facet, "size": 100}}));
    }
    if months {
        asked.insert("month".to_owned(), json!({"terms": {"field": "month", "size": 1000, "order": {"_key": "asc"}}}));
    }
    let asked: Aggregations = serde_json::from_value(Value::Object(asked))?;
    Ok(AggregationCollector::from_aggs(asked, AggContextParams::default()))
}
