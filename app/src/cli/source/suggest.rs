//! A source for an address: what a person would write for it. Pure.

use watchline_model::{Source, SourceKind, Tier};

/// The kind that an address by itself tells; `None` where only its answer can.
pub(super) fn kind_of(url: &str) -> Option<SourceKind> {
    let address = url::Url::parse(url).ok()?;
    let (host, path) = (address.host_str()?.to_ascii_lowercase(), address.path().to_ascii_lowercase());
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    if host == "api.osv.dev" || last == "modified_id.csv" || (host.contains("osv") && last == "all.zip") {
        return Some(SourceKind::Osv);
    }
    if path == "/advisories" && host == "api.github.com" {
        return Some(SourceKind::Ghsa);
    }
    if matches!(last.as_str(), "delta.json" | "deltalog.json") || (last.starts_with("cve-") && last.ends_with(".json"))
    {
        return Some(SourceKind::Cve);
    }
    if last == "provider-metadata.json" || last == "security.txt" {
        return Some(SourceKind::Csaf);
    }
    let xml = last.trim_end_matches(".gz");
    if last.contains("sitemap") && (xml.ends_with(".xml") || xml.ends_with(".txt")) {
        return Some(SourceKind::Sitemap);
    }
    path.contains("/api/v2/").then_some(SourceKind::Statuspage)
}

/// Name and publisher are the title, or else the host.
pub(super) fn suggest(url: &str, title: Option<String>, kind: SourceKind, tier: Option<Tier>) -> Source {
    let name = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| host_of(url));
    let usual = match kind {
        SourceKind::Osv | SourceKind::Ghsa | SourceKind::Cve | SourceKind::Csaf => Tier::Database,
        SourceKind::Statuspage => Tier::Vendor,
        _ => Tier::Press,
    };
    Source { publisher: name.clone(), name, ..Source::new(id_of(url), kind, tier.unwrap_or(usual), url) }
}

/// An id made of the host: `www.news.example` gives `news-example`.
pub(super) fn id_of(url: &str) -> String {
    let slug = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_lowercase() } else { '-' };
    let id: String = host_of(url).chars().map(slug).collect();
    let id: Vec<&str> = id.split('-').filter(|part| !part.is_empty()).collect();
    if id.is_empty() { "source".to_owned() } else { id.join("-") }
}

fn host_of(url: &str) -> String {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

#[cfg(test)]
mod tests;
