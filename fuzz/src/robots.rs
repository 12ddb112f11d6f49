//! Rules for crawlers.

use std::time::Duration;

use url::Url;
use watchline_crawler::fetch::robots::Robots;
use watchline_crawler::sitemaps_of_robots;

use super::addresses::assert_askable;

const PATHS: &[&str] = &["/", "/a/b.html?c=d&e", "/%7Efixture/%E4%BD%A0", "/private/x", "/robots.txt", "/a$b*c"];

/// Parsed twice, it is the same; neither the case of our name nor the kind of line break matters, and no host makes us wait for more than a minute.
pub(crate) fn check(input: &[u8]) {
    let answers = |body: &[u8], token: &str| {
        let robots = Robots::parse(body, token);
        let delay = robots.crawl_delay();
        assert!(delay.is_none_or(|delay| delay <= Duration::from_secs(60)), "{delay:?}");
        let address = |path: &&str| Url::parse(&format!("https://news.example{path}")).expect("an address");
        let allowed: Vec<bool> = PATHS.iter().map(|path| robots.allows(&address(path))).collect();
        (allowed, delay)
    };
    let found = answers(input, "Watchline");
    assert_eq!(found, answers(input, "watchline"), "the case of our name matters");
    if !input.contains(&b'\r') {
        let text: Vec<u8> =
            input.iter().flat_map(|byte| [Some(b'\r').filter(|_| *byte == b'\n'), Some(*byte)]).flatten().collect();
        if text.len() < 500 * 1024 {
            assert_eq!(found, answers(&text, "Watchline"), "the kind of line break matters");
        }
    }
    sitemaps_of_robots(input).iter().for_each(|address| assert_askable(address));
}
