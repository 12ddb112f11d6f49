//! The fields of an index: one for each that a query can name, and the words of title and text.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::query::KeywordField;
use crate::tokenize::{STEMS, WORDS};

/// Raised whenever fields, tokenizers or the meaning of a field change: an index of another format is
/// thrown away and filled anew.
pub(crate) const FORMAT: u32 = 3;

/// Names of the columns that are read by name.
pub(crate) const KEY: &str = "key";
pub(crate) const KIND: &str = "record_kind";
pub(crate) const PUBLISHED: &str = "published";
pub(crate) const KNOWN: &str = "known";
pub(crate) const HAPPENED_FROM: &str = "happened_from";
pub(crate) const HAPPENED_TO: &str = "happened_to";

#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// `Record::key`; told from its column.
    pub(crate) key: Field,
    /// Place of the kind in `RecordKind::all()`.
    pub(crate) record_kind: Field,
    /// `Record::document`, to take out all records of one; not of the document itself, whose key tells it.
    pub(crate) document: Field,
    /// Stored and packed, for snippets; searched through the following.
    pub(crate) text: Field,
    /// Title and text as written, with positions.
    pub(crate) words: Field,
    /// Stems of title and text in the record's languages, where the words do not stand for them.
    pub(crate) stems: Field,
    /// The title once more: what stands in it weighs more.
    pub(crate) title_words: Field,
    pub(crate) title_stems: Field,
    /// Microseconds since 1970, column only; nothing where unknown.
    pub(crate) published: Field,
    /// When it became known, else when it was published; column only, microseconds since 1970.
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
        let column: NumericOptions = FAST.into();
        let (exact, inflected) = (IndexRecordOption::WithFreqsAndPositions, IndexRecordOption::WithFreqs);
        let fields = Self {
            key: builder.add_text_field(KEY, term() | FAST),
            record_kind: builder.add_u64_field(KIND, number().set_fast()),
            document: builder.add_i64_field("document", number()),
            text: builder.add_bytes_field("text", STORED),
            words: text(&mut builder, "words", WORDS, exact),
            stems: text(&mut builder, "stems", STEMS, inflected),
            title_words: text(&mut builder, "title_words", WORDS, exact),
            title_stems: text(&mut builder, "title_stems", STEMS, inflected),
            published: builder.add_i64_field(PUBLISHED, column.clone()),
            known: builder.add_i64_field(KNOWN, column.clone()),
            happened_from: builder.add_i64_field(HAPPENED_FROM, column.clone()),
            happened_to: builder.add_i64_field(HAPPENED_TO, column),
            keywords: KeywordField::ALL.iter().map(|field| keyword(&mut builder, *field)).collect(),
        };
        (builder.build(), fields)
    }
}

/// A value that is looked up as it is and never scored.
fn term() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// A number that is looked up and never scored.
fn number() -> NumericOptions {
    NumericOptions::default().set_indexed()
}

fn keyword(builder: &mut SchemaBuilder, field: KeywordField) -> Field {
    let options = term() | FAST;
    match field {
        KeywordField::Incident | KeywordField::Language => builder.add_text_field(field.column(), options | STORED),
        _ => builder.add_text_field(field.column(), options),
    }
}

fn text(builder: &mut SchemaBuilder, name: &str, analyzer: &str, option: IndexRecordOption) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
