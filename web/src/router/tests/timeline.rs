//! The timeline on its three pages, through the real router.

use super::*;

/// What the list says, in order: number and anchor of each line.
fn lines(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in page.split("<li id=\"happening-").skip(1) {
        let anchor = part.split('"').next().unwrap_or_default();
        let number = part.split("<span class=\"no\">").nth(1).and_then(|rest| rest.split('<').next());
        found.push((number.unwrap_or_default().to_owned(), format!("happening-{anchor}")));
    }
    found
}

/// Marks of one drawing: number and where each leads.
fn marks(page: &str, form: &str) -> Vec<(String, String)> {
    let drawing = page.split(&format!("<div class=\"lanes {form}\"")).nth(1).unwrap_or_default();
    let drawing = drawing.split("</svg>").next().unwrap_or_default();
    let mut found = Vec::new();
    for part in drawing.split("<a href=\"#").skip(1) {
        let anchor = part.split('"').next().unwrap_or_default();
        let number = part.split("<text class=\"no\"").nth(1).and_then(|rest| rest.split('>').nth(1));
        let number = number.and_then(|text| text.split('<').next()).unwrap_or_default();
        found.push((number.to_owned(), anchor.to_owned()));
    }
    found.sort_by_key(|(number, _)| number.parse::<u32>().unwrap_or(0));
    found
}

#[tokio::test]
async fn the_list_says_what_the_drawing_shows() {
    let site = site().await;
    for path in
        ["/incidents/INC-2026-0001", "/incidents/INC-2026-0001?axis=known", "/timeline?q=fern", "/entities/orchid"]
    {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        let list = lines(&page.body);
        assert!(list.len() > 3, "{path}: {list:?}");
        assert_eq!(marks(&page.body, "wide"), list, "{path}");
        assert_eq!(marks(&page.body, "tall"), list, "{path}");
    }
}

#[tokio::test]
async fn the_other_axis_puts_it_in_another_order() {
    let site = site().await;
    let happened = site.get("/incidents/INC-2026-0001").await.body;
    let known = site.get("/incidents/INC-2026-0001?axis=known").await.body;
    let anchors = |page: &str| lines(page).into_iter().map(|(_, anchor)| anchor).collect::<Vec<_>>();
    let (mut by_date, mut by_news) = (anchors(&happened), anchors(&known));
    assert_ne!(by_date, by_news);
    by_date.sort();
    by_news.sort();
    assert_eq!(by_date, by_news, "the same lines in another order");
    assert!(happened.contains("not known</text>") && !known.contains("not known</text>"));
}

#[tokio::test]
async fn as_of_a_day_hides_what_became_known_later() {
    let site = site().await;
    let then = site.get("/incidents/INC-2026-0001?by=2026-07-02&axis=known").await;
    let now = site.get("/incidents/INC-2026-0001?axis=known").await;
    let (then, now) = (then.body, now.body);
    assert!(lines(&then).len() < lines(&now).len(), "{}", lines(&then).len());
    assert!(!then.contains("Ilse Brandt of Orchid AI acknowledged"));
    assert!(then.contains("as known then</text>"));
    assert!(then.contains("by=2026-07-02"), "links of the timeline stay on that day");
}

#[tokio::test]
async fn one_incident_can_be_narrowed_and_says_so() {
    let site = site().await;
    let page = site.get("/incidents/INC-2026-0001?after=2026-03&before=2026-04").await.body;
    assert!(page.contains("Only what lies from March 2026 and before April 2026."), "{page}");
    assert_eq!(lines(&page).len(), 1);
}

#[tokio::test]
async fn nonsense_is_named_and_never_a_5xx() {
    let site = site().await;
    for (path, word) in [
        ("/timeline?axis=x", "axis"),
        ("/incidents/INC-2026-0001?resolution=fortnight", "resolution"),
        ("/entities/orchid?after=never", "after"),
        ("/entities?kind=spaceship", "kind"),
    ] {
        let answered = site.get(path).await;
        assert_eq!(answered.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(answered.body.contains(word), "{path}");
    }
    for path in [
        "/timeline",
        "/timeline?q=%22((((",
        "/timeline?q=fern&resolution=day&after=0001&before=9998",
        "/timeline?q=fern&axis=known&before=0001",
        "/entities/orchid?resolution=year&axis=known&lines=all",
        "/entities?kind=vendor&letter=%F0%9F%92%A9",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn an_incident_shows_the_last_edit_of_a_statement_and_how_to_cite_it() {
    let site = site().await;
    let page = site.get("/incidents/INC-2026-0001").await.body;
    for shown in [
        "<ins>",
        "The whole difference",
        "SHA-256 of what stands behind it",
        "/incidents/INC-2026-0001?by=2026-07-08",
        "On the covert tracking",
        "Status, step by step",
    ] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
}

#[tokio::test]
async fn names_are_listed_by_kind_and_from_a_to_z() {
    let site = site().await;
    let all = site.get("/entities").await.body;
    assert!(all.contains("Vendors (2)") && all.contains("kind=product"), "{all}");
    let vendors = site.get("/entities?kind=vendor").await.body;
    assert!(vendors.contains("id=\"letter-o\"") && vendors.contains("Orchid AI") && !vendors.contains("Harbour Group"));
    let entity = site.get("/entities/orchid").await.body;
    for shown in ["/feed.atom?q=vendor%3Aorchid", "What happened", "Latest documents", "Fern Code"] {
        assert!(entity.contains(shown), "{shown:?} is missing:\n{entity}");
    }
}
