//! What is wrong with a configuration, said so that it can be put right at once.

use std::fmt;

/// One mistake: where it is, what is wrong, and (in `message`) what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path as it was given, or `environment`.
    pub file: String,
    /// Counted from 1; `None` where there is no line (a missing file, the environment).
    pub line: Option<usize>,
    /// Dotted path of the option (`crawler.concurrency`), `source "example-news"`, a variable's name, or empty.
    pub key: String,
    pub message: String,
}

impl Problem {
    pub(crate) fn new(file: &str, line: Option<usize>, key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, key: key.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Everything wrong with a configuration, by file and line; one line each when printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// `Ok` if nothing was found, else all of it in the order of files and lines.
    pub(crate) fn or<T>(mut found: Vec<Problem>, value: T) -> Result<T, Problems> {
        if found.is_empty() {
            return Ok(value);
        }
        found.sort();
        found.dedup();
        Err(Problems(found))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.0.iter().enumerate() {
            if nth > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
