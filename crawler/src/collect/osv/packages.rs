//! Asking OSV for the records of a package, and telling which records name one.

use std::collections::HashSet;

use serde_json::{Value, json};
use watchline_model::Source;

use crate::collect::json_parts::member;
use crate::collect::round::{Purpose, Request};
use crate::read::lenient::text;
use crate::read::osv;

/// `POST <base>/v1/query` for a package as `PyPI/langchain`; `None` for what names no ecosystem.
pub(super) fn query(base: &str, package: &str) -> Option<Request> {
    let (ecosystem, name) =
        package.trim().split_once('/').filter(|(ecosystem, name)| !ecosystem.is_empty() && !name.is_empty())?;
    let base = base.trim_end_matches('/');
    let url = if base.ends_with("/v1/query") { base.to_owned() } else { format!("{base}/v1/query") };
    Some(asking(url, json!({"package": {"ecosystem": ecosystem, "name": name}})))
}

/// The request for the next page, where the answer names one; it asks as `request` did.
pub(super) fn next(request: &Request, answer: &[u8]) -> Option<Request> {
    let token: String = serde_json::from_slice(member(answer, "next_page_token")?).ok()?;
    let mut body: Value = serde_json::from_str(request.json_body.as_deref()?).ok()?;
    // A server that names the same page again would be asked for ever.
    if token.is_empty() || text(&body, "page_token").is_some_and(|asked| asked == token) {
        return None;
    }
    body.as_object_mut()?.insert("page_token".to_owned(), Value::String(token));
    Some(asking(request.url.clone(), body))
}

fn asking(url: String, body: Value) -> Request {
    Request {
        json_body: Some(body.to_string()),
        accept: Some("application/json"),
        ..Request::get(url, Purpose::OsvPackage)
    }
}

/// The packages that a source asks for.
pub(super) struct Packages(HashSet<String>);

impl Packages {
    pub(super) fn of(source: &Source) -> Self {
        Self(source.packages.iter().map(|package| key(package)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the record names one of them; any record, where none are given.
    pub(super) fn want(&self, record: &Value) -> bool {
        self.is_empty() || osv::packages(record).any(|package| self.0.contains(&key(&package)))
    }
}

/// One spelling for one package: ecosystems may carry a release (`Debian:12`), and Python names are the same whatever
/// their case and dashes (PEP 503).
fn key(package: &str) -> String {
    let (ecosystem, name) = package.trim().split_once('/').unwrap_or(("", package));
    let ecosystem = ecosystem.split(':').next().unwrap_or_default().to_lowercase();
    let name = name.trim().to_lowercase();
    if ecosystem == "pypi" {
        let dashed = name.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        return format!("{ecosystem}/{dashed}");
    }
    format!("{ecosystem}/{name}")
}
