//! Atom (RFC 4287).

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Feed, FeedEntry};

/// A whole document, encoded as UTF-8.
pub fn atom(feed: &Feed, entries: &[FeedEntry]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut writer, feed, entries).expect("writing to memory cannot fail");
    String::from_utf8(writer.into_inner()).expect("only UTF-8 was written")
}

type Xml = Writer<Vec<u8>>;

fn write(writer: &mut Xml, feed: &Feed, entries: &[FeedEntry]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    root.write_inner_content(|writer| {
        text(writer, "title", &feed.title)?;
        text(writer, "id", &feed.id)?;
        text(writer, "updated", &moment(feed.updated))?;
        link(writer, "alternate", "text/html", &feed.home_url)?;
        link(writer, "self", "application/atom+xml", &feed.self_url)?;
        text(writer, "generator", "Watchline")?;
        // RFC 4287, 4.1.1: an author here stands for the entries that name none.
        author(writer, "Watchline")?;
        entries.iter().try_for_each(|one| entry(writer, one))
    })?;
    Ok(())
}

fn entry(writer: &mut Xml, entry: &FeedEntry) -> io::Result<()> {
    writer.create_element("entry").write_inner_content(|writer| {
        text(writer, "title", &entry.title)?;
        text(writer, "id", &entry.id)?;
        link(writer, "alternate", "text/html", &entry.url)?;
        text(writer, "updated", &moment(entry.updated))?;
        if let Some(published) = entry.published {
            text(writer, "published", &moment(published))?;
        }
        entry.authors.iter().try_for_each(|name| author(writer, name))?;
        text(writer, "summary", &entry.summary)
    })?;
    Ok(())
}

fn author(writer: &mut Xml, name: &str) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| text(writer, "name", name))?;
    Ok(())
}

fn text(writer: &mut Xml, element: &str, content: &str) -> io::Result<()> {
    let legal: String = content.chars().filter(|symbol| is_legal(*symbol)).collect();
    writer.create_element(element).write_text_content(BytesText::new(&legal))?;
    Ok(())
}

fn link(writer: &mut Xml, relation: &str, media_type: &str, href: &str) -> io::Result<()> {
    let href: String = href.chars().filter(|symbol| is_legal(*symbol)).collect();
    let attributes = [("rel", relation), ("type", media_type), ("href", href.as_str())];
    writer.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

/// XML 1.0, production 2: one control character would make the whole feed unreadable.
fn is_legal(symbol: char) -> bool {
    matches!(symbol, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
