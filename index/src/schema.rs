//! The fields of an index: one for each that a query can name, and the text four ways.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use crate::query::KeywordField;
use crate::tokenize::{STEMS, WORDS};

/// Raised whenever fields, tokenizers or the meaning of a field change: an index of another format is
/// thrown away and filled anew.
pub(crate) const FORMAT: u32 = 1;

/// Names of the columns that are read by name.
pub(crate) const KEY: &str = "key";
pub(crate) const PUBLISHED: &str = "published";
pub(crate) const MONTH: &str = "month";
pub(crate) const HAPPENED_FROM: &str = "happened_from";
pub(crate) const HAPPENED_TO: &str = "happened_to";

#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// `Record::key`, stored.
    pub(crate) key: Field,
    /// `document`, `event` or `incident`.
    pub(crate) record_kind: Field,
    /// `Record::document`, stored.
    pub(crate) document: Field,
    pub(crate) title_words: Field,
    pub(crate) title_stems: Field,
    /// Stored, for snippets.
    pub(crate) text_words: Field,
    pub(crate) text_stems: Field,
    /// Microseconds since 1970; nothing where unknown.
    pub(crate) published: Field,
    /// Month of `published`: 12 × year + month − 1; column only.
    pub(crate) month: Field,
    /// When it became known, else when it was published; microseconds since 1970.
    pub(crate) known: Field,
    /// First moments of the spans in which it happened, and in the same order …
    pub(crate) happened_from: Field,
    /// … the first moments after them; columns only, microseconds since 1970.
    pub(crate) happened_to: Field,
    keywords: Vec<Field>,
}

impl Fields {
    pub(crate) fn keyword(&self, field: KeywordField) -> Field {
        self.keywords[field as usize]
    }

    pub(crate) fn build() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let moment: NumericOptions = (INDEXED | FAST).into();
        let column: NumericOptions = FAST.into();
        let fields = Self {
            key: builder.add_text_field(KEY, STRING | STORED | FAST),
            record_kind: builder.add_text_field("record_kind", STRING),
            document: builder.add_i64_field("document", INDEXED | STORED),
            title_words: text(&mut builder, "title_words", WORDS, IndexRecordOption::WithFreqsAndPositions),
            title_stems: text(&mut builder, "title_stems", STEMS, IndexRecordOption::WithFreqs),
            text_words: stored_text(&mut builder, "text_words"),
            text_stems: text(&mut builder, "text_stems", STEMS, IndexRecordOption::WithFreqs),
            published: builder.add_i64_field(PUBLISHED, moment.clone()),
            month: builder.add_u64_field(MONTH, column.clone()),
            known: builder.add_i64_field("known", moment),
            happened_from: builder.add_i64_field(HAPPENED_FROM, column.clone()),
            happened_to: builder.add_i64_field(HAPPENED_TO, column),
            keywords: KeywordField::ALL.iter().map(|field| keyword(&mut builder, *field)).collect(),
        };
        (builder.build(), fields)
    }
}

fn keyword(builder: &mut SchemaBuilder, field: KeywordField) -> Field {
    let options = STRING | FAST;
    match field {
        KeywordField::Incident => builder.add_text_field(field.column(), options | STORED),
        _ => builder.add_text_field(field.column(), options),
    }
}

fn indexing(analyzer: &str, option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

fn text(builder: &mut SchemaBuilder, name: &str, analyzer: &str, option: IndexRecordOption) -> Field {
    builder.add_text_field(name, indexing(analyzer, option))
}

fn stored_text(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, indexing(WORDS, IndexRecordOption::WithFreqsAndPositions).set_stored())
}
