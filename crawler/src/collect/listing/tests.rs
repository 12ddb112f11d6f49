use chrono::{DateTime, Utc};
use watchline_model::{ListingSelectors, SourceKind, Tier};

use super::*;
use crate::collect::round::Purpose;

const CARDS: &str = include_str!("../../../fixtures/lists/cards.html");
const PLAIN: &str = include_str!("../../../fixtures/lists/plain_list.html");
const URL: &str = "https://www.watchline-fixture.example/newsroom";

fn source() -> Source {
    Source::new("lab", SourceKind::Listing, Tier::Vendor, URL)
}

fn read_page(source: &Source, body: &str) -> Result<Listed, ReadError> {
    let page = FetchedPage {
        url: URL.to_owned(),
        final_url: URL.to_owned(),
        status: 200,
        headers: vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())],
        fetched_at: DateTime::from_timestamp(1_783_100_000, 0).unwrap(),
        body: body.as_bytes().to_vec(),
    };
    read(source, &Request::get(URL, Purpose::Listing), &page, &Memory::new())
}

fn paths(listed: &Listed) -> Vec<&str> {
    let site = "https://www.watchline-fixture.example";
    listed.items.iter().map(|item| item.url.strip_prefix(site).unwrap_or(&item.url)).collect()
}

fn day(date: Option<DateTime<Utc>>) -> Option<String> {
    date.map(|date| date.format("%Y-%m-%d").to_string())
}

#[test]
fn articles_are_found_without_selectors_and_navigation_is_not() {
    let listed = read_page(&source(), CARDS).unwrap();
    let expected = [
        "/newsroom/watchfixture-statement-on-markers",
        "/newsroom/new-limits-for-agents",
        "/newsroom/outage-report",
        "/newsroom/letter-to-lawmakers",
    ];
    assert_eq!(paths(&listed), expected);
    let titles: Vec<&str> = listed.items.iter().filter_map(|item| item.title.as_deref()).collect();
    assert_eq!(titles[0], "Our statement on hidden markers in Watchfixture Code");
    assert_eq!(titles[2], "What happened on Tuesday");
    let days: Vec<Option<String>> = listed.items.iter().map(|item| day(item.published)).collect();
    let expected = ["2026-07-04", "2026-07-03", "2026-07-01", "2026-06-12"];
    assert_eq!(days, expected.map(|day| Some(day.to_owned())));
    assert!(listed.items[1].summary.as_deref().unwrap().starts_with("From today on"));
    assert_eq!(listed.title.as_deref(), Some("News | Watchfixture"));
}

#[test]
fn a_plain_list_of_dated_links_is_found() {
    let listed = read_page(&source(), PLAIN).unwrap();
    assert_eq!(paths(&listed), ["/advisories/2026/17", "/advisories/2026/16", "/advisories/2026/15"]);
    assert_eq!(day(listed.items[1].published).as_deref(), Some("2026-06-28"));
    assert_eq!(listed.items[1].title.as_deref(), Some("Fixture Gateway: commands run from a calendar invitation"));
}

#[test]
fn a_card_that_is_one_link_gives_its_headline_and_not_all_its_words() {
    let card = |path: &str, title: &str, date: &str| {
        format!(
            "<a class=\"row\" href=\"/blog/{path}\"><span>{date}</span><span class=\"label\">Research</span>\
             <div class=\"post-title\">{title}</div><p>A teaser of some length that nobody takes for a headline at all.</p></a>"
        )
    };
    let body = ["Reading minds of models", "Small steps, large models", "Watching the watchers of models"];
    let cards: String =
        body.iter().enumerate().map(|(index, title)| card(&format!("post-{index}"), title, "Jun 5, 2026")).collect();
    let listed = read_page(&source(), &format!("<div class=list>{cards}</div>")).unwrap();
    let titles: Vec<&str> = listed.items.iter().filter_map(|item| item.title.as_deref()).collect();
    assert_eq!(titles, body);
    assert_eq!(day(listed.items[0].published).as_deref(), Some("2026-06-05"));
}

#[test]
fn headlines_that_are_no_links_are_joined_to_the_link_beside_them() {
    let post = |number: u8| {
        format!(
            "<div class=post><img src=x><h2>Something happened, number {number}</h2><a href=/p/{number}>Read more</a></div>"
        )
    };
    let listed = read_page(&source(), &format!("<main>{}{}{}</main>", post(1), post(2), post(3))).unwrap();
    assert_eq!(listed.items.len(), 3);
    assert_eq!(listed.items[1].title.as_deref(), Some("Something happened, number 2"));
}

