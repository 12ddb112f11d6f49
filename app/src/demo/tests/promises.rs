use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use crate::demo::content::{Document, Encoding, FeedFormat, Site, sites};
use crate::demo::embedded::SITES;
use crate::demo::tests::records::{document_of, records};
use crate::demo::{down_host, entities_toml, now, sources, subscriptions};

#[derive(Deserialize)]
struct Expected {
    incident: Vec<ExpectedIncident>,
    irrelevant: Irrelevant,
}

#[derive(Deserialize)]
struct ExpectedIncident {
    key: String,
    what: String,
    kinds: Vec<String>,
    status: watchline_model::Status,
    documents: Vec<String>,
}

#[derive(Deserialize)]
struct Irrelevant {
    documents: Vec<String>,
}

fn expected() -> Expected {
    toml::from_str(include_str!("../../../demo/expected.toml")).unwrap()
}

fn documents() -> impl Iterator<Item = (&'static Site, &'static Document)> {
    sites().iter().flat_map(|site| site.documents.iter().map(move |document| (site, document)))
}

fn words(document: &Document) -> String {
    let edited = document.edited_text.as_deref().unwrap_or_default();
    format!("{} {} {edited}", document.title, document.text)
}

#[test]
fn every_file_of_a_site_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/sites");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    let mut listed: Vec<&str> = SITES.iter().map(|(file, _)| *file).collect();
    listed.sort_unstable();
    assert_eq!(files, listed);
}

#[test]
fn a_file_is_named_after_its_host_and_every_host_is_made_up() {
    for ((file, _), site) in SITES.iter().zip(sites()) {
        assert_eq!(*file, format!("{}.toml", site.host));
        assert!(site.host.ends_with(".example"), "{}", site.host);
    }
}

#[test]
fn every_address_is_served_once() {
    let mut seen = HashSet::new();
    for (site, document) in documents() {
        assert!(seen.insert(site.url_of(document)), "{} twice", site.url_of(document));
    }
}

#[test]
fn the_made_up_web_is_as_large_as_promised() {
    let publishers = sites().iter().filter(|site| !site.down).count();
    assert!(publishers >= 15, "{publishers} publishers");
    let expected = expected();
    let told: usize = expected.incident.iter().map(|incident| incident.documents.len()).sum();
    let irrelevant = expected.irrelevant.documents.len();
    assert!(expected.incident.len() >= 30, "{} incidents", expected.incident.len());
    assert!(told >= 165, "{told} documents tell of incidents");
    assert!(irrelevant >= 72, "{irrelevant} irrelevant documents");
}

#[test]
fn what_is_expected_names_every_document_once_but_the_forbidden() {
    let expected = expected();
    let mut named = BTreeMap::new();
    let incidents = expected.incident.iter().flat_map(|incident| {
        assert!(!incident.what.is_empty() && !incident.kinds.is_empty(), "{} says nothing", incident.key);
        assert!(watchline_model::Status::all().contains(&incident.status));
        incident.documents.iter().map(|url| (url, incident.key.as_str()))
    });
    for (url, key) in incidents.chain(expected.irrelevant.documents.iter().map(|url| (url, "irrelevant"))) {
        let before = named.insert(url.clone(), key);
        assert_eq!(before, None, "{url} is named twice");
    }
    for (site, document) in documents() {
        let path = site.path_of(document);
        let forbidden = site.disallow.iter().any(|start| path.starts_with(start.as_str()));
        assert_eq!(named.remove(&site.url_of(document)).is_none(), forbidden, "{}", site.url_of(document));
    }
    for (site, interface, record) in records() {
        let Some(url) = document_of(interface, record) else { continue };
        assert!(named.remove(&url).is_some(), "{}: {url} is not expected", site.host);
    }
    assert!(named.is_empty(), "served by nobody: {named:?}");
}

#[test]
fn all_stories_lie_between_february_and_the_demos_present() {
    for (site, document) in documents() {
        let day = document.published.to_utc().format("%Y-%m-%d").to_string();
        assert!(("2026-02-01"..="2026-08-02").contains(&day.as_str()), "{} is of {day}", site.url_of(document));
        assert!(document.modified.is_none_or(|moment| moment >= document.published && moment <= now()));
        assert!(!document.text.trim().is_empty(), "{} is empty", site.url_of(document));
    }
    assert_eq!(now().to_rfc3339(), "2026-08-03T09:00:00+00:00");
}

