//! Between columns and the model: how moments, words, digests and composed values are written and read back.
//!
//! One small reader instead of derived code; whatever does not fit is `Corrupt` and names table and column.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, Type};
use watchline_model::page::Digest;

use crate::StoreError;

/// Microseconds since 1970: what both databases keep exactly.
pub(crate) fn micros(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_micros()
}

/// JSON of a value of ours.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("the model's types have string keys only, so they are always JSON")
}

/// The moment that `micros` wrote.
pub(crate) fn moment(micros: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| StoreError::Corrupt(format!("{micros} microseconds are no moment")))
}

/// A row on its way into the model.
pub(crate) struct Columns<'r> {
    row: &'r SqliteRow,
    /// Where it comes from, for messages.
    table: &'static str,
}

impl<'r> Columns<'r> {
    pub(crate) fn of(table: &'static str, row: &'r SqliteRow) -> Self {
        Self { row, table }
    }

    fn get<T: Decode<'r, Sqlite> + Type<Sqlite>>(&self, column: &str) -> Result<T, StoreError> {
        self.row.try_get(column).map_err(|error| self.damaged(column, &error.to_string()))
    }

    fn damaged(&self, column: &str, reason: &str) -> StoreError {
        StoreError::Corrupt(format!("column {column} of table {}: {reason}", self.table))
    }

    pub(crate) fn number(&self, column: &str) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(crate) fn number_or_none(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    /// A count or a size: never negative.
    pub(crate) fn count<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        let number = self.number(column)?;
        T::try_from(number).map_err(|_| self.damaged(column, &format!("{number} is out of range")))
    }

    pub(crate) fn count_or_none<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>, StoreError> {
        self.number_or_none(column)?.map(|_| self.count(column)).transpose()
    }

    pub(crate) fn real_or_none(&self, column: &str) -> Result<Option<f32>, StoreError> {
        let real: Option<f64> = self.get(column)?;
        #[expect(clippy::cast_possible_truncation, reason = "it was written from such a number")]
        Ok(real.map(|real| real as f32))
    }

    pub(crate) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        // SQLite keeps numbers in columns of flags, and takes any but 0 for true.
        match self.row.try_get_unchecked::<i64, _>(column) {
            Ok(0) => Ok(false),
            Ok(1) => Ok(true),
            Ok(number) => Err(self.damaged(column, &format!("{number} is neither true nor false"))),
            Err(error) => Err(self.damaged(column, &error.to_string())),
        }
    }

    pub(crate) fn text(&self, column: &str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn text_or_none(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.get(column)
    }

    pub(crate) fn moment(&self, column: &str) -> Result<DateTime<Utc>, StoreError> {
        moment(self.number(column)?)
    }

    pub(crate) fn moment_or_none(&self, column: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.number_or_none(column)?.map(moment).transpose()
    }

    /// Anything that is read from its own text: words, incident ids.
    pub(crate) fn word<T: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<T, StoreError> {
        self.text(column)?.parse().map_err(|error: T::Err| self.damaged(column, &error.to_string()))
    }

    pub(crate) fn word_or_none<T: FromStr<Err: std::fmt::Display>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        self.text_or_none(column)?.map(|_| self.word(column)).transpose()
    }

    pub(crate) fn digest(&self, column: &str) -> Result<Digest, StoreError> {
        let text = self.text(column)?;
        let digest = Digest::from_hex(&text).filter(|digest| digest.hex() == text);
        digest.ok_or_else(|| self.damaged(column, "not 64 hexadecimal digits in lower case"))
    }

    pub(crate) fn digest_or_none(&self, column: &str) -> Result<Option<Digest>, StoreError> {
        self.text_or_none(column)?.map(|_| self.digest(column)).transpose()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text: &str = self.get(column)?;
        serde_json::from_str(text).map_err(|error| self.damaged(column, &error.to_string()))
    }

    pub(crate) fn json_or_none<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, StoreError> {
        self.text_or_none(column)?.map(|_| self.json(column)).transpose()
    }
}
