use std::collections::HashSet;

use watchline_model::{Schedule, Source};

use super::{read, shipped};
use crate::document::parse;
use crate::problem::Problem;

fn check(text: &str) -> (Vec<Source>, Vec<String>) {
    let mut problems = Vec::new();
    let root = parse("w.toml", text).unwrap();
    let (base, _) = shipped::read();
    let sources = read("w.toml", &root, &base, &mut problems);
    (sources.into_iter().map(|source| source.value).collect(), problems.iter().map(Problem::to_string).collect())
}

fn problems(text: &str) -> String {
    check(text).1.join("\n")
}

#[test]
fn a_plain_source_needs_only_id_tier_and_address() {
    let (sources, problems) = check("[[source]]\nid = \"a\"\ntier = \"press\"\nurl = \"https://a.example/f\"\n");
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!((sources[0].name.as_str(), sources[0].publisher.as_str()), ("a", "a"));
    assert_eq!((&sources[0].schedule, sources[0].enabled), (&Schedule::Adaptive, true));
}

#[test]
fn a_shipped_source_is_switched_off_by_its_id_alone() {
    let (sources, problems) = check("[[source]]\nid = \"bleepingcomputer\"\nenabled = false\n");
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(sources[0].name, "BleepingComputer");
    assert!(!sources[0].enabled);
}

#[test]
fn a_source_without_an_address_is_told() {
    assert_eq!(
        problems("\n[[source]]\nid = \"a\"\ntier = \"press\"\n"),
        "w.toml:2: source \"a\".url: a source needs an address; add `url = \"https://…\"`"
    );
}

#[test]
fn an_id_used_twice_is_told_with_both_lines() {
    let block = "[[source]]\nid = \"a\"\ntier = \"press\"\nurl = \"https://a.example/f\"\n";
    assert_eq!(
        problems(&format!("{block}{block}")),
        "w.toml:5: source \"a\".id: this id is already used on line 1; give one of them another id"
    );
}

#[test]
fn mistakes_in_a_source_are_told_together_by_line() {
    let text = "[[source]]
id = \"a\"
tier = \"pres\"
kind = \"listng\"
url = \"ftp://a.example/f\"
every = \"15 minutes\"
langauge = \"en\"
enabled = \"no\"
country = \"USA\"
";
    assert_eq!(
        problems(text).lines().collect::<HashSet<_>>(),
        HashSet::from([
            "w.toml:3: source \"a\".tier: `pres` is not a tier; did you mean `press`?",
            "w.toml:4: source \"a\".kind: `listng` is not a kind; did you mean `listing`?",
            "w.toml:5: source \"a\".url: `ftp://a.example/f` is a ftp: address; only http and https can be used",
            "w.toml:6: source \"a\".every: `15 minutes` is not an interval; write for example \"90s\", \"15m\", \"6h\" or \"1d\"",
            "w.toml:7: source \"a\".langauge: unknown key; did you mean `language`?",
            "w.toml:8: source \"a\".enabled: expected true or false, found text; write it as `enabled = true`",
            "w.toml:9: source \"a\".country: `USA` is not a two-letter country code (ISO 3166-1), as \"us\"",
        ])
    );
}

#[test]
fn a_kind_that_nobody_knows_is_told_with_those_there_are() {
    let text = "[[source]]\nid = \"a\"\ntier = \"press\"\nkind = \"gopher\"\nurl = \"https://a.example/f\"\n";
    assert_eq!(
        problems(text),
        "w.toml:4: source \"a\".kind: `gopher` is not a kind; use one of: feed, listing, page, sitemap, statuspage, \
         osv, ghsa, cve, csaf"
    );
}

#[test]
fn a_bad_cron_line_and_two_rhythms_are_told() {
    let block = "[[source]]\nid = \"a\"\ntier = \"press\"\nurl = \"https://a.example/f\"\n";
    assert!(
        problems(&format!("{block}schedule = \"*/15 * * * *\"\n")).contains("`*/15 * * * *` has 5 fields; write six")
    );
    assert_eq!(
        problems(&format!("{block}schedule = \"0 0 * * * *\"\nevery = \"1h\"\n")),
        "w.toml:5: source \"a\".schedule: `every` is given as well; keep one of the two"
    );
}

#[test]
fn one_table_in_place_of_a_list_is_told() {
    assert_eq!(
        problems("[source]\nid = \"a\"\n"),
        "w.toml:1: source: expected [[source]] blocks, found a table; write `[[source]]`"
    );
}
