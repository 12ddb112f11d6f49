//! Ways to keep a search or to take its result away.

use crate::params::address;

/// A way, what it is called and what it is for.
pub(crate) struct Way {
    pub(crate) label: &'static str,
    pub(crate) address: String,
    pub(crate) what: &'static str,
}

const FILES: [(&str, &str, &str); 8] = [
    ("Atom", "/feed.atom", "new incidents, for a feed reader"),
    ("JSON Feed", "/feed.json", "the same as JSON"),
    ("Calendar", "/calendar.ics", "dates on which something takes effect"),
    ("CSV", "/export.csv", "for a spreadsheet"),
    ("JSON Lines", "/export.jsonl", "a record a line"),
    ("STIX 2.1", "/export.stix.json", "for threat intelligence tools"),
    ("BibTeX", "/export.bib", "to cite"),
    ("CSL-JSON", "/export.csl.json", "to cite, for Zotero and others"),
];

/// `tab` is the word of the list that is shown, as the API has it.
pub(crate) fn ways(q: &str, tab: &'static str) -> Vec<Way> {
    let file = |(label, path, what): &(&'static str, &'static str, &'static str)| Way {
        label,
        address: address(path, &[("q", q)]),
        what,
    };
    let api = Way { label: "API", address: address(&format!("/api/v1/{tab}"), &[("q", q)]), what: "this list as JSON" };
    FILES.iter().map(file).chain([api]).collect()
}
