use std::collections::HashSet;
use std::path::Path;

use watchline_model::{Schedule, Source, SourceKind, Tier};

use super::{FILES, shipped_sources};
use crate::document::parse;
use crate::sources::source_toml;

/// With fewer the front page would rest on a handful of voices.
const LEAST_WATCHED: usize = 80;
/// Nobody who is not told by the publisher may be asked more often.
const SHORTEST_SECONDS: u64 = 600;

fn watched() -> Vec<Source> {
    shipped_sources().into_iter().filter(|source| source.enabled).collect()
}

#[test]
fn every_file_of_the_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let mut there: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        there.push(entry.unwrap().file_name().into_string().unwrap());
    }
    there.sort();
    let compiled: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(compiled, there, "name each file of sources/ in src/sources/shipped.rs, in order");
}

#[test]
fn they_have_no_problems_and_no_id_or_address_twice() {
    let (sources, problems) = super::read();
    assert_eq!(problems, []);
    let ids: HashSet<&str> = sources.iter().map(|source| source.value.id.as_str()).collect();
    // The interfaces of databases are one address for all packages; a source more would only ask twice.
    let addresses: HashSet<&str> = sources.iter().map(|source| source.value.url.trim_end_matches('/')).collect();
    assert_eq!((ids.len(), addresses.len()), (sources.len(), sources.len()), "an id or address is given twice");
}

#[test]
fn enough_are_watched_of_every_tier_and_every_kind() {
    let watched = watched();
    assert!(watched.len() >= LEAST_WATCHED, "{} sources", watched.len());
    for tier in Tier::all() {
        assert!(watched.iter().any(|source| source.tier == *tier), "no source of tier {tier}");
    }
    for kind in SourceKind::all() {
        assert!(watched.iter().any(|source| source.kind == *kind), "no source of kind {kind}");
    }
    let languages: HashSet<&str> = watched.iter().filter_map(|source| source.language.as_deref()).collect();
    assert!(languages.len() >= 8, "{languages:?}");
}

#[test]
fn each_says_what_it_yields_and_is_fetched_encrypted_and_not_too_often() {
    for source in shipped_sources() {
        assert!(source.url.starts_with("https://"), "{} is not fetched by https", source.id);
        let note = source.note.unwrap_or_default();
        assert!(note.ends_with('.') && note.len() > 15, "{} does not say what it yields", source.id);
        if let Schedule::Every(seconds) = source.schedule {
            assert!(seconds >= SHORTEST_SECONDS, "{} is asked every {seconds} seconds", source.id);
        }
        if source.kind == SourceKind::Listing {
            assert!(source.selectors.is_some(), "{} does not say where its items are", source.id);
        }
    }
}

#[test]
fn every_vendors_voice_belongs_to_an_entity() {
    let taxonomy = crate::shipped_taxonomy();
    for source in shipped_sources() {
        let Some(vendor) = &source.vendor else {
            assert_ne!(source.tier, Tier::Vendor, "{} does not say whose voice it is", source.id);
            continue;
        };
        assert_eq!(source.tier, Tier::Vendor, "{} names a vendor but is not its voice", source.id);
        assert!(taxonomy.entities.iter().any(|entity| entity.id == *vendor), "{}: no entity `{vendor}`", source.id);
    }
}

#[test]
fn every_file_begins_with_what_it_yields_and_says_where_its_addresses_are_from() {
    for (name, text) in FILES {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# ") && first.ends_with('.'), "{name} begins with `{first}`");
        let blocks = text.matches("[[source]]").count();
        let origins = text.matches("# Address: ").count() + blocks * text.matches("# Addresses: ").count();
        assert!(origins == blocks, "{name}: {blocks} sources, {origins} origins of addresses");
    }
}

#[test]
fn whatever_is_switched_off_says_why() {
    for (name, text) in FILES {
        let mut before = "";
        for line in text.lines() {
            if line == "enabled = false" {
                assert!(before.starts_with('#'), "{name}: a source is switched off without a reason above the line");
            }
            before = line;
        }
        let unconfirmed = text.contains("# Address: unconfirmed");
        assert!(!unconfirmed || text.contains("enabled = false"), "{name}: an unconfirmed address is fetched");
    }
}

#[test]
fn a_written_source_reads_as_the_same() {
    for source in shipped_sources() {
        let text = source_toml(&source);
        let mut problems = Vec::new();
        let read = crate::sources::read("w.toml", &parse("w.toml", &text).unwrap(), &[], &mut problems);
        assert_eq!(problems, [], "{text}");
        assert_eq!(read.into_iter().map(|read| read.value).collect::<Vec<_>>(), [source], "{text}");
    }
}
