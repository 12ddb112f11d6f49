//! The formats there are, and what they are called.

use std::str::FromStr;

use watchline_model::ids::NotAWord;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    Jsonl,
    Csv,
    Stix,
    Bibtex,
    Csl,
}

impl ExportFormat {
    pub const ALL: [Self; 5] = [Self::Jsonl, Self::Csv, Self::Stix, Self::Bibtex, Self::Csl];

    /// As `--format` takes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Stix => "stix",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
        }
    }

    /// As it stands in `/export.{…}`.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Stix => "stix.json",
            Self::Bibtex => "bib",
            Self::Csl => "csl.json",
        }
    }

    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Jsonl => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Stix => "application/stix+json;version=2.1",
            Self::Bibtex => "application/x-bibtex; charset=utf-8",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.map(Self::as_str);
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| NotAWord::new("format", text, &known))
    }
}
