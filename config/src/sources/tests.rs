use std::collections::HashSet;
use std::path::Path;

use watchline_model::{Schedule, Source, Tier};

use super::{read, shipped, source_toml};
use crate::document::parse;
use crate::problem::Problem;
use crate::taxonomy::Located;

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
fn every_file_of_the_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let mut there: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        there.push(entry.unwrap().file_name().into_string().unwrap());
    }
    there.sort();
    let compiled: Vec<&str> = shipped::FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(compiled, there, "name each file of sources/ in src/sources/shipped.rs, in order");
}

#[test]
fn the_shipped_sources_have_no_problems_and_cover_all_tiers() {
    let (sources, problems) = shipped::read();
    assert_eq!(problems, []);
    assert!(sources.len() >= 24, "{} sources", sources.len());
    for tier in Tier::all() {
        assert!(sources.iter().any(|source| source.value.tier == *tier), "no source of tier {tier}");
    }
    let ids: HashSet<&str> = sources.iter().map(|source| source.value.id.as_str()).collect();
    let addresses: HashSet<&str> = sources.iter().map(|source| source.value.url.as_str()).collect();
    assert_eq!((ids.len(), addresses.len()), (sources.len(), sources.len()), "an id or address is given twice");
    for Located { value, .. } in &sources {
        assert!(value.url.starts_with("https://"), "{} is not fetched by https", value.id);
        assert!(value.note.is_some(), "{} does not say what it yields", value.id);
        assert!(value.tier != Tier::Vendor || value.vendor.is_some(), "{} does not say whose voice it is", value.id);
    }
}

#[test]
fn a_written_source_reads_as_the_same() {
    for source in super::shipped_sources() {
        let text = source_toml(&source);
        let (read, problems) = check(&text);
        assert_eq!(problems, Vec::<String>::new(), "{text}");
        assert_eq!(read, [source], "{text}");
    }
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
kind = \"listing\"
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
            "w.toml:4: source \"a\".kind: kind `listing` is to come, this version cannot read it yet; use one of: feed, page",
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
    assert_eq!(problems(text), "w.toml:4: source \"a\".kind: `gopher` is not a kind; use one of: feed, page");
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
