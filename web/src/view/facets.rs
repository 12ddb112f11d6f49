//! Facets: values with counts, each a link that narrows the search, or widens it again.

use askama::Template;
use watchline_index::{Facet, narrow, widen};

use crate::params;

/// Values of a facet that are shown before "more".
const SHOWN: usize = 8;

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
}

#[derive(Debug, Clone)]
struct Value {
    label: String,
    count: String,
    address: String,
    chosen: bool,
}

impl Facets {
    /// `kind` is the word of the tab the links stay on.
    pub(crate) fn new(facets: &[Facet], q: &str, path: &str, pairs: &[(&str, &str)]) -> Self {
        let groups = facets.iter().filter(|facet| !facet.values.is_empty()).enumerate();
        let groups = groups.map(|(index, facet)| {
            let values = facet.values.iter().take(SHOWN).map(|(value, label, count)| {
                let narrower = narrow(q, facet.name, value);
                let chosen = narrower == q || widen(q, facet.name, value) != q;
                let query = if chosen { widen(q, facet.name, value) } else { narrower };
                let mut pairs = pairs.to_vec();
                pairs.insert(0, ("q", query.as_str()));
                Value {
                    label: label.clone(),
                    count: crate::view::when::grouped(*count),
                    address: params::address(path, &pairs),
                    chosen,
                }
            });
            let values: Vec<Value> = values.collect();
            let open = index < 4 || values.iter().any(|value| value.chosen);
            Group { title: title(facet.name), open, values }
        });
        Self { groups: groups.collect() }
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
