use watchline_model::{ListingSelectors, Source};

use crate::document::parse;
use crate::problem::Problem;
use crate::taxonomy::Located;

/// The first source of `text` over those of `base`, and what is wrong.
fn read_over(base: &str, text: &str) -> (Option<Source>, String) {
    let mut problems = Vec::new();
    let base = super::super::read("base.toml", &parse("base.toml", base).unwrap(), &[], &mut problems);
    let read: Vec<Located<Source>> =
        super::super::read("w.toml", &parse("w.toml", text).unwrap(), &base, &mut problems);
    let told: Vec<String> = problems.iter().map(Problem::to_string).collect();
    (read.into_iter().next().map(|source| source.value), told.join("\n"))
}

fn read(kind: &str, rest: &str) -> (Option<Source>, String) {
    read_over("", &format!("[[source]]\nid = \"a\"\ntier = \"database\"\nkind = \"{kind}\"\n{rest}"))
}

fn fine(kind: &str, rest: &str) -> Source {
    let (source, told) = read(kind, rest);
    assert_eq!(told, "", "{kind}: {rest}");
    source.unwrap()
}

fn told(kind: &str, rest: &str) -> String {
    let (source, told) = read(kind, rest);
    assert_eq!(source, None, "{kind}: {rest}");
    told
}

#[test]
fn two_kinds_have_a_home_and_need_no_address() {
    assert_eq!(fine("osv", "packages = [\"PyPI/torch\"]").url, "https://api.osv.dev");
    assert_eq!(fine("ghsa", "packages = [\"npm/ai\"]").url, "https://api.github.com/advisories");
    assert!(told("cve", "").contains("source \"a\".url: a source needs an address"));
}

#[test]
fn an_osv_source_without_packages_must_point_at_records() {
    for url in [
        "https://osv.example/PyPI/all.zip",
        "https://osv.example/PyPI/modified_id.csv",
        "https://osv.example/v1/vulns/PYSEC-2026-1",
        "https://osv.example/PYSEC-2026-1.json",
    ] {
        assert_eq!(fine("osv", &format!("url = \"{url}\"")).url, url);
    }
    let message = "an osv source without `packages` must point at a bulk .zip, a modified_id.csv or one record; add \
        `packages = [\"PyPI/langchain\"]` or change the address";
    assert_eq!(told("osv", ""), format!("w.toml:1: source \"a\".packages: {message}"));
    assert_eq!(told("osv", "url = \"https://osv.example/\""), format!("w.toml:5: source \"a\".url: {message}"));
}

#[test]
fn keys_of_other_kinds_are_told_with_the_kinds_that_have_them() {
    assert_eq!(
        told("feed", "url = \"https://a.example/\"\npackages = [\"PyPI/torch\"]\ninclude = [\"*\"]\nexclude = [\"*\"]"),
        "w.toml:6: source \"a\".packages: a source of kind `feed` has none, only those of kind osv, ghsa; remove it\n\
         w.toml:7: source \"a\".include: a source of kind `feed` has none, only those of kind listing, sitemap; remove it\n\
         w.toml:8: source \"a\".exclude: a source of kind `feed` has none, only those of kind listing, sitemap; remove it"
    );
    assert_eq!(
        told("csaf", "url = \"https://a.example/\"\narticle_selector = \"main\"\n[source.selectors]\nitem = \"li\""),
        "w.toml:7: source \"a\".selectors: a source of kind `csaf` has none, only those of kind listing; remove it\n\
         w.toml:6: source \"a\".article_selector: a source of kind `csaf` has none, only those of kind feed, listing, \
         page, sitemap; remove it"
    );
}

#[test]
fn every_wrong_package_is_told_at_its_key() {
    let text = told("ghsa", "packages = [\n  \"pip/torch\",\n  \"torch\",\n]");
    assert_eq!(text.matches("w.toml:5: source \"a\".packages: ").count(), 2, "{text}");
}

