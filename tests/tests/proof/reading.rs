//! What one page cannot show: an article that goes on, and what all pages of a host say.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::program::{Served, run, run_well};
use crate::site::{Answer, Site};

/// Made-up names, given to the program as a user's own taxonomy.
const TAXONOMY: &str = "[[entity]]\nid = \"quillmont\"\nkind = \"vendor\"\nname = \"Quillmont\"\n\
    [[entity]]\nid = \"plumechat\"\nkind = \"product\"\nname = \"PlumeChat\"\nowner = \"quillmont\"\n";

const HTML: &str = "text/html; charset=utf-8";

const PARTS: [&str; 3] = [
    "Quillmont confirmed that its chatbot PlumeChat exposed the titles of some users' chats to other users for nine hours \
     on Thursday, and that it took PlumeChat offline as soon as its own engineers had understood what they saw.",
    "Before that, three users of PlumeChat had written to Quillmont that they saw the titles of strangers, and were told \
     by the helpdesk that they must have forgotten their own chats. One of the three sent a film of her screen.",
    "Quillmont said on Friday that it would notify everyone whose data was exposed, and that it has patched the bug for \
     good. A spokeswoman would not say how many people that is, nor what the film of the screen had shown.",
];

/// Page `number` of the article, which leads to `next`.
fn part(number: usize, next: Option<&str>) -> Answer {
    let next = next.map(|next| format!("<nav class=pages><a rel=next href=\"{next}\">Next page</a></nav>"));
    Answer::of(
        HTML,
        format!(
            "<html lang=en><head><title>Nine hours of strangers' chats</title></head><body><article>\
             <h1>Nine hours of strangers' chats</h1><time datetime=\"2026-07-03\">3 July 2026</time><p>{}</p>{}\
             </article></body></html>",
            PARTS[number - 1],
            next.unwrap_or_default()
        ),
    )
}

fn feed(site: &str, paths: &[&str]) -> Answer {
    let item = |path: &&str| {
        format!(
            "<item><title>{path}</title><link>{site}{path}</link><pubDate>Fri, 03 Jul 2026 08:00:00 GMT</pubDate></item>"
        )
    };
    let items: String = paths.iter().map(item).collect();
    let head = format!("<title>Feed</title><link>{site}</link><description>d</description>");
    Answer::of("application/rss+xml", format!("<rss version=\"2.0\"><channel>{head}{items}</channel></rss>"))
}

fn write_config(folder: &Path, sources: &str) {
    let text = format!(
        "[sources]\nshipped = false\n[taxonomy]\nfiles = [\"made-up.toml\"]\n\
         [crawler]\nallowed_private_networks = [\"127.0.0.1/32\"]\nhost_gap_ms = 0\n{sources}"
    );
    std::fs::write(folder.join("watchline.toml"), text).unwrap();
    std::fs::write(folder.join("made-up.toml"), TAXONOMY).unwrap();
}

fn source(id: &str, tier: &str, kind: &str, url: &str) -> String {
    format!("[[source]]\nid = \"{id}\"\nname = \"{id}\"\ntier = \"{tier}\"\nkind = \"{kind}\"\nurl = \"{url}\"\n")
}

fn crawl(folder: &Path, source: &str) {
    run_well(folder, &["crawl", "--data", ".", "--source", source]);
}

/// All documents, by the path of their address.
fn documents(folder: &Path) -> BTreeMap<String, Value> {
    let served = Served::start(folder, "watchline.toml");
    let found = served.json("/api/v1/documents?limit=100");
    let documents = found["items"].as_array().unwrap().iter().map(|item| {
        let document = served.json(&format!("/api/v1/documents/{}", item["id"]));
        let url = document["url"].as_str().unwrap();
        (url.splitn(4, '/').nth(3).unwrap().to_owned(), document)
    });
    documents.collect()
}

/// A story in three pages, whose last one leads back to the second.
fn three_pages() -> Site {
    Site::start(|site| {
        BTreeMap::from([
            ("/feed.xml".to_owned(), feed(site, &["/strangers"])),
            ("/strangers".to_owned(), part(1, Some("/strangers/page/2"))),
            ("/strangers/page/2".to_owned(), part(2, Some("/strangers/page/3"))),
            ("/strangers/page/3".to_owned(), part(3, Some("/strangers/page/2"))),
        ])
    })
}

