//! Where the vocabulary of an index is kept: a file beside tantivy's, written before the first text that needs it.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::vocabulary::Vocabulary;

/// Name of the file in an index's folder.
pub(crate) const FILE: &str = "texts.vocabulary";

/// The vocabulary of one index, shared by all who read its texts.
pub(crate) struct Kept {
    /// `None`: of an index in memory, which learns none.
    file: Option<PathBuf>,
    current: Mutex<Option<Arc<Vocabulary>>>,
}

impl Kept {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let current = Mutex::new(read(&file));
        Self { file: Some(file), current }
    }

    pub(crate) fn in_memory() -> Self {
        Self { file: None, current: Mutex::new(None) }
    }

    pub(super) fn learns(&self) -> bool {
        self.file.is_some()
    }

    pub(crate) fn current(&self) -> Option<Arc<Vocabulary>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The vocabulary with this stamp: while one process reads an index another may learn one.
    pub(super) fn stamped(&self, stamp: u16) -> Option<Arc<Vocabulary>> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_none_or(|known| known.stamp() != stamp) {
            let found = read(self.file.as_deref()?).filter(|found| found.stamp() == stamp)?;
            *current = Some(found);
        }
        current.clone()
    }

    /// Keeps it for good: it is on the disk before any text is written by it.
    pub(crate) fn put(&self, vocabulary: Vocabulary) -> io::Result<Arc<Vocabulary>> {
        let vocabulary = Arc::new(vocabulary);
        if let Some(file) = &self.file {
            let beside = file.with_extension("new");
            let mut new = File::create(&beside)?;
            new.write_all(&vocabulary.file()?)?;
            new.sync_all()?;
            std::fs::rename(&beside, file)?;
        }
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(vocabulary.clone());
        Ok(vocabulary)
    }
}

fn read(file: &Path) -> Option<Arc<Vocabulary>> {
    Vocabulary::of_file(&std::fs::read(file).ok()?).map(Arc::new)
}

#[cfg(test)]
mod tests;
