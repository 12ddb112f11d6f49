use std::collections::BTreeSet;
use std::path::Path;

use super::{TaxonomyPage, taxonomy_pages};
use crate::shipped_taxonomy;

fn pages() -> Vec<TaxonomyPage> {
    taxonomy_pages(&shipped_taxonomy())
}

#[test]
fn the_pages_are_what_the_taxonomy_says() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    if std::env::var_os("WATCHLINE_BLESS").is_some() {
        std::fs::create_dir_all(docs.join("taxonomy")).unwrap();
        for page in pages() {
            std::fs::write(docs.join(&page.path), &page.text).unwrap();
        }
    }
    for page in pages() {
        let written = std::fs::read_to_string(docs.join(&page.path)).unwrap_or_default();
        assert!(
            written == page.text,
            "docs/{} is not what config/taxonomy says; run `WATCHLINE_BLESS=1 cargo test -p watchline-config` and look at the difference",
            page.path
        );
    }
    let there: BTreeSet<String> = std::fs::read_dir(docs.join("taxonomy"))
        .unwrap()
        .map(|entry| format!("taxonomy/{}", entry.unwrap().file_name().into_string().unwrap()))
        .collect();
    let named: BTreeSet<String> =
        pages().into_iter().map(|page| page.path).filter(|path| path.starts_with("taxonomy/")).collect();
    assert_eq!(there, named, "docs/taxonomy holds a page of no family");
}

#[test]
fn every_kind_has_a_section_with_all_its_parts() {
    let pages = pages();
    for kind in shipped_taxonomy().events {
        let path = format!("taxonomy/{}.md", kind.family);
        let page = &pages.iter().find(|page| page.path == path).unwrap().text;
        let heading = format!("\n## {}\n", kind.id);
        let section = page.split(&heading).nth(1).unwrap_or_else(|| panic!("{path} has no section `{}`", kind.id));
        let section = section.split("\n## ").next().unwrap();
        let counter_example = kind.counter_example.unwrap_or_else(|| panic!("{} has no counter-example", kind.id));
        let recognised = kind.recognised.unwrap_or_else(|| panic!("{} does not say how it is recognised", kind.id));
        for part in [&kind.label, &kind.definition, &kind.example, &counter_example, &recognised] {
            assert!(!part.is_empty() && section.contains(part.as_str()), "{}: `{part}` is not on its page", kind.id);
        }
        assert_eq!(section.matches("\n1. `").count(), 1, "{}: its patterns are listed", kind.id);
        let link = format!("(taxonomy/{}.md#{})", kind.family, kind.id);
        assert!(pages[0].text.contains(&link), "the index does not lead to {link}");
    }
}

#[test]
fn no_row_of_a_table_is_broken_by_a_bar() {
    for page in pages() {
        let mut columns = None;
        for row in page.text.lines() {
            if !row.starts_with('|') {
                columns = None;
                continue;
            }
            let count = row.replace("\\|", "").matches('|').count();
            assert_eq!(*columns.get_or_insert(count), count, "{}: {row}", page.path);
        }
    }
}
