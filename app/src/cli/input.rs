//! Where commands read from: a file, or `-` for standard input; gzip is unpacked on the way.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use watchline_model::{Basis, Dated};

use super::Usage;

/// No single input is read beyond this: a guard for memory, far above any page or record.
const LARGEST_BYTES: u64 = 256 * 1024 * 1024;

/// Opens `path`, or standard input for `-`.
pub(super) fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead + Send>> {
    let mut reader: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(path).with_context(|| format!("failed to open {}", path.display()));
        Box::new(BufReader::new(file.map_err(|error| Usage(format!("{error:#}")))?))
    };
    let gzip =
        reader.fill_buf().with_context(|| format!("failed to read {}", path.display()))?.starts_with(&[0x1f, 0x8b]);
    if gzip {
        return Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(reader))));
    }
    Ok(reader)
}

/// The whole input.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?
        .take(LARGEST_BYTES)
        .read_to_end(&mut bytes)
        .with_context(|| format!("failed to read {}", path.display()))?;
    Ok(bytes)
}

/// A line of JSON Lines input: number (from 1), and the text or why it could not be read.
pub(super) struct Line {
    pub number: usize,
    pub text: Result<String, String>,
}

/// All lines that are not blank; a line that is not UTF-8 is an error of its own, not of the input.
pub(super) fn lines(reader: Box<dyn BufRead + Send>) -> impl Iterator<Item = Line> + Send {
    reader.split(b'\n').enumerate().filter_map(|(index, bytes)| {
        let text = match bytes {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| "the line is not UTF-8".to_owned()),
            Err(error) => Err(format!("the line cannot be read: {error}")),
        };
        let blank = text.as_ref().is_ok_and(|text| text.trim().is_empty());
        (!blank).then_some(Line { number: index + 1, text })
    })
}

/// A record of `tag`, `cluster` and `import`. What is missing is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    pub id: Value,
    pub url: Option<String>,
    pub title: Option<String>,
    pub text: Option<String>,
    pub published: Option<Value>,
    pub language: Option<String>,
    pub kind: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
}

impl Record {
    /// Reads one line; the error names what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
        if !value.is_object() {
            return Err("not a JSON object: give {\"id\": …, \"title\": …, \"text\": …}".to_owned());
        }
        let record: Self = serde_json::from_value(value).map_err(|error| format!("not a record: {error}"))?;
        if record.title.as_deref().unwrap_or_default().is_empty()
            && record.text.as_deref().unwrap_or_default().is_empty()
        {
            return Err("neither `title` nor `text` is given".to_owned());
        }
        Ok(record)
    }

    pub(super) fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// RFC 3339, `2026-07-03`, `2026-07`, `2026`, or seconds since 1970.
    pub(super) fn published(&self) -> Result<Option<Dated>, String> {
        match &self.published {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => parse_date(text)
                .map(Some)
                .ok_or_else(|| format!("`published` is \"{text}\": use RFC 3339, 2026-07-03, 2026-07 or 2026")),
            Some(Value::Number(seconds)) => seconds
                .as_i64()
                .and_then(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0))
                .map(|moment| Some(Dated::time(moment, Basis::Published)))
                .ok_or_else(|| format!("`published` is {seconds}: not seconds since 1970")),
            Some(other) => Err(format!("`published` is {other}: use RFC 3339, 2026-07-03, 2026-07 or 2026")),
        }
    }
}

fn parse_date(text: &str) -> Option<Dated> {
    Dated::parse(text, Basis::Published).or_else(|| {
        let moment = chrono::NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%d %H:%M:%S")
            .or_else(|_| chrono::NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M:%S%.f"));
        moment.ok().map(|moment| Dated::time(moment.and_utc(), Basis::Published)).or_else(|| {
            let moment = DateTime::parse_from_rfc2822(text.trim()).ok()?;
            Some(Dated::time(moment.with_timezone(&Utc), Basis::Published))
        })
    })
}

#[cfg(test)]
mod tests;
