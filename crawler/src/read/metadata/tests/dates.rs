//! Where a page's day stands, in shapes that pages give it.

use super::read_html;

const ADDRESS: &str = "https://a.example/x";

fn day_at(html: &str, url: &str) -> Option<String> {
    read_html(html, url).published.map(|date| date.value_text())
}

fn day(html: &str) -> Option<String> {
    day_at(html, ADDRESS)
}

#[test]
fn of_two_days_in_one_box_the_one_that_is_marked_as_published_counts() {
    let html = "<h1>Title of it</h1><span class=posted-on><time class=updated>May 21, 2026</time>\
        <time class='entry-date published'>April 24, 2026</time></span>";
    assert_eq!(day(html).as_deref(), Some("2026-04-24"));
    // One alone is what the box around it says that it is.
    let html = "<h1>Title of it</h1><span itemprop=datePublished><time datetime=2026-04-25T03:00:00Z>April 24, 2026</time>\
        </span>";
    assert_eq!(day(html).as_deref(), Some("2026-04-24"));
}

#[test]
fn a_moment_counts_whatever_element_has_it() {
    let html =
        "<h1>Title of it</h1><p>opened <relative-time datetime=2026-07-03T10:00:00Z>last week</relative-time></p>";
    assert_eq!(day(html).as_deref(), Some("2026-07-03T10:00:00Z"));
    let html = "<h1>Title of it</h1><span class=post-date data-publish-date=2026-07-03>last week</span>";
    assert_eq!(day(html).as_deref(), Some("2026-07-03"));
    // An edit's moment is not the page's.
    let html = "<h1>Title of it</h1><p>Story <ins datetime=2026-07-03>of it</ins></p>";
    assert_eq!(day(html), None);
}

#[test]
fn a_report_s_dateline_tells_the_day() {
    let rest = "has barred the made-up helper of WATCHLINE-FIXTURE from all of its offices after residents found that it \
        showed letters of other people, and said that nobody knows yet how many of them it showed, to whom, or for how long.";
    let page = |opening: &str, head: &str| format!("{head}<h1>Title of it</h1><p>{opening} the council {rest}</p>");
    assert_eq!(day(&page("BERLIN, July 3, 2026 –", "")).as_deref(), Some("2026-07-03"));
    assert_eq!(day(&page("On July 3, 2026,", "")), None);
    // What the page says of itself outweighs it: an old report can be shown again.
    let head = "<meta property=article:published_time content=2026-07-05>";
    assert_eq!(day(&page("BERLIN, July 3, 2026 –", head)).as_deref(), Some("2026-07-05"));
}

#[test]
fn the_month_of_an_address_is_better_than_none() {
    let html = "<h1>Title of it</h1><p>What happened.</p>";
    assert_eq!(day_at(html, "https://a.example/2026/07/title-of-it").as_deref(), Some("2026-07"));
    let shown = "<h1>Title of it</h1><p>July 4, 2026</p><p>What happened.</p>";
    assert_eq!(day_at(shown, "https://a.example/2026/07/title-of-it").as_deref(), Some("2026-07-04"));
}

#[test]
fn the_last_change_shown_far_below_is_not_the_only_date_of_the_story() {
    let lines = "<p>Line</p>".repeat(30);
    let html = format!(
        "<h1>Title of it</h1>{lines}<p><span class=updated>2026-07-09</span></p><p><span>July 3, 2026</span></p>"
    );
    assert_eq!(day(&html).as_deref(), Some("2026-07-03"));
}
