//! Breakage of a whole feed: what stands before and around it, its frame, its names, its escaping.

use super::{Breaking, Broken, Seed, places_in_items};

const LAUGHS: &str = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">\
<!ENTITY nbsp \"&#160;\">]>\n";

pub(super) const CLASSES: &[(&str, Breaking)] = &[
    ("blank lines before the prolog", |text, _| Some(Broken::new(format!("\n\n  \r\n{text}")))),
    ("words before the prolog", |text, _| Some(Broken::new(format!("Cache hit.\nOK {text}")))),
    ("warnings of PHP before the prolog", |text, _| {
        let warning = "<br />\n<b>Warning</b>:  Undefined index: x in <b>/srv/feed.php</b> on line <b>3</b><br />\n";
        Some(Broken::new(format!("{warning}{text}")))
    }),
    ("comment before the prolog", |text, _| Some(Broken::new(format!("<!-- served & cached -->\n{text}")))),
    ("comment with an item in it", |text, _| {
        let hidden = "<!-- <item><title>Hidden</title><link>https://hidden.example/</link></item> -->";
        Some(Broken::new(text.replacen("<item", &format!("{hidden}<item"), 1)))
    }),
    ("two prologs", |text, _| Some(Broken::new(format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}")))),
    ("two feeds in a row", |text, _| Some(Broken::new(format!("{text}\n{text}")))),
    ("entities that laugh", |text, _| Some(Broken::new(before_root(text, LAUGHS)?))),
    ("DOCTYPE never closed", |text, _| Some(Broken::new(before_root(text, "<!DOCTYPE rss [\n<!ENTITY x \"y\">\n")?))),
    ("no root", |text, _| Some(Broken::new(without_root(text)?))),
    ("no channel", |text, _| {
        let broken = text.replace("<channel>", "").replace("</channel>", "");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("items behind the channel", |text, _| {
        let first = text.find("<item")?;
        let (head, items) = text.split_at(first);
        Some(Broken::new(format!("{head}</channel>{}", items.replace("</channel>", ""))))
    }),
    ("no version", |text, _| {
        let broken = text.replacen(" version=\"2.0\"", "", 1);
        (broken != text).then(|| Broken::new(broken))
    }),
    ("an odd version", |text, seed| {
        let versions = [" version=\"3.0\"", " version=\"\"", " version=\"0.93\"", " version=\"RSS 2.0\"", " version=2"];
        let broken = text.replacen(" version=\"2.0\"", versions.get(seed.below(versions.len()))?, 1);
        (broken != text).then(|| Broken::new(broken))
    }),
    ("prefixes never declared", |text, _| {
        let broken = without_declarations(text);
        (broken != text).then(|| Broken::new(broken))
    }),
    ("prefixes of a tool", |text, _| prefixed(text, "ns0")),
    ("capital tags", |text, _| Some(Broken::new(in_tags(text, |tag| tag.to_ascii_uppercase())))),
    ("mixed-case tags", |text, _| {
        let mixed = |tag: &str| {
            tag.chars().enumerate().map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c }).collect()
        };
        Some(Broken::new(in_tags(text, mixed)))
    }),
    ("raw ampersands", |text, _| {
        let broken = text.replace("&amp;", "&");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("raw angle brackets", |text, _| {
        let broken = text.replace("&lt;", "<").replace("&gt;", ">");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("escaped twice", |text, _| {
        let broken = text.replace('&', "&amp;");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("entities never declared", entities),
    ("attributes without quotes", |text, _| {
        let broken = with_attributes(text, |value| (!value.contains(' ')).then(|| value.to_owned()));
        Some(Broken::new(broken))
    }),
    ("attributes in curly quotes", |text, _| {
        Some(Broken::new(with_attributes(text, |value| Some(format!("\u{201c}{value}\u{201d}")))))
    }),
    ("attributes twice and without values", |text, _| {
        let broken = text.replace("<item>", "<item a=\"1\" a=\"2\" new>").replace("<guid ", "<guid a=\"1\" a='2' x ");
        let broken = broken.replace("<link href=", "<link checked x=1 x=2 href=");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("within a web page", |text, _| {
        Some(Broken::new(format!("<html><head><title>Feed</title></head><body>\n{text}\n</body></html>")))
    }),
    ("escaped within a web page", |text, _| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        Some(Broken::new(format!("<pre>{escaped}</pre>")))
    }),
    ("ends without end tags", |text, _| {
        let last = text.rfind("</item>").map(|at| at + 7).or_else(|| text.rfind("</entry>").map(|at| at + 8))?;
        Some(Broken::new(text.get(..last)?))
    }),
    ("breaks off", |text, seed| {
        let start = text.find("<item").or_else(|| text.find("<entry"))?;
        let cut = text.floor_char_boundary(start + seed.below(text.len() - start));
        let kept = text.get(..cut)?;
        let items_left = kept.matches("</item>").count() + kept.matches("</entry>").count();
        Some(Broken { items_left: Some(items_left), ..Broken::new(kept) })
    }),
    ("old line ends", |text, _| Some(Broken::new(text.replace("\r\n", "\n").replace('\n', "\r")))),
];

fn before_root(text: &str, what: &str) -> Option<String> {
    let root = root(text)?;
    Some(format!("{}{what}{}", text.get(..root)?, text.get(root..)?))
}

fn root(text: &str) -> Option<usize> {
    ["<rss", "<feed", "<rdf:RDF"].iter().filter_map(|root| text.find(root)).min()
}

fn without_root(text: &str) -> Option<String> {
    let root = root(text)?;
    let end = root + text.get(root..)?.find('>')?;
    let broken = format!("{}{}", text.get(..root)?, text.get(end + 1..)?);
    Some(broken.replace("</rss>", "").replace("</feed>", "").replace("</rdf:RDF>", ""))
}

fn without_declarations(text: &str) -> String {
    let mut broken = text.to_owned();
    while let Some(from) = broken.find(" xmlns:") {
        let rest = &broken[from..];
        let Some(open) = rest.find(['"', '\'']) else { break };
        let quote = &rest[open..=open];
        let Some(close) = rest[open + 1..].find(quote) else { break };
        broken.replace_range(from..from + open + 1 + close + 1, "");
    }
    broken
}

/// Applies `change` to the names of all tags that belong to feeds.
fn in_tags(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        broken.push_str(before);
        if let Some(end) = tag.strip_prefix("<![CDATA[").and_then(|_| tag.find("]]>")) {
            broken.push_str(&tag[..end]);
            rest = &tag[end..];
            continue;
        }
        let start = 1 + usize::from(tag.starts_with("</"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
        let length = tag[start..].find(|c| !is_name(c)).unwrap_or(0);
        broken.push_str(&tag[..start]);
        broken.push_str(&change(&tag[start..start + length]));
        rest = &tag[start + length..];
    }
    broken.push_str(rest);
    broken
}

fn prefixed(text: &str, prefix: &str) -> Option<Broken> {
    if !text.contains("<feed") {
        return None;
    }
    let names =
        ["feed", "entry", "title", "link", "id", "updated", "published", "summary", "content", "author", "name"];
    let prefixed = in_tags(text, |tag| if names.contains(&tag) { format!("{prefix}:{tag}") } else { tag.to_owned() });
    Some(Broken::new(prefixed.replacen("xmlns=", &format!("xmlns:{prefix}="), 1)))
}

/// Letters and blanks by names that HTML knows and XML does not.
fn entities(text: &str, seed: &mut Seed) -> Option<Broken> {
    let mut broken =
        text.replace('é', "&eacute;").replace('’', "&rsquo;").replace('—', "&mdash;").replace('…', "&hellip;");
    let places = places_in_items(&broken, "</title>");
    let place = *places.get(seed.below(places.len()))?;
    broken.insert_str(place, "&nbsp;");
    Some(Broken::new(broken.replace("<![CDATA[", "").replace("]]>", "")))
}

/// Changes quoted values outside of XML declarations; `None` leaves one alone.
fn with_attributes(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let Some(root) = root(text) else { return text.to_owned() };
    let (head, mut rest) = text.split_at(root);
    let mut broken = head.to_owned();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        broken.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, behind) = tag.split_at(end);
        rest = behind;
        let mut parts = tag.split('"');
        broken.push_str(parts.next().unwrap_or_default());
        while let Some(value) = parts.next() {
            match change(value) {
                Some(changed) if !tag.starts_with("<!") => broken.push_str(&changed),
                _ => broken.push_str(&format!("\"{value}\"")),
            }
            broken.push_str(parts.next().unwrap_or_default());
        }
    }
    broken.push_str(rest);
    broken
}
