use super::*;
use crate::read::article::{Kept, explain_of_host};
use crate::read::{ReadHints, read_page, read_page_of_host};

/// Stands in the article itself on every page of the site, in words no list of boilerplate knows.
const HOUSE_WORDS: &str = "Watchline-Fixture Machines of Lower Tarn has built helpers for councils, clinics and libraries \
    since the year of the great flood, and employs four hundred people in nine villages along the river.";
const HOUSE_HEADING: &str = "Who we are in Lower Tarn";
const LABEL: &str = "What it means for you";

const STORIES: [[&str; 2]; 5] = [
    [
        "The clinic helper gave a wrong dose to eleven people in one week of March, and has been switched off since then by its maker.",
        "Nobody was harmed. The records of three months go to the ministry, which wants to know who was told first and when.",
    ],
    [
        "A library helper of Upper Tarn hid nine thousand titles from its readers, because nobody had borrowed them in a year.",
        "Dictionaries were among them. They are back on the list now, and the county asks for a rule that people can read.",
    ],
    [
        "The council's letters were answered by a helper that had learnt from the letters of another council, names included.",
        "Forty people got an answer that was meant for somebody else. The council has written to all of them by hand.",
    ],
    [
        "Two harbour cranes stood still for a day after their helper had taken the fog for a ship and would not let go of it.",
        "The fog lifted at six. A new version knows fog, and asks the harbour master when it is in doubt about anything.",
    ],
    [
        "The bus helper sent the last bus of the evening home empty, since it had counted the people who wait as lamp posts.",
        "They walked. The company has said that it is sorry, and that lamp posts do not carry umbrellas, as a rule of thumb.",
    ],
];

fn address(number: usize) -> String {
    format!("https://machines.example/news/{number}")
}

fn page(number: usize) -> String {
    let [first, second] = STORIES[number];
    format!(
        "<html><head><title>Story {number}</title></head><body><nav><a href=/>Home</a></nav><main><article><h1>Story {number}</h1>\
        <p>{first}</p><h2>{LABEL}</h2><p>{second}</p><h2>{HOUSE_HEADING}</h2><p>{HOUSE_WORDS}</p></article></main></body></html>"
    )
}

fn memory_of(pages: impl IntoIterator<Item = usize>) -> HostMemory {
    let mut memory = HostMemory::default();
    for number in pages {
        let (body, address) = (page(number), address(number));
        let read = read_page_of_host(body.as_bytes(), None, &address, &ReadHints::default(), Some(&memory));
        memory.remember(&address, &read.paragraphs);
    }
    memory
}

fn text(number: usize, memory: &HostMemory) -> String {
    let body = page(number);
    read_page_of_host(body.as_bytes(), None, &address(number), &ReadHints::default(), Some(memory)).reading.text
}

#[test]
fn what_stands_on_three_other_pages_is_not_the_article() {
    let alone = read_page(page(4).as_bytes(), None, &address(4), &ReadHints::default()).text;
    assert!(alone.contains(HOUSE_WORDS), "a single page cannot show it: {alone}");
    assert!(text(4, &memory_of([0, 1])).contains(HOUSE_WORDS), "two pages are no proof");
    let told = text(4, &memory_of([0, 1, 2]));
    assert!(!told.contains(HOUSE_WORDS), "{told}");
    for words in STORIES[4] {
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn a_label_that_every_article_has_stays() {
    let told = text(4, &memory_of([0, 1, 2, 3]));
    assert!(told.contains(LABEL), "{told}");
}

#[test]
fn a_page_read_again_is_no_other_page() {
    let memory = memory_of([3, 3, 3, 3, 0]);
    assert!(text(3, &memory).contains(HOUSE_WORDS));
    let mut memory = memory_of([0, 1, 2]);
    memory.remember("https://machines.example/news/4?utm_source=mail", &digests(&[]));
    assert_eq!(text(4, &memory), text(4, &memory_of([4, 0, 1, 2])));
}

#[test]
fn an_article_is_never_emptied() {
    let mut memory = HostMemory::default();
    let body = page(2);
    let hints = ReadHints::default();
    let alone = read_page_of_host(body.as_bytes(), None, "https://machines.example/a", &hints, None);
    for copy in 0..5 {
        memory.remember(&format!("https://machines.example/copies/{copy}"), &alone.paragraphs);
    }
    let told = read_page_of_host(body.as_bytes(), None, "https://machines.example/a", &hints, Some(&memory));
    assert_eq!(told.reading.text, alone.reading.text);
}

#[test]
fn the_explanation_names_the_host() {
    let memory = memory_of([0, 1, 2]);
    let blocks = explain_of_host(page(4).as_bytes(), None, &address(4), &ReadHints::default(), Some(&memory));
    let house = blocks.iter().find(|block| block.text.starts_with("Watchline-Fixture")).expect("the house words");
    assert_eq!(house.kept, Kept::Dropped);
    assert!(house.reason.contains("other pages of this host"), "{}", house.reason);
    let kept: Vec<&str> =
        blocks.iter().filter(|block| block.kept == Kept::Kept).map(|block| block.text.as_str()).collect();
    let told = text(4, &memory);
    assert!(!kept.is_empty() && kept.iter().all(|kept| told.contains(kept)), "{kept:?} and {told}");
}

#[test]
fn a_memory_comes_back_from_its_text() {
    let memory = memory_of([0, 1, 2]);
    let back = HostMemory::read(&memory.to_text());
    assert_eq!(back, memory);
    assert_eq!(text(4, &back), text(4, &memory));
    assert!(HostMemory::read("no memory\n\nzz 1 2\n12 3\n").is_empty());
}

#[test]
fn a_memory_stays_small_and_keeps_what_repeats() {
    let mut memory = HostMemory::default();
    let often: Vec<u64> = (0..50).collect();
    for page in 0..40_u64 {
        let once = (0..500).map(|number| 1_000_000 * (page + 1) + number);
        memory.remember(
            &format!("https://machines.example/{page}"),
            &often.iter().copied().chain(once).collect::<Vec<_>>(),
        );
    }
    assert!(memory.seen.len() <= PARAGRAPHS_MAX, "{}", memory.seen.len());
    assert!(
        often.iter().all(|paragraph| memory.seen.get(paragraph).is_some_and(|seen| seen.pages.len() == PAGES_KEPT))
    );
    assert!(memory.to_text().len() < 120_000, "{} bytes", memory.to_text().len());
}

#[test]
fn what_a_reading_has_shown_is_not_taken_away_later() {
    let memory = memory_of([0, 1, 2]);
    let shown = read_page(page(4).as_bytes(), None, &address(4), &ReadHints::default()).text;
    assert!(shown.contains(HOUSE_WORDS));
    assert_eq!(text(4, &memory.sparing(&shown)), shown);
    assert_eq!(text(4, &memory.sparing("Other words.")), text(4, &memory));
}

#[test]
fn memories_disagree_about_a_page_only_where_it_is_read_differently() {
    let (two, three) = (memory_of([0, 1]), memory_of([0, 1, 2]));
    let paragraphs = |number| {
        read_page_of_host(page(number).as_bytes(), None, &address(number), &ReadHints::default(), None).paragraphs
    };
    assert!(!two.agrees(&three, &address(4), &paragraphs(4)));
    assert!(two.agrees(&three, &address(2), &paragraphs(2)), "one of the three is the page itself");
    assert!(two.agrees(&three, &address(4), &[]));
    assert!(three.agrees(&memory_of([0, 1, 2, 3]), &address(4), &paragraphs(4)));
}