#[test]
fn an_article_in_three_pages_is_one_document_with_all_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = three_pages();
    write_config(folder, &source("news", "vendor", "feed", &format!("{}/feed.xml", site.address)));
    crawl(folder, "news");
    let documents = documents(folder);
    assert_eq!(documents.keys().collect::<Vec<_>>(), ["strangers"]);
    let document = &documents["strangers"];
    assert_eq!(document["text"], PARTS.join("\n\n"), "{document}");
    assert_eq!(document["versions"].as_array().unwrap().len(), 1);
    let quotes: Vec<&str> =
        document["events"].as_array().unwrap().iter().filter_map(|event| event["evidence"]["quote"].as_str()).collect();
    assert!(quotes.iter().any(|quote| PARTS[2].contains(quote)), "nothing is known of the third page: {quotes:?}");
    let archive = run_well(folder, &["export", "--data", ".", "--format", "jsonl"]);
    assert!(archive.contains("patched the bug"), "{archive}");
    run_well(folder, &["verify", "--data", "."]);
}

#[test]
fn a_page_that_robots_keep_closed_is_missing_and_the_article_ends_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = three_pages();
    site.set("/robots.txt", Answer::of("text/plain", "User-agent: *\nDisallow: /strangers/page/3\n"));
    write_config(folder, &source("news", "vendor", "feed", &format!("{}/feed.xml", site.address)));
    crawl(folder, "news");
    let document = &documents(folder)["strangers"];
    assert_eq!(document["text"], PARTS[..2].join("\n\n"), "{document}");
}

#[test]
fn extract_follows_an_address_and_says_what_it_could_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = three_pages();
    write_config(folder, "");
    let address = format!("{}/strangers", site.address);
    let whole: Value = serde_json::from_str(&run_well(folder, &["extract", &address])).unwrap();
    assert_eq!(whole["text"], PARTS.join("\n\n"), "{whole}");
    site.set("/strangers/page/2", Answer { status: 503, headers: Vec::new(), body: Vec::new() });
    let output = run(folder, &["extract", &address]);
    let first: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(first["text"], PARTS[0], "{first}");
    let warnings = first["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|warning| warning.as_str().unwrap().contains("/strangers/page/2")), "{warnings:?}");
}

/// Stands on every page of the site, in the article itself, in words no list of boilerplate knows.
const HOUSE_WORDS: &str = "Quillmont of Lower Tarn has built helpers for councils, clinics and libraries since the year \
    of the great flood, and employs four hundred people in nine villages along the river.";

const STATEMENTS: [[&str; 2]; 5] = [
    [
        "Quillmont confirmed that PlumeChat exposed the titles of some users' chats to other users on Monday night.",
        "The titles were to be seen for nine hours. Everyone whose data was exposed will be notified by letter.",
    ],
    [
        "Quillmont confirmed that an attacker stole the keys of eleven customers of PlumeChat in the last week of May.",
        "All keys have been replaced. The attacker had found them in a folder that was open to the whole company.",
    ],
    [
        "Quillmont has patched a vulnerability in PlumeChat that let any user read the files of the next one in line.",
        "It was found by a student, who was paid for it. Nobody else is known to have used it before the patch came.",
    ],
    [
        "PlumeChat was down for six hours on the first Sunday of June, in all regions, because a certificate had expired.",
        "Quillmont now writes such dates into a calendar. No messages were lost, although some came in twice that day.",
    ],
    [
        "Quillmont has taken down four hundred accounts that used PlumeChat to write letters in the name of tax offices.",
        "The letters asked for money in coins of the last century. The police of two counties have got all there is.",
    ],
];

fn statement(number: usize, banner: &str) -> Answer {
    let [first, second] = STATEMENTS[number];
    Answer::of(
        HTML,
        format!(
            "<html lang=en><head><title>Statement {number}</title></head><body><div class=\"cookie-banner\" role=\"dialog\">\
             <p>{banner}</p></div><main><article><h1>Statement {number}</h1><time datetime=\"2026-07-0{}\"></time>\
             <p>{first}</p><p>{second}</p><p>{HOUSE_WORDS}</p></article></main></body></html>",
            number + 1
        ),
    )
}

/// The fifth statement is watched as a page of its own, the others come by a feed.
fn vendor() -> Site {
    Site::start(|site| {
        let paths = ["/s/0", "/s/1", "/s/2", "/s/3"];
        let mut answers = BTreeMap::from([("/feed.xml".to_owned(), feed(site, &paths))]);
        for number in 0..STATEMENTS.len() {
            answers.insert(format!("/s/{number}"), statement(number, "We use cookies."));
        }
        answers
    })
}

fn vendor_sources(site: &Site) -> String {
    let voice = "vendor = \"quillmont\"\n";
    let of = |id, kind, path: &str| source(id, "vendor", kind, &format!("{}{path}", site.address)) + voice;
    of("news", "feed", "/feed.xml") + &of("watched", "page", "/s/4")
}

