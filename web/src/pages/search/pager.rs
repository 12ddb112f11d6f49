//! From page to page by cursor, forwards and back.
//!
//! A cursor leads on only; so the address remembers the cursors of the pages before, as many as it can bear. Whoever has
//! come farther goes back to the first page.

use crate::params::Params;
use crate::view::when::grouped;

/// Cursors that an address remembers.
const REMEMBERED: usize = 12;
const BETWEEN: char = '~';

/// Makes an address out of `cursor`, `page` and `back`.
pub(crate) type Leading<'a> = &'a dyn Fn(&[(&str, &str)]) -> String;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pager {
    /// Counts from 1.
    page: u64,
    limit: u64,
    total: u64,
    pub(crate) first: Option<String>,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl Pager {
    pub(crate) fn new(params: &Params, total: u64, limit: usize, next: Option<&str>, leading: Leading<'_>) -> Self {
        let cursor = params.text("cursor");
        let known: Vec<String> =
            params.text("back").split(BETWEEN).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        let stated = params.get("page").and_then(|page| page.parse().ok()).unwrap_or(2_u64).clamp(2, 1 << 40);
        let page = if cursor.is_empty() { 1 } else { stated };
        let to = |cursor: &str, page: u64, back: &[String]| {
            let number = if page > 1 { page.to_string() } else { String::new() };
            leading(&[("cursor", cursor), ("page", &number), ("back", &back.join(&BETWEEN.to_string()))])
        };
        let previous = match (page, known.split_last()) {
            (1, _) => None,
            (2, _) => Some(to("", 1, &[])),
            (_, Some((last, before))) => Some(to(last, page - 1, before)),
            (_, None) => None,
        };
        let mut back = known;
        back.extend(Some(cursor).filter(|cursor| !cursor.is_empty()));
        let oldest = back.len().saturating_sub(REMEMBERED);
        Self {
            page,
            limit: limit as u64,
            total,
            first: (page > 2 || (page == 2 && previous.is_none())).then(|| to("", 1, &[])),
            previous,
            next: next.map(|cursor| to(cursor, page + 1, back.get(oldest..).unwrap_or_default())),
        }
    }

    pub(crate) fn is_needed(&self) -> bool {
        self.previous.is_some() || self.next.is_some()
    }

    /// "21 to 40"; `None` where all is on one page.
    pub(crate) fn shown(&self) -> Option<String> {
        let first = (self.page - 1) * self.limit + 1;
        let last = (self.page * self.limit).min(self.total);
        (self.is_needed() && first <= last).then(|| format!("{} to {}", grouped(first), grouped(last)))
    }
}

#[cfg(test)]
mod tests;