#[test]
fn dates_beside_headlines_belong_to_them_on_either_side() {
    let posts = [
        ("a", "The first thing that happened", "July 3, 2026"),
        ("b", "The second thing that happened", "June 2, 2026"),
        ("c", "The third thing that happened", "May 1, 2026"),
    ];
    let after: String = posts
        .iter()
        .map(|(path, title, date)| {
            format!("<h3><a href=/p/{path}>{title}</a></h3>\n<p><em>{date}</em></p><p>Words.</p>")
        })
        .collect();
    let before: String =
        posts.iter().map(|(path, title, date)| format!("{date} <a href=/p/{path}>{title}</a><br>")).collect();
    for body in [after, before] {
        let listed = read_page(&source(), &format!("<div>{body}</div>")).unwrap();
        let days: Vec<Option<String>> = listed.items.iter().map(|item| day(item.published)).collect();
        assert_eq!(days, ["2026-07-03", "2026-06-02", "2026-05-01"].map(|day| Some(day.to_owned())), "{body}");
    }
}

#[test]
fn chinese_headlines_are_headlines() {
    let item = |number: u8, title: &str| {
        format!("<li><a href=/news/{number}>{title}</a><span>2026年7月{number}日</span></li>")
    };
    let items =
        [item(1, "某公司要求员工停用编程助手"), item(2, "监管部门发布生成式服务指引"), item(3, "模型服务中断四小时")];
    let listed = read_page(&source(), &format!("<ul>{}</ul>", items.concat())).unwrap();
    assert_eq!(paths(&listed), ["/news/1", "/news/2", "/news/3"]);
    assert_eq!(day(listed.items[2].published).as_deref(), Some("2026-07-03"));
}

#[test]
fn selectors_decide_where_they_are_given() {
    let mut source = source();
    source.selectors = Some(ListingSelectors {
        item: "article.card".to_owned(),
        link: Some("h3 a".to_owned()),
        title: Some("h3".to_owned()),
        date: Some(".meta".to_owned()),
        summary: Some("p".to_owned()),
    });
    source.exclude = vec!["*/outage*".to_owned()];
    let listed = read_page(&source, CARDS).unwrap();
    assert_eq!(paths(&listed), ["/newsroom/new-limits-for-agents", "/newsroom/letter-to-lawmakers"]);
    assert_eq!(day(listed.items[0].published).as_deref(), Some("2026-07-03"));
    assert!(listed.warnings[0].contains("2 items have no link"), "{:?}", listed.warnings);
}

#[test]
fn a_wrong_selector_is_named_and_the_pages_own_shape_stands_in() {
    for item in ["article[", "section.no-such-thing"] {
        let mut source = source();
        source.selectors = Some(ListingSelectors { item: item.to_owned(), ..ListingSelectors::default() });
        let listed = read_page(&source, CARDS).unwrap();
        assert_eq!(listed.items.len(), 4, "{item}");
        assert!(listed.warnings.iter().any(|warning| warning.contains(item)), "{:?}", listed.warnings);
    }
    let mut source = source();
    let date = Some(")".to_owned());
    source.selectors = Some(ListingSelectors { item: "article.card".to_owned(), date, ..ListingSelectors::default() });
    let listed = read_page(&source, CARDS).unwrap();
    assert_eq!(day(listed.items[0].published).as_deref(), Some("2026-07-03"));
    assert!(listed.warnings[0].contains("`date`"));
}

#[test]
fn a_page_without_a_list_is_an_error_with_a_remedy() {
    for body in [
        "",
        "<p>One <a href=/a>link to a page with a long enough headline</a></p>",
        "<nav><a href=/a>x</a></nav>",
        "\0\0",
    ] {
        let error = read_page(&source(), body).unwrap_err().to_string();
        assert!(error.contains("not an index page") && error.contains("`selectors`"), "{error}");
    }
}

#[test]
fn hostile_pages_take_bounded_time() {
    let links: String =
        (0..6000).map(|number| format!("<div><a href=/n/{number}>One of very many headlines {number}</a>")).collect();
    let listed = read_page(&source(), &links).unwrap();
    assert!(listed.items.len() <= ITEMS_MAX);
    let nested = format!("{}<a href=/x>a headline of some length here</a>", "<div class=a>".repeat(50_000));
    assert!(read_page(&source(), &nested).is_err());
}

/// Every cut of `bytes`, and every one with a byte changed, so many at most.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let step = (bytes.len() / 150).max(1);
    let changed = [0, b'"', b'<', b'{', b'9', 0xff];
    (0..bytes.len()).step_by(step).flat_map(move |at| {
        let mut other = bytes.to_vec();
        if let Some(byte) = other.get_mut(at) {
            *byte = changed.get(at % changed.len()).copied().unwrap_or_default();
        }
        [bytes.get(..at).unwrap_or_default().to_vec(), other]
    })
}

#[test]
fn no_damage_breaks_the_index() {
    let pages = damaged(CARDS.as_bytes()).map(|body| String::from_utf8_lossy(&body).into_owned());
    let read_well = pages.filter(|body| read_page(&source(), body).is_ok()).count();
    assert!(read_well > 100, "{read_well}");
}
