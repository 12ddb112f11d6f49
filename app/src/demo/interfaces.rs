//! The answers of the made-up web's programs: one file for each kind of interface that it imitates.
//!
//! Only what is asked of the real ones is answered, in the same shape; whatever else is asked is not there.

mod csaf;
mod cve;
mod ghsa;
mod osv;
mod statuspage;

use url::form_urlencoded;
use watchline_model::SourceKind;

use super::content::Site;
use super::records::Interface;

/// What was asked.
pub(super) struct Asked<'a> {
    pub path: &'a str,
    pub query: &'a str,
    /// The body of a POST.
    pub posted: Option<&'a [u8]>,
    pub edition: u32,
}

impl Asked<'_> {
    /// A parameter of the query.
    fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// What is answered.
pub(super) struct Answer {
    pub content_type: &'static str,
    pub body: String,
    /// The header `Link`.
    pub link: Option<String>,
}

impl Answer {
    fn json(body: impl Into<String>) -> Self {
        Self { content_type: "application/json; charset=utf-8", body: body.into(), link: None }
    }

    fn text(body: String) -> Self {
        Self { content_type: "text/plain; charset=utf-8", body, link: None }
    }
}

/// `None` where none of the site's interfaces answers there.
pub(super) fn answer(site: &Site, asked: &Asked<'_>) -> Option<Answer> {
    site.interfaces.iter().find_map(|interface| match interface.kind {
        SourceKind::Statuspage => statuspage::answer(site, interface, asked),
        SourceKind::Osv => osv::answer(interface, asked),
        SourceKind::Ghsa => ghsa::answer(site, interface, asked),
        SourceKind::Cve => cve::answer(site, interface, asked),
        SourceKind::Csaf => csaf::answer(site, interface, asked),
        SourceKind::Feed | SourceKind::Listing | SourceKind::Page | SourceKind::Sitemap => None,
    })
}

/// Records byte for byte, in a list.
fn list(records: &[String]) -> String {
    format!("[{}]", records.join(","))
}

/// The record that stands at the path itself.
fn record(interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    Some(Answer::json(interface.record_at(asked.path, asked.edition)?.json_in(asked.edition)))
}
