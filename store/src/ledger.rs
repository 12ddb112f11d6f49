//! Numbers and links of many rows, carried in memory through one transaction instead of asked for again at each row.
//!
//! What is read once is the last number and the last link; [`Ledger::close`] writes the numbers back. While a ledger
//! is open, numbers and links of the rows it serves must come from nowhere else, and it must be closed before the
//! transaction is committed. A transaction that is dropped leaves nothing behind.

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;
use watchline_model::page::Digest;

use crate::StoreError;
use crate::columns::Columns;
use crate::numbers::{last_number, next_numbers};

/// What is chained, each in a chain of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Chain {
    Pages,
    Versions,
    Changes,
    Decisions,
    Observations,
}

impl Chain {
    /// What its rows are called, and what numbers them.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Pages => "page",
            Self::Versions => "version",
            Self::Changes => "change",
            Self::Decisions => "decision",
            Self::Observations => "observation",
        }
    }

    const fn last_link_sql(self) -> &'static str {
        match self {
            Self::Pages => "SELECT chain FROM pages ORDER BY id DESC LIMIT 1",
            Self::Versions => "SELECT chain FROM versions ORDER BY id DESC LIMIT 1",
            Self::Changes => "SELECT chain FROM changes ORDER BY seq DESC LIMIT 1",
            Self::Decisions => "SELECT chain FROM decisions ORDER BY id DESC LIMIT 1",
            Self::Observations => "SELECT chain FROM observations ORDER BY id DESC LIMIT 1",
        }
    }
}

/// The last link of a chain; zero before the first.
pub(crate) async fn last_link(connection: &mut SqliteConnection, chain: Chain) -> Result<Digest, StoreError> {
    let row = sqlx::query(chain.last_link_sql()).fetch_optional(connection).await?;
    row.map_or(Ok(Digest::ZERO), |row| Columns::of("a chain", &row).digest("chain"))
}

/// See above.
#[derive(Default)]
pub(crate) struct Ledger {
    numbers: HashMap<&'static str, Count>,
    links: HashMap<Chain, Digest>,
    /// Bodies that are known to be kept: most answers 304 and many errors share theirs.
    pub(crate) kept: HashSet<Digest>,
}

struct Count {
    last: i64,
    used: i64,
}

impl Ledger {
    /// The next number of `name`.
    pub(crate) async fn number(
        &mut self,
        connection: &mut SqliteConnection,
        name: &'static str,
    ) -> Result<i64, StoreError> {
        if !self.numbers.contains_key(name) {
            let last = last_number(connection, name).await?;
            self.numbers.insert(name, Count { last, used: 0 });
        }
        let count = self.numbers.entry(name).or_insert(Count { last: 0, used: 0 });
        count.used += 1;
        Ok(count.last + count.used)
    }

    /// The link before the next one.
    pub(crate) async fn previous(
        &mut self,
        connection: &mut SqliteConnection,
        chain: Chain,
    ) -> Result<Digest, StoreError> {
        if let Some(link) = self.links.get(&chain) {
            return Ok(*link);
        }
        let link = last_link(connection, chain).await?;
        self.links.insert(chain, link);
        Ok(link)
    }

    /// A row with this link was added.
    pub(crate) fn add(&mut self, chain: Chain, link: Digest) {
        self.links.insert(chain, link);
    }

    /// Writes back which numbers were given out.
    pub(crate) async fn close(self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        for (name, count) in self.numbers {
            next_numbers(connection, name, count.used).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
