//! What follows from the system that a page was made with: where its feed is, and whether it is a status page.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

/// Systems give themselves away early; a longer page says nothing more.
const READ_MAX_BYTES: usize = 512 * 1024;

#[derive(Debug, Default, PartialEq)]
pub(super) struct MadeWith {
    /// Address and title.
    pub(super) feed: Option<(String, &'static str)>,
    pub(super) statuspage: Option<String>,
}

static GENERATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"(?i)<meta\s[^>]{0,200}?name\s*=\s*["']?generator["']?\s[^>]{0,200}?content\s*=\s*["']?([a-z.]+)|"#,
        r#"<meta\s[^>]{0,200}?content\s*=\s*["']?([a-z.]+)[^>]{0,200}?name\s*=\s*["']?generator\b"#
    ))
    .expect("a valid pattern")
});
static CHANNEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:/channel/|"externalId"\s*:\s*"|"channelId"\s*:\s*")(UC[\w-]{22})"#).expect("a valid pattern")
});
static EMBEDDED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)https?://([a-z0-9-]+\.statuspage\.io)/(?:embed|api)/").expect("a valid pattern"));

/// Words in the markup of hosted status pages.
const STATUS_MARKS: &[&str] = &[
    "statuspage.io",
    "atlassian.com/software/statuspage",
    "/api/v2/summary.json",
    "/api/v2/status.json",
    "incident.io",
    "instatus.com",
    "betterstack.com",
    "betteruptime.com",
    "rootly.com",
];

pub(super) fn made_with(text: &str, url: &str) -> MadeWith {
    let Ok(url) = Url::parse(url) else { return MadeWith::default() };
    let end = (0..=READ_MAX_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    MadeWith {
        feed: of_host(&url, text).or_else(|| of_system(&url, text)).map(|(url, title)| (String::from(url), title)),
        statuspage: statuspage(&url, text).map(String::from),
    }
}

/// Services that keep many people's pages under names of their own.
fn of_host(url: &Url, text: &str) -> Option<(Url, &'static str)> {
    let host = url.host_str()?.trim_start_matches("www.").to_ascii_lowercase();
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let at = |path: &str| url.join(path).ok();
    match (host.as_str(), parts.as_slice()) {
        ("youtube.com" | "m.youtube.com", _) => {
            let place = CHANNEL.captures(url.path()).or_else(|| CHANNEL.captures(text))?;
            let channel = place.get(1)?.as_str();
            Some((at(&format!("/feeds/videos.xml?channel_id={channel}"))?, "Videos"))
        }
        ("github.com", [owner, repository, ..]) => {
            Some((at(&format!("/{owner}/{repository}/releases.atom"))?, "Releases"))
        }
        ("medium.com", [owner, ..]) => Some((at(&format!("/feed/{owner}"))?, "Medium")),
        ("reddit.com" | "old.reddit.com", ["r", group, ..]) => Some((at(&format!("/r/{group}/.rss"))?, "Reddit")),
        ("bsky.app", ["profile", name, ..]) => Some((at(&format!("/profile/{name}/rss"))?, "Bluesky")),
        (host, _) if host.ends_with(".substack.com") => Some((at("/feed")?, "Substack")),
        (host, _) if host.ends_with(".medium.com") => Some((at("/feed")?, "Medium")),
        _ => None,
    }
}

/// Systems that people run under their own names.
fn of_system(url: &Url, text: &str) -> Option<(Url, &'static str)> {
    let generator = GENERATOR.captures(text);
    let generator = generator.and_then(|found| found.get(1).or(found.get(2)));
    let generator = generator.map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let (path, title) = match generator.as_str() {
        "wordpress" | "wordpress.com" => ("/feed/", "WordPress"),
        "ghost" => ("/rss/", "Ghost"),
        "hugo" => ("/index.xml", "Hugo"),
        "jekyll" | "gatsby" | "eleventy" if text.contains("/feed.xml") => ("/feed.xml", "Feed"),
        "drupal" => ("/rss.xml", "Drupal"),
        "discourse" => ("/latest.rss", "Discourse"),
        _ if text.contains("/wp-content/") || text.contains("/wp-json/") => ("/feed/", "WordPress"),
        _ if text.contains("substackcdn.com") => ("/feed", "Substack"),
        _ if text.contains(r#"content="Medium""#) => ("/feed", "Medium"),
        _ => return None,
    };
    Some((url.join(path).ok()?, title))
}

/// The page itself, where it is plainly a status page; else the one whose widget it carries.
fn statuspage(url: &Url, text: &str) -> Option<Url> {
    let host = url.host_str()?.to_ascii_lowercase();
    let is_named_so = host.split('.').any(|label| label.starts_with("status") || label.ends_with("status"));
    let is_hosted = [".statuspage.io", ".instatus.com", ".betteruptime.com"].iter().any(|end| host.ends_with(end));
    if is_hosted || (is_named_so && STATUS_MARKS.iter().any(|mark| text.contains(mark))) {
        return url.join("/").ok();
    }
    let embedded = EMBEDDED.captures(text)?;
    Url::parse(&format!("https://{}/", embedded.get(1)?.as_str().to_ascii_lowercase())).ok()
}

#[cfg(test)]
mod tests;
