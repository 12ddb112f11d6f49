use super::*;

fn feed(title: &str, url: &str) -> OpmlFeed {
    OpmlFeed { title: title.to_owned(), url: url.to_owned(), ..OpmlFeed::default() }
}

#[test]
fn what_is_watched_already_is_left_out_and_ids_stay_unique() {
    let known = [Source::new("a-example", SourceKind::Feed, Tier::Press, "https://a.example/feed?utm_source=x")];
    let feeds = vec![
        feed("known", "https://a.example/feed"),
        feed("another", "https://a.example/other"),
        feed("third", "https://a.example/third"),
        feed("odd", "feed:about"),
    ];
    let (sources, rows) = choose(&known, feeds, Tier::Researcher);
    let seen: Vec<(&str, Tier)> = sources.iter().map(|source| (source.id.as_str(), source.tier)).collect();
    assert_eq!(seen, [("a-example-2", Tier::Researcher), ("a-example-3", Tier::Researcher)]);
    let outcomes: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(outcomes[0], "left out: watched already");
    assert_eq!(outcomes[3], "left out: not an http or https address");
}
