//! Lists of feeds as feed readers exchange them: OPML 1.0 and 2.0 (<http://opml.org/spec2.opml>). Pure, and lenient as
//! readers are: a raw ampersand or a tag left open costs nothing but, at worst, the outline that it stands in.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

/// Outlines that are taken of one file.
const MOST: usize = 20_000;

/// One feed of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpmlFeed {
    pub title: String,
    /// The feed's address, as it stands there.
    pub url: String,
    /// The page that it is the feed of.
    pub page: Option<String>,
    /// The folders in which it stands, outermost first.
    pub folders: Vec<String>,
}

/// The feeds of a list in their order, each address once, and what could not be read.
pub fn read_opml(body: &[u8]) -> (Vec<OpmlFeed>, Vec<String>) {
    let text = String::from_utf8_lossy(body);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let (mut feeds, mut warnings): (Vec<OpmlFeed>, Vec<String>) = (Vec::new(), Vec::new());
    let mut seen = std::collections::HashSet::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(fault) => {
                warnings.push(format!("the list breaks off at byte {}: {fault}", reader.error_position()));
                break;
            }
        };
        match event {
            Event::Start(tag) if is_outline(&tag) => {
                take(&tag, &open, &mut feeds, &mut seen);
                open.push(attribute(&tag, &["title", "text"]).unwrap_or_default());
            }
            Event::Empty(tag) if is_outline(&tag) => take(&tag, &open, &mut feeds, &mut seen),
            Event::End(tag) if tag.name().as_ref().eq_ignore_ascii_case("outline") => {
                open.pop();
            }
            _ => {}
        }
        if feeds.len() >= MOST {
            warnings.push(format!("only the first {MOST} feeds were taken"));
            break;
        }
    }
    if feeds.is_empty() && warnings.is_empty() {
        warnings.push("it names no feed: an outline with the attribute xmlUrl".to_owned());
    }
    (feeds, warnings)
}

fn take(
    tag: &BytesStart<'_>,
    open: &[String],
    feeds: &mut Vec<OpmlFeed>,
    seen: &mut std::collections::HashSet<String>,
) {
    let Some(url) = attribute(tag, &["xmlUrl"]) else { return };
    if !seen.insert(url.clone()) {
        return;
    }
    feeds.push(OpmlFeed {
        title: attribute(tag, &["title", "text"]).unwrap_or_else(|| url.clone()),
        page: attribute(tag, &["htmlUrl"]),
        folders: open.iter().filter(|folder| !folder.is_empty()).cloned().collect(),
        url,
    });
}

fn is_outline(tag: &BytesStart<'_>) -> bool {
    tag.name().as_ref().eq_ignore_ascii_case("outline")
}

/// The first of these attributes that says something, whatever its case.
fn attribute(tag: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(name))?;
        let raw = found.value.into_owned();
        let value =
            quick_xml::escape::unescape(&raw).map_or_else(|_| raw.replace("&amp;", "&"), |text| text.into_owned());
        let value = crate::read::collapse(&value);
        (!value.is_empty()).then_some(value)
    })
}

/// An OPML 2.0 list; the first folder of each feed becomes an outline around it.
pub fn write_opml(title: &str, feeds: &[OpmlFeed]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    out.push_str(&format!("<head><title>{}</title></head>\n<body>\n", escape(title)));
    let mut folders: Vec<&str> = feeds.iter().map(folder_of).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        if !folder.is_empty() {
            out.push_str(&format!("<outline text=\"{0}\" title=\"{0}\">\n", escape(folder)));
        }
        for feed in feeds.iter().filter(|feed| folder_of(feed) == folder) {
            out.push_str(&outline(feed));
        }
        if !folder.is_empty() {
            out.push_str("</outline>\n");
        }
    }
    out.push_str("</body>\n</opml>\n");
    out
}

fn folder_of(feed: &OpmlFeed) -> &str {
    feed.folders.first().map_or("", String::as_str)
}

fn outline(feed: &OpmlFeed) -> String {
    let page = feed.page.as_deref().map_or_else(String::new, |page| format!(" htmlUrl=\"{}\"", escape(page)));
    let title = escape(&feed.title);
    format!("<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{}\"{page}/>\n", escape(&feed.url))
}

#[cfg(test)]
mod tests;