#[test]
fn empty_and_repeated_texts_of_a_list_are_told() {
    let text = told("sitemap", "url = \"https://a.example/\"\ninclude = [\"\", \"*/news/*\", \"*/news/*\"]");
    assert!(text.contains("source \"a\".include: holds an empty text; remove it"), "{text}");
    assert!(text.contains("`*/news/*` is given twice; remove one of the two"), "{text}");
}

#[test]
fn a_pattern_that_begins_with_a_host_is_told() {
    let url = "url = \"https://a.example/\"\n";
    let source =
        fine("sitemap", &format!("{url}include = [\"/news/*\", \"news/*\", \"https://a.example/x/*\", \"*.html\"]"));
    assert_eq!(source.include.len(), 4);
    assert_eq!(
        told("sitemap", &format!("{url}exclude = [\"a.example/news/*\"]")),
        "w.toml:6: source \"a\".exclude: `a.example/news/*` has no scheme; write \"https://a.example/news/*\", or the \
         path alone"
    );
}

#[test]
fn selectors_are_read_and_only_the_item_is_needed() {
    let url = "url = \"https://a.example/\"\n";
    let source = fine("listing", &format!("{url}[source.selectors]\nitem = \"li\"\ndate = \"time\""));
    let expected = ListingSelectors { item: "li".into(), date: Some("time".into()), ..ListingSelectors::default() };
    assert_eq!(source.selectors, Some(expected));
    assert_eq!(
        told("listing", &format!("{url}[source.selectors]\nlinks = \"a\"\ntitle = \"\"")),
        "w.toml:7: source \"a\".selectors.links: unknown key; did you mean `link`?\n\
         w.toml:8: source \"a\".selectors.title: must not be empty; write a CSS selector, as \"article.post\"\n\
         w.toml:6: source \"a\".selectors.item: missing; write the CSS selector of one item's block, as \
         `item = \"article.post\"`"
    );
    assert!(told("listing", &format!("{url}selectors = \"li\"")).contains("expected a table, found text"));
}

#[test]
fn a_status_page_is_given_by_its_own_address() {
    assert_eq!(fine("statuspage", "url = \"https://status.a.example/\"").url, "https://status.a.example/");
    for url in ["https://status.a.example/history.rss", "https://status.a.example/api/v2/incidents.json"] {
        let text = told("statuspage", &format!("url = \"{url}\""));
        assert!(text.contains("w.toml:5: source \"a\".url: give the address of the status page itself"), "{text}");
    }
}

const LISTING: &str = "[[source]]
id = \"a\"
tier = \"vendor\"
kind = \"listing\"
url = \"https://a.example/\"
include = [\"*/news/*\"]
exclude = [\"*/jobs/*\"]
article_selector = \"main\"
[source.selectors]
item = \"li\"
link = \"a.more\"
";

#[test]
fn an_override_keeps_what_it_leaves_out_even_within_the_selectors() {
    let (base, _) = read_over("", LISTING);
    let (off, told) = read_over(LISTING, "[[source]]\nid = \"a\"\nenabled = false");
    assert_eq!((off, told.as_str()), (Some(Source { enabled: false, ..base.unwrap() }), ""));
    let text = "[[source]]\nid = \"a\"\nexclude = []\n[source.selectors]\ntitle = \"h2\"";
    let (changed, told) = read_over(LISTING, text);
    assert_eq!(told, "");
    let changed = changed.unwrap();
    assert_eq!((changed.include.len(), changed.exclude.len()), (1, 0));
    let selectors = changed.selectors.unwrap();
    assert_eq!((selectors.item.as_str(), selectors.link.as_deref()), ("li", Some("a.more")));
    assert_eq!(selectors.title.as_deref(), Some("h2"));
}

#[test]
fn an_override_of_the_kind_drops_what_the_new_kind_has_not() {
    let text = "[[source]]\nid = \"a\"\nkind = \"statuspage\"\nurl = \"https://status.a.example\"";
    let (changed, told) = read_over(LISTING, text);
    assert_eq!(told, "");
    let changed = changed.unwrap();
    assert_eq!((changed.include.len(), changed.selectors, changed.article_selector), (0, None, None));
}
