//! What may be typed where somebody is typing: names of fields, and values by the taxonomy and by the sets of words
//! that the language knows. What the index holds (words, sources, counts) is added by `complete`.

use std::ops::Range;

use chrono::{DateTime, Datelike, Months, Utc};
use watchline_model::{DocumentKind, EntityKind, Severity, Status, Tier};

use crate::label::LANGUAGES;
use crate::query::field::{self, FieldName, KeywordField, NAMES};
use crate::query::lexer::{Lexeme, is_quote, lex};
use crate::query::normal::quote;
use crate::query::{Names, Sort};
use crate::tokenize::fold;

/// What stands right before the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bytes of the query that a proposal takes the place of.
    pub(crate) span: Range<usize>,
    /// The field whose value is being typed, with name and operator as they were typed; else a word is.
    pub(crate) field: Option<(FieldKind, String)>,
    pub(crate) typed: String,
}

/// A field as far as completing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Keyword(KeywordField),
    Date,
    Sort,
}

/// Something that may be put at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) text: String,
    pub(crate) label: String,
    /// The condition it stands for, where records can be counted by it.
    pub(crate) counted: Option<(KeywordField, String)>,
}

/// The place of a cursor, in bytes; `None` where nothing can be completed: after a blank, a bracket, inside a phrase.
pub(crate) fn place(query: &str, cursor: usize) -> Option<Place> {
    let before = query.get(..query.floor_char_boundary(cursor))?;
    let last = lex(before).pop().filter(|last| last.span.end == before.len())?;
    let word = |typed: String| Some(Place { span: last.span.clone(), field: None, typed });
    match last.lexeme {
        Lexeme::Word(typed) => word(typed),
        Lexeme::Or | Lexeme::And | Lexeme::Not if !before.ends_with('-') => {
            word(before.get(last.span.clone())?.to_owned())
        }
        Lexeme::Field { name, operator, value, quoted } => {
            let kind = match field::find(&name)? {
                FieldName::Keyword(keyword) => FieldKind::Keyword(keyword),
                FieldName::Sort => FieldKind::Sort,
                _ => FieldKind::Date,
            };
            let written = before.get(last.span.clone())?;
            // A quotation that is closed is done.
            if quoted && written.chars().filter(|c| is_quote(*c)).count() > 1 {
                return None;
            }
            let head = format!("{name}{}", operator.as_str());
            // Of a list the last value is being typed.
            let (listed, typed) = match value.rsplit_once(',') {
                Some((listed, typed)) if !quoted => (format!("{listed},"), typed.to_owned()),
                _ => (String::new(), value),
            };
            Some(Place { span: last.span, field: Some((kind, format!("{head}{listed}"))), typed })
        }
        _ => None,
    }
}

/// What the language itself has to propose, the likeliest first.
pub(crate) fn propose(place: &Place, names: &Names, now: DateTime<Utc>) -> Vec<Proposal> {
    let typed = place.typed.as_str();
    let Some((kind, head)) = &place.field else {
        let lower = typed.to_lowercase();
        let fields = NAMES.iter().filter(|(name, _)| name.starts_with(&lower) && *name != lower);
        let fields =
            fields.map(|(name, _)| Proposal { text: format!("{name}:"), label: format!("{name}:"), counted: None });
        let named = if fold(typed).chars().count() < 2 { Vec::new() } else { names.beginning(typed, &[]) };
        return fields
            .chain(named.into_iter().map(|entity| {
                let field = field_of(entity.kind);
                of_value(&format!("{}:", field.name()), field, entity.id.as_str(), &entity.name)
            }))
            .collect();
    };
    let entities = |field: KeywordField, kinds: &[EntityKind]| -> Vec<Proposal> {
        let found = names.beginning(typed, kinds).into_iter();
        // Models are products to whoever asks, but are filed among all entities.
        let filed = |kind| if kind == EntityKind::Model { KeywordField::Entity } else { field };
        found.map(|entity| of_value(head, filed(entity.kind), entity.id.as_str(), &entity.name)).collect()
    };
    let words = |field: KeywordField, words: Vec<(String, String)>| -> Vec<Proposal> {
        let begins = |text: &str| fold(text).starts_with(&fold(typed));
        let fitting = words.into_iter().filter(|(value, label)| begins(value) || begins(label));
        fitting.map(|(value, label)| of_value(head, field, &value, &label)).collect()
    };
    let own = |word: &str| (word.to_owned(), word.to_owned());
    match kind {
        FieldKind::Sort => plain(head, typed, Sort::ALL.iter().map(|sort| own(sort.as_str())).collect()),
        FieldKind::Date => plain(head, typed, dates(now)),
        FieldKind::Keyword(field) => match field {
            KeywordField::Vendor => entities(*field, &[EntityKind::Vendor]),
            KeywordField::Product => entities(*field, &[EntityKind::Product, EntityKind::Model]),
            KeywordField::Entity => entities(*field, &[]),
            KeywordField::Event => {
                words(*field, names.events().map(|(id, label)| (id.to_owned(), label.to_owned())).collect())
            }
            KeywordField::Country => {
                words(*field, names.country_names().map(|(code, name)| (code, name.to_owned())).collect())
            }
            KeywordField::Language => {
                words(*field, LANGUAGES.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect())
            }
            KeywordField::Status => words(*field, Status::all().iter().map(|word| own(word.as_str())).collect()),
            KeywordField::Severity => words(*field, Severity::all().iter().map(|word| own(word.as_str())).collect()),
            KeywordField::Kind => words(*field, DocumentKind::all().iter().map(|word| own(word.as_str())).collect()),
            KeywordField::Tier => words(*field, Tier::all().iter().map(|word| own(word.as_str())).collect()),
            // Only the index knows them.
            KeywordField::Source | KeywordField::Vulnerability | KeywordField::Incident => Vec::new(),
        },
    }
}

/// A value of a field, put behind what is typed of the condition.
pub(crate) fn of_value(head: &str, field: KeywordField, value: &str, label: &str) -> Proposal {
    let text = format!("{head}{}", quote(value));
    Proposal { text, label: label.to_owned(), counted: Some((field, value.to_owned())) }
}

fn plain(head: &str, typed: &str, words: Vec<(String, String)>) -> Vec<Proposal> {
    let lower = typed.to_lowercase();
    let fitting = words.into_iter().filter(|(word, _)| word.starts_with(&lower));
    fitting.map(|(word, label)| Proposal { text: format!("{head}{word}"), label, counted: None }).collect()
}

/// Dates near today, as they are typed and as they are said.
fn dates(now: DateTime<Utc>) -> Vec<(String, String)> {
    let today = now.date_naive();
    let mut dates: Vec<(String, String)> =
        [("today", "today"), ("yesterday", "yesterday"), ("7d", "seven days ago"), ("30d", "thirty days ago")]
            .map(|(word, label)| (word.to_owned(), label.to_owned()))
            .to_vec();
    for back in 0..12 {
        if let Some(month) = today.checked_sub_months(Months::new(back)) {
            let month = month.format("%Y-%m").to_string();
            dates.push((month.clone(), month));
        }
    }
    for back in 0..4 {
        let year = (today.year() - back).to_string();
        dates.push((year.clone(), year));
    }
    dates
}

fn field_of(kind: EntityKind) -> KeywordField {
    match kind {
        EntityKind::Vendor => KeywordField::Vendor,
        EntityKind::Product => KeywordField::Product,
        _ => KeywordField::Entity,
    }
}