/// Real vendors are named in the one story that retells what was reported, and nowhere else.
#[test]
fn real_names_stand_only_in_the_retold_story() {
    const REAL: &[&str] = &[
        "Anthropic",
        "Claude",
        "Alibaba",
        "Qoder",
        "Shihipar",
        "OpenAI",
        "ChatGPT",
        "Google",
        "Gemini",
        "Microsoft",
        "GitHub",
        "Copilot",
        "Amazon",
        "NVIDIA",
        "Mistral",
        "DeepSeek",
        "Baidu",
        "Tencent",
        "Hugging Face",
        "Perplexity",
    ];
    for (site, document) in documents() {
        let real = REAL.iter().find(|name| words(document).contains(**name));
        assert_eq!(real.is_some(), document.retells, "{}: {real:?}", site.url_of(document));
    }
    for (site, _, record) in records() {
        let words = record.json_in(2).replace("https://github.com/advisories/", "");
        let real = REAL.iter().find(|name| words.contains(**name));
        assert_eq!(real, None, "{}", site.host);
    }
    let names = |text: &str| REAL.iter().any(|name| text.contains(name));
    assert!(!entities().iter().any(|entity| names(&entity.name)));
}

#[test]
fn the_retold_story_has_three_outlets_and_the_vendors_side() {
    let retold: Vec<_> = documents().filter(|(_, document)| document.retells).map(|(site, _)| site.tier).collect();
    assert_eq!(retold.len(), 4);
    assert_eq!(retold.iter().filter(|tier| **tier == watchline_model::Tier::Press).count(), 3);
}

#[test]
fn copies_of_wire_stories_stand_in_five_incidents() {
    let expected = expected();
    let copies: HashSet<String> = documents()
        .filter(|(_, document)| document.copy_of.is_some())
        .map(|(site, document)| site.url_of(document))
        .collect();
    let with_copies =
        expected.incident.iter().filter(|incident| incident.documents.iter().any(|url| copies.contains(url))).count();
    assert!(with_copies >= 5, "copies in {with_copies} incidents");
}

#[test]
fn links_within_stories_lead_to_stories() {
    let known: HashSet<String> = documents().map(|(site, document)| site.url_of(document)).collect();
    for (site, document) in documents() {
        for (start, _) in document.text.match_indices("](") {
            let address = document.text[start + 2..].split(')').next().unwrap();
            assert!(known.contains(address), "{} links to {address}", site.url_of(document));
        }
    }
}

#[test]
fn every_kind_of_failure_is_there() {
    let feeds = || sites().iter().flat_map(|site| &site.feeds);
    let broken =
        sites().iter().find(|site| site.feeds.iter().any(|feed| feed.format == FeedFormat::RssBroken)).unwrap();
    assert!(broken.feeds.iter().any(|feed| feed.format != FeedFormat::RssBroken), "its other feed works");
    assert!(feeds().any(|feed| feed.format == FeedFormat::RssUndated));
    assert!(feeds().any(|feed| !feed.dead.is_empty()));
    assert!(sites().iter().any(|site| site.delay_ms > 0));
    assert!(down_host().ends_with(".example"));
    for encoding in [Encoding::Gzip, Encoding::Windows1252] {
        assert!(documents().any(|(_, document)| document.encoding == encoding), "{encoding:?}");
    }
    assert_eq!(documents().filter(|(_, document)| document.edited_text.is_some()).count(), 1);
    let forbidden = |(site, document): &(&Site, &Document)| {
        let path = site.path_of(document);
        site.disallow.iter().any(|start| path.starts_with(start.as_str()))
    };
    assert!(documents().any(|pair| forbidden(&pair)));
}

#[test]
fn sources_entities_and_subscriptions_are_whole() {
    let sources = sources();
    let ids: HashSet<_> = sources.iter().map(|source| source.id.clone()).collect();
    assert_eq!(ids.len(), sources.len());
    assert!(sources.iter().any(|source| source.kind == watchline_model::SourceKind::Page));
    let entities = entities();
    for entity in &entities {
        let owner = entity.owner.as_ref();
        assert!(owner.is_none_or(|owner| entities.iter().any(|other| other.id == *owner)), "{}", entity.id);
    }
    assert!(subscriptions().len() >= 3);
}

fn entities() -> Vec<watchline_model::taxonomy::TaxonomyEntity> {
    #[derive(serde::Deserialize)]
    struct File {
        entity: Vec<watchline_model::taxonomy::TaxonomyEntity>,
    }
    toml::from_str::<File>(entities_toml()).expect("the demo's names are a taxonomy file").entity
}
