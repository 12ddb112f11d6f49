//! The search page, what it offers when nothing is found, and what stands around every page.

use super::*;

fn count_of(page: &str) -> u64 {
    let line = page.split("<p class=\"bar-line\"><span><b>").nth(1).expect("a total");
    line.split_whitespace().next().expect("a number").replace(',', "").parse().expect("a number")
}

/// The address behind the first link that contains all of these.
fn link(page: &str, after: &str) -> String {
    let rest = page.split(after).nth(1).unwrap_or_else(|| panic!("{after} is missing:\n{page}"));
    let href = rest.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
    href.replace("&amp;", "&").replace("&#38;", "&")
}

#[tokio::test]
async fn each_list_says_how_much_the_same_search_finds_there() {
    let site = site().await;
    let page = site.get("/search?q=vendor:orchid").await.body;
    for (word, api) in [("Documents", "documents"), ("Events", "events"), ("Incidents", "incidents")] {
        let total = site.get(&format!("/api/v1/{api}?q=vendor:orchid")).await.json()["total"].clone();
        assert!(page.contains(&format!("{word} <span class=\"n\">{total}</span>")), "{word} {total}:\n{page}");
    }
}

#[tokio::test]
async fn a_bar_finds_as_many_as_it_says() {
    let site = site().await;
    for path in ["/search", "/search?type=events", "/search?histogram=year", "/search?q=fern+OR+reef&histogram=month"] {
        let page = site.get(path).await.body;
        let bars = page.split("<ol class=\"bars").nth(1).expect("a histogram");
        let promised =
            bars.split("class=\"count\" aria-hidden=\"true\">").nth(1).and_then(|rest| rest.split('<').next());
        let narrowed = site.get(&link(&page, "<ol class=\"bars")).await.body;
        assert_eq!(Some(count_of(&narrowed).to_string().as_str()), promised, "{path}");
        assert!(narrowed.contains("after:"), "the time is part of the query: {narrowed}");
    }
}

#[tokio::test]
async fn a_facet_finds_as_many_as_it_says_also_beside_another_choice() {
    let (site, mut followed) = (site().await, 0);
    for path in ["/search", "/search?q=vendor:orchid", "/search?q=tier:press&type=events"] {
        let page = site.get(path).await.body;
        let facets = page.split("<details class=\"facet\"").skip(1);
        for value in facets.flat_map(|facet| facet.split("<li>").skip(1)) {
            let value = value.split("</li>").next().unwrap_or_default();
            let promised = value.split("class=\"n\">").nth(1).and_then(|rest| rest.split('<').next());
            // Behind the facets stand lists without counts.
            let Some(promised) = promised.filter(|_| !value.contains("aria-current")) else { continue };
            let there = link(value, "<a ");
            let narrowed = site.get(&there).await.body;
            // The made-up archive tells of a kind that its taxonomy does not have.
            if narrowed.contains("could be taken as typed") {
                continue;
            }
            assert_eq!(count_of(&narrowed).to_string(), promised, "{path} -> {there}");
            followed += 1;
        }
    }
    assert!(followed > 30, "{followed} values");
}

#[tokio::test]
async fn each_piece_of_a_query_can_be_taken_out() {
    let site = site().await;
    let page = site.get("/search?q=fern+vendor:orchid+%22system+prompt%22").await.body;
    let chosen = page.split("class=\"chosen\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("pieces");
    assert_eq!(chosen.matches("<code>").count(), 3, "{chosen}");
    assert!(chosen.contains("q=fern+%22system+prompt%22"), "{chosen}");
}

#[tokio::test]
async fn a_query_of_a_thousand_pieces_makes_no_page_of_megabytes() {
    let site = site().await;
    let page = site.get(&format!("/search?q={}", "a+".repeat(990))).await.body;
    assert!(page.len() < 600_000, "{} bytes", page.len());
    assert_eq!(page.matches(": take it out").count(), 16);
}

#[tokio::test]
async fn when_nothing_is_found_the_piece_to_blame_is_named() {
    let site = site().await;
    let page = site.get("/search?q=vendor:orchid+zzzzzz").await.body;
    assert!(page.contains("without <code>zzzzzz</code> there are"), "{page}");
    let there = link(&page, "without <code>zzzzzz</code>");
    assert!(count_of(&site.get(&there).await.body) > 0, "{there}");
    let none = site.get("/search?q=xyzzyx+zzzzzz").await.body;
    assert!(!none.contains("there are <a") && none.contains("be told when it does"), "{none}");
    let both = site.get("/search?q=vendor:orchid+vendor:bluefin+tier:regulator&type=incidents").await.body;
    assert!(!both.contains("Nothing found") || both.contains("by itself finds") || both.contains("there are <a"));
}

#[tokio::test]
async fn pages_go_on_and_come_back_and_show_everything_once() {
    let site = site().await;
    let mut page = site.get("/search?limit=2").await.body;
    let total = count_of(&page);
    let titles = |page: &str| {
        let hits = page.split("<li class=\"hit\">").skip(1);
        hits.map(|hit| hit.split("href=\"").nth(1).expect("a link").split('"').next().expect("a link").to_owned())
            .collect::<Vec<_>>()
    };
    let (mut seen, mut addresses) = (titles(&page), vec!["/search?limit=2".to_owned()]);
    while page.contains("rel=\"next\"") {
        let more = page.split("aria-label=\"Pages\"").nth(1).expect("pages");
        let next = more.split("<a ").find(|one| one.contains("rel=\"next\"")).expect("a next page");
        let next = link(&format!("<a {next}"), "<a ");
        page = site.get(&next).await.body;
        seen.extend(titles(&page));
        addresses.push(next);
    }
    assert_eq!(seen.len() as u64, total);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len() as u64, total, "each once");
    for before in addresses.iter().rev().skip(1) {
        let more = page.split("aria-label=\"Pages\"").nth(1).expect("pages");
        let previous = more.split("<a ").find(|one| one.contains("rel=\"prev\"")).expect("a page before");
        page = site.get(&link(&format!("<a {previous}"), "<a ")).await.body;
        assert_eq!(titles(&page), titles(&site.get(before).await.body));
    }
}

#[tokio::test]
async fn a_search_can_be_kept_and_taken_away_whole() {
    let site = site().await;
    let page = site.get("/search?q=vendor:orchid+event:ban&type=events").await.body;
    for there in [
        "/alerts/new?q=vendor%3Aorchid+event%3Aban",
        "/timeline?q=vendor%3Aorchid+event%3Aban",
        "/feed.atom?q=vendor%3Aorchid+event%3Aban",
        "/calendar.ics?q=vendor%3Aorchid+event%3Aban",
        "/export.csv?q=vendor%3Aorchid+event%3Aban",
        "/export.csl.json?q=vendor%3Aorchid+event%3Aban",
        "/api/v1/events?q=vendor%3Aorchid+event%3Aban",
    ] {
        assert!(page.contains(&format!("href=\"{there}\"")), "{there} is missing:\n{page}");
        assert_eq!(site.get(there).await.status, StatusCode::OK, "{there}");
    }
}

#[tokio::test]
async fn what_can_be_typed_is_offered_without_a_script() {
    let site = site().await;
    let home = site.get("/").await.body;
    assert!(home.contains("<option value=\"vendor:orchid\">Orchid AI, "), "{home}");
    let page = site.get("/search?q=fern").await.body;
    assert!(page.contains("<option value=\"fern vendor:orchid\" data-whole>"), "{page}");
}
