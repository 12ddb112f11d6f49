//! Facets: values with counts, each a link that narrows the search, or widens it again.

use askama::Template;
use watchline_index::{Facet, narrow, widen};

use crate::params;

/// Values of a facet that are shown at once, and those behind "more".
const SHOWN: usize = 8;
const MORE: usize = 40;
/// Groups that stand open; the others open when one of their values is chosen.
const OPEN: usize = 5;
/// Characters of a query: each value's link holds the whole of it, so a longer one shows fewer values.
const LONG: usize = 300;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/facets.html")]
pub(crate) struct Facets {
    pub(crate) groups: Vec<Group>,
}

crate::view::pieces!(Facets);

#[derive(Debug, Clone)]
pub(crate) struct Group {
    title: &'static str,
    open: bool,
    values: Vec<Value>,
    /// Behind "more"; open where one of them is chosen.
    more: Vec<Value>,
    more_open: bool,
    /// Values that are not listed at all.
    unlisted: usize,
}

#[derive(Debug, Clone)]
struct Value {
    label: String,
    count: String,
    address: String,
    chosen: bool,
}

impl Facets {
    /// Each value leads to `path` with these pairs and the query that has it, or has it no more.
    pub(crate) fn new(facets: &[Facet], q: &str, path: &str, pairs: &[(&str, &str)]) -> Self {
        let most = if q.len() > LONG { SHOWN } else { SHOWN + MORE };
        let filled = facets.iter().filter(|facet| !facet.values.is_empty()).enumerate();
        let groups = filled.map(|(index, facet)| {
            // A count tells what choosing a value would find instead of those of its facet that are chosen.
            let chosen = facet.values.iter().map(|(value, _, _)| value);
            let open = chosen.fold(q.to_owned(), |query, value| widen(&query, facet.name, value));
            let of = |(value, label, count): &(String, String, u64)| {
                let wider = widen(q, facet.name, value);
                let chosen = wider != q;
                let query = if chosen { wider } else { narrow(&open, facet.name, value) };
                let pairs = [&[("q", query.as_str())], pairs].concat();
                Value {
                    label: label.clone(),
                    count: crate::view::when::grouped(*count),
                    address: params::address(path, &pairs),
                    chosen,
                }
            };
            let mut values: Vec<Value> = facet.values.iter().take(most).map(of).collect();
            let more = values.split_off(SHOWN.min(values.len()));
            let any_chosen = values.iter().chain(&more).any(|value| value.chosen);
            Group {
                title: title(facet.name),
                open: index < OPEN || any_chosen,
                more_open: more.iter().any(|value| value.chosen),
                values,
                more,
                unlisted: facet.values.len().saturating_sub(most),
            }
        });
        Self { groups: groups.collect() }
    }

    /// Only the values that are shown at once, for a page that has other things to say.
    pub(crate) fn short(self) -> Self {
        let cut = |group: Group| Group { more: Vec::new(), unlisted: 0, ..group };
        Self { groups: self.groups.into_iter().map(cut).collect() }
    }
}

fn title(name: &str) -> &'static str {
    match name {
        "vendor" => "Vendor",
        "product" => "Product",
        "event" => "What happened",
        "status" => "Status",
        "severity" => "Severity",
        "tier" => "Who speaks",
        "source" => "Source",
        "language" => "Language",
        "country" => "Country",
        "kind" => "Kind of document",
        _ => "More",
    }
}

#[cfg(test)]
mod tests;
