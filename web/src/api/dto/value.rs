//! Single values: words, moments, dates, reasons.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use watchline_model as model;

/// A word of the product; its schema lists all that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<T>(pub(crate) T);

/// What [`Word`] needs to know of the model's words.
pub(crate) trait Listed: Copy + 'static {
    const NAME: &'static str;
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
}

macro_rules! listed {
    ($($name:ident),+ $(,)?) => {
        $(impl Listed for model::$name {
            const NAME: &'static str = stringify!($name);
            const ALL: &'static [Self] = Self::all();
            fn word(self) -> &'static str {
                self.as_str()
            }
        })+
    };
}

listed!(
    Basis,
    DecisionKind,
    DocumentKind,
    EntityKind,
    Modality,
    ParticipantRole,
    Precision,
    RelevanceVerdict,
    Severity,
    SourceKind,
    Stance,
    Status,
    Tier,
);

impl<T: Listed> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<T: Listed> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::ALL.iter().map(|word| word.word()).collect();
        json_schema!({"type": "string", "enum": words})
    }
}

/// RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) DateTime<Utc>);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl JsonSchema for Moment {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date-time", "examples": ["2026-07-03T08:15:00Z"]})
    }
}

/// A date as short as it is exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Day(String);

impl Day {
    pub(crate) fn of(date: &model::Dated) -> Self {
        Self(date.value_text())
    }

    /// In the zone it was written in.
    pub(crate) fn at(date: &model::Dated, offset_minutes: Option<i32>) -> Self {
        Self(date.value_text_at(offset_minutes))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "a moment (RFC 3339), a day, a month or a year: as short as it is exact",
            "pattern": r"^[+-]?[0-9]{4,6}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$",
            "examples": ["2026-07-10", "2026-03"],
        })
    }
}

/// When something happened, how exactly that is known, and what it is the date of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Dated {
    value: Day,
    precision: Word<model::Precision>,
    basis: Word<model::Basis>,
}

impl Dated {
    pub(crate) fn new(date: &model::Dated) -> Self {
        Self { value: Day::of(date), precision: Word(date.precision), basis: Word(date.basis) }
    }
}

/// One named part of why something is as it is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Reason {
    /// Stable name of the part.
    rule: String,
    /// What it adds to the score; 0 where there is none.
    weight: f64,
    /// A sentence for people.
    detail: String,
}

impl Reason {
    pub(crate) fn new(reason: &model::Reason) -> Self {
        Self { rule: reason.rule.clone(), weight: thousandths(reason.weight), detail: reason.detail.clone() }
    }

    pub(crate) fn all(reasons: &[model::Reason]) -> Vec<Self> {
        reasons.iter().map(Self::new).collect()
    }
}

/// As exact as a score is worth printing.
pub(crate) fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