#[test]
fn what_every_page_of_a_host_says_is_no_part_of_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = vendor();
    write_config(folder, &vendor_sources(&site));
    crawl(folder, "news");
    crawl(folder, "watched");
    let documents = documents(folder);
    assert_eq!(documents.len(), STATEMENTS.len());
    let with_house_words =
        documents.values().filter(|document| document["text"].as_str().unwrap().contains(HOUSE_WORDS)).count();
    assert_eq!(with_house_words, 3, "a single page cannot show it, three can");
    assert_eq!(documents["s/4"]["text"], STATEMENTS[4].join("\n\n"));
    run_well(folder, &["verify", "--data", "."]);
}

#[test]
fn what_was_learnt_of_a_host_since_is_no_edit_and_an_edit_still_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = vendor();
    write_config(folder, &vendor_sources(&site));
    crawl(folder, "watched");
    let has_house_words = || documents(folder)["s/4"]["text"].as_str().unwrap().contains(HOUSE_WORDS);
    assert!(has_house_words());
    crawl(folder, "news");
    site.set("/s/4", statement(4, "Your privacy matters: choose what may be stored."));
    crawl(folder, "watched");
    assert_eq!(versions_and_edits(folder, "s/4"), (1, 0));

    let Answer { body, .. } = statement(4, "We use cookies.");
    let edited = String::from_utf8(body).unwrap().replace("four hundred accounts", "nine hundred accounts");
    site.set("/s/4", Answer::of(HTML, edited));
    crawl(folder, "watched");
    assert_eq!(versions_and_edits(folder, "s/4"), (2, 1));
    assert!(has_house_words(), "an edit takes nothing else away");
    run_well(folder, &["verify", "--data", "."]);
}

/// The watched statement's versions and how often it was found edited.
fn versions_and_edits(folder: &Path, path: &str) -> (usize, usize) {
    let document = documents(folder).remove(path).unwrap();
    let is_edit = |event: &&Value| event["kind"] == "statement_edited";
    let edits = document["events"].as_array().unwrap().iter().filter(is_edit).count();
    (document["versions"].as_array().unwrap().len(), edits)
}

#[test]
fn a_page_that_is_read_in_another_way_than_before_was_not_edited() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = vendor();
    let watched = source("watched", "vendor", "page", &format!("{}/s/4", site.address)) + "vendor = \"quillmont\"\n";
    write_config(folder, &watched);
    crawl(folder, "watched");
    // From now on the source's owner wants its first paragraph only.
    write_config(folder, &(watched + "article_selector = \"article h1 + time + p\"\n"));
    site.set("/s/4", statement(4, "Your privacy matters: choose what may be stored."));
    crawl(folder, "watched");
    assert_eq!(versions_and_edits(folder, "s/4"), (1, 0));

    let Answer { body, .. } = statement(4, "We use cookies.");
    let edited = String::from_utf8(body).unwrap().replace("four hundred accounts", "nine hundred accounts");
    site.set("/s/4", Answer::of(HTML, edited));
    crawl(folder, "watched");
    assert_eq!(versions_and_edits(folder, "s/4"), (2, 1));
}

/// A feed that says when its only entry was changed.
fn revised(site: &str, updated: &str) -> Answer {
    let entry = format!(
        "<entry><id>urn:1</id><title>Strangers</title><link href=\"{site}/strangers\"/><updated>{updated}</updated>\
         <published>2026-07-03T08:00:00Z</published></entry>"
    );
    let head = format!("<id>urn:feed</id><title>Feed</title><updated>{updated}</updated>");
    Answer::of("application/atom+xml", format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{head}{entry}</feed>"))
}

#[test]
fn a_further_page_that_cannot_be_had_this_time_is_no_edit() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = three_pages();
    let address = site.address.clone();
    site.set("/feed.xml", revised(&address, "2026-07-03T08:00:00Z"));
    let news = source("news", "vendor", "feed", &format!("{address}/feed.xml")) + "vendor = \"quillmont\"\n";
    write_config(folder, &news);
    crawl(folder, "news");
    assert_eq!(versions_and_edits(folder, "strangers"), (1, 0));

    let Answer { body, .. } = part(1, Some("/strangers/page/2"));
    let touched =
        String::from_utf8(body).unwrap().replace("<body>", "<body><div class=\"cookie-banner\">Cookies?</div>");
    site.set("/strangers", Answer::of(HTML, touched));
    site.set("/strangers/page/2", Answer { status: 503, headers: Vec::new(), body: Vec::new() });
    site.set("/feed.xml", revised(&address, "2026-07-04T08:00:00Z"));
    crawl(folder, "news");
    assert_eq!(versions_and_edits(folder, "strangers"), (1, 0));
    run_well(folder, &["verify", "--data", "."]);
}
