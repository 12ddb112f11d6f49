//! How much of a broken feed is recovered, class by class, against the floors of `fixtures/feeds/floors.toml`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::breakage::{self, Seed};
use super::*;

const FEEDS: [&str; 4] = ["feeds/newsroom.xml", "feeds/journal.xml", "feeds/exchange.rdf", "feeds/mixture.xml"];

fn pairs(body: &[u8], content_type: Option<&str>) -> Vec<(String, Option<String>)> {
    let items = read_feed(body, content_type, BASE).map(|reading| reading.items).unwrap_or_default();
    items.into_iter().map(|item| (item.url, item.title)).collect()
}

/// Lines `name = figure`.
fn floors() -> BTreeMap<String, f64> {
    let text = String::from_utf8(fixture("feeds/floors.toml")).expect("text");
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    lines.map(|(name, figure)| (name.trim_matches('"').to_owned(), figure.parse().expect("a figure"))).collect()
}

#[test]
fn items_of_broken_feeds_are_recovered() {
    let floors = floors();
    let (mut expected_in_all, mut recovered_in_all) = (0, 0);
    let mut below = Vec::new();
    let classes = breakage::classes();
    assert!(classes.len() >= 33, "only {} classes", classes.len());
    for (number, (class, breaking)) in classes.into_iter().enumerate() {
        let (mut expected_count, mut recovered) = (0, 0);
        for name in FEEDS {
            let text = String::from_utf8(fixture(name)).expect("text");
            let sound = pairs(breakage::with_words(&text, breakage::words_of(class)).as_bytes(), None);
            for round in 0..4 {
                let Some(broken) = breaking(&text, &mut Seed::new(round * 101 + number as u64)) else { continue };
                let expected = sound.get(..broken.items_left.unwrap_or(sound.len())).unwrap_or(&sound);
                let found: BTreeSet<_> = pairs(&broken.body, broken.content_type).into_iter().collect();
                expected_count += expected.len();
                recovered += expected.iter().filter(|pair| found.contains(*pair)).count();
            }
        }
        if expected_count == 0 {
            below.push(format!("{class}: no feed can be broken so"));
            continue;
        }
        let share = recovered as f64 / expected_count as f64;
        let floor = floors.get(class).copied().unwrap_or(floors["each class"]);
        if share < floor {
            below.push(format!("{class}: {share:.3} of {expected_count}, floor {floor}"));
        }
        expected_in_all += expected_count;
        recovered_in_all += recovered;
    }
    let share = f64::from(recovered_in_all as u32) / f64::from(expected_in_all as u32);
    eprintln!("{recovered_in_all} of {expected_in_all} items, {share:.4}");
    assert!(below.is_empty(), "{}", below.join("\n"));
    assert!(share >= floors["all classes"], "{share:.4} of all");
}

#[test]
fn vendors_feeds_with_churning_ids_and_moving_dates_keep_their_addresses() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/feeds/vendors");
    let mut texts: Vec<String> = FEEDS.iter().map(|name| String::from_utf8(fixture(name)).expect("text")).collect();
    if let Ok(files) = std::fs::read_dir(&folder) {
        let paths = files.map(|file| file.expect("a file").path());
        let feeds = paths.filter(|path| path.extension().is_some_and(|extension| extension == "xml"));
        texts.extend(feeds.map(|path| std::fs::read_to_string(path).expect("text")));
    } else {
        eprintln!("only the bundled feeds: {} is not there", folder.display());
    }
    for text in texts {
        let addresses =
            |text: &str| pairs(text.as_bytes(), None).into_iter().map(|(url, _)| url).collect::<BTreeSet<_>>();
        let churned = churned(&text);
        assert_ne!(churned, text);
        assert_eq!(addresses(&churned), addresses(&text));
        let both = format!("{text}\n{churned}");
        assert_eq!(addresses(&both), addresses(&text), "read as one, no address is new");
    }
}

/// What stands in an element, by its number.
type Content = fn(usize) -> String;

/// Other ids and other dates.
fn churned(text: &str) -> String {
    let mut churned = text.to_owned();
    let changed: [(&str, Content); 6] = [
        ("<guid", |number| format!("{number:08x}-churned")),
        ("<id>", |number| format!("urn:churned:{number}")),
        ("<pubDate>", |number| format!("Mon, 05 Jan 2026 10:{:02}:00 +0000", number % 60)),
        ("<updated>", |number| format!("2026-01-05T10:{:02}:00Z", number % 60)),
        ("<published>", |number| format!("2026-01-05T11:{:02}:00Z", number % 60)),
        ("<dc:date>", |number| format!("2026-01-05T12:{:02}:00Z", number % 60)),
    ];
    for (tag, content) in changed {
        churned = with_contents(&churned, tag, content);
    }
    churned
}

fn with_contents(text: &str, tag: &str, content: Content) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    let mut number = 0;
    while let Some(at) = rest.find(tag) {
        let open = at + rest[at..].find('>').expect("a tag") + 1;
        let close = open + rest[open..].find("</").expect("an end tag");
        changed.push_str(&rest[..open]);
        changed.push_str(&content(number));
        number += 1;
        rest = &rest[close..];
    }
    changed.push_str(rest);
    changed
}
