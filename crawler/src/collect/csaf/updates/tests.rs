use super::*;
use crate::collect::round::Purpose;

const FEED: &str = "https://watchline-fixture.example/white.json";

fn update(number: i64, day: i64) -> Update {
    let updated = DateTime::from_timestamp(1_780_000_000 + day * 86_400, 0);
    Update { url: format!("https://watchline-fixture.example/{number}.json"), updated, ..Update::default() }
}

fn read(updates: Vec<Update>, memory: &Memory) -> Listed {
    let page = FetchedPage {
        url: FEED.to_owned(),
        final_url: FEED.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: DateTime::from_timestamp(1_783_000_000, 0).unwrap(),
        body: Vec::new(),
    };
    listed(updates, &Request::get(FEED, Purpose::CsafRolie), &page, memory)
}

#[test]
fn the_first_round_takes_the_newest_500_and_the_next_only_what_changed() {
    let mut updates: Vec<Update> = (0..700).map(|number| update(number, number % 30)).collect();
    let first = read(updates.clone(), &Memory::new());
    assert_eq!(first.items.len(), 500);
    assert!(first.items.iter().all(|item| item.updated >= first.items[499].updated));
    assert_eq!(read(updates.clone(), &first.memory).items, []);
    // Published anew with an old date, changed, and new with an old date.
    updates[3] = update(3, 29);
    updates[600] = update(600, -400);
    updates.push(update(9999, -1000));
    let second = read(updates, &first.memory);
    let urls: Vec<&str> = second.items.iter().map(|item| item.url.rsplit('/').next().unwrap()).collect();
    assert_eq!(urls, ["3.json", "600.json", "9999.json"]);
    assert_eq!(second.items[0].revision.as_deref(), Some("2026-06-26T20:26:40Z"));
}

#[test]
fn what_does_not_fit_into_a_round_comes_in_the_next() {
    let none = read(Vec::new(), &Memory::new());
    let updates: Vec<Update> = (0..1200).map(|number| update(number, 0)).collect();
    let second = read(updates.clone(), &none.memory);
    let third = read(updates, &second.memory);
    assert_eq!((second.items.len(), third.items.len()), (1000, 200));
}
