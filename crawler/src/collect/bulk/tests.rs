use super::*;

fn item(url: &str, revision: &str, bytes: usize) -> ListedItem {
    let (url, revision) = (url.to_owned(), Some(revision.to_owned()));
    ListedItem { url, revision, record: Some(vec![0; bytes]), ..ListedItem::default() }
}

#[test]
fn the_latest_are_kept_and_given_oldest_first() {
    let mut newest = Newest::default();
    for (number, revision) in [("a", "2026-03"), ("b", "2026-01"), ("c", "2026-02"), ("a", "2026-09")] {
        newest.add(item(number, revision, 60 << 20));
    }
    let (items, warning) = newest.finish();
    assert_eq!(items.iter().map(|item| item.url.as_str()).collect::<Vec<_>>(), ["b", "c", "a"]);
    assert_eq!(warning, None);
}

#[test]
fn beyond_the_bound_the_oldest_go() {
    let mut newest = Newest::default();
    for (url, revision) in [("a", "2026-03"), ("b", "2026-01"), ("c", "2026-02")] {
        newest.add(item(url, revision, 100 << 20));
    }
    let (items, warning) = newest.finish();
    assert_eq!(items.iter().map(|item| item.url.as_str()).collect::<Vec<_>>(), ["c", "a"]);
    assert_eq!(warning.as_deref(), Some("1 older records are left out; the 2 changed last are kept"));
}
