//! Products and versions of a CVE record as words.
//! <https://github.com/CVEProject/cve-schema/blob/main/schema/docs/versions.md>
//!
//! Only what is affected is told; where everything but some versions is (`defaultStatus`), the exceptions are. The
//! numbering authority's word stands before that of others, who mostly repeat it in other spellings. Commits
//! (`versionType` git) say nothing to a reader and count only where there is nothing else.

use std::collections::HashSet;

use serde_json::Value;
use watchline_model::Affected;

use crate::read::advisory::{Bound, ENTRIES_MAX, is_nothing, range_text, span_text, spans_text};
use crate::read::collapse;
use crate::read::lenient::{list, text};

/// Versions read of one product.
const VERSIONS_MAX: usize = 1_000;

/// The products of the first container that names any.
pub(super) fn affected(containers: &[&Value]) -> Vec<Affected> {
    containers.iter().map(|container| of_container(container)).find(|products| !products.is_empty()).unwrap_or_default()
}

fn of_container(container: &Value) -> Vec<Affected> {
    let entries = || list(container, "affected").iter().take(ENTRIES_MAX);
    let of_releases: HashSet<String> = entries().filter(|entry| !is_of_commits(entry)).filter_map(product).collect();
    let told = |entry: &Value| {
        let product = product(entry)?;
        if is_of_commits(entry) && of_releases.contains(&product) {
            return None;
        }
        Some(Affected { versions: versions(entry)?, product })
    };
    entries().filter_map(told).collect()
}

/// Whether all versions of an entry are commits; kernels are told once so and once by release.
fn is_of_commits(entry: &Value) -> bool {
    let versions = list(entry, "versions");
    !versions.is_empty() && versions.iter().all(is_commit)
}

fn is_commit(version: &Value) -> bool {
    text(version, "versionType").is_some_and(|kind| kind == "git")
}

/// "vendor product", the vendor left out where the product's name begins with it.
fn product(entry: &Value) -> Option<String> {
    let named = |key: &str| text(entry, key).map(|name| collapse(&name)).filter(|name| !is_nothing(name));
    let product =
        named("product").or_else(|| named("packageName")).or_else(|| named("packageURL")).or_else(|| named("repo"));
    match (named("vendor"), product) {
        (Some(vendor), Some(product)) if product.to_lowercase().starts_with(&vendor.to_lowercase()) => Some(product),
        (Some(vendor), Some(product)) => Some(format!("{vendor} {product}")),
        (vendor, product) => product.or(vendor),
    }
}

/// `None` where the record says that the product is not affected at all.
fn versions(entry: &Value) -> Option<String> {
    let default = text(entry, "defaultStatus").unwrap_or_else(|| "unknown".to_owned());
    let of_status = |status: &str| {
        let versions = list(entry, "versions").iter().take(VERSIONS_MAX);
        versions
            .filter(|version| text(version, "status").is_some_and(|given| given.eq_ignore_ascii_case(status)))
            .collect::<Vec<_>>()
    };
    let affected = of_status("affected");
    let unaffected = of_status("unaffected");
    if default == "affected" {
        // "All but 7.1 and later" is simply what lies before.
        if let [only] = unaffected.as_slice()
            && let Some(from) = text(only, "version").filter(|from| !is_nothing(from))
            && text(only, "lessThan").is_some_and(|end| end == "*")
        {
            return Some(span_text(None, &Bound::Before(collapse(&from))));
        }
        let exceptions = spans(&unaffected);
        if !exceptions.is_empty() {
            return Some(format!("all versions except {exceptions}"));
        }
        if affected.is_empty() {
            return Some("all versions".to_owned());
        }
    }
    if affected.is_empty() && !unaffected.is_empty() {
        return None;
    }
    Some(spans(&affected))
}

fn spans(versions: &[&Value]) -> String {
    let releases: Vec<String> =
        versions.iter().filter(|version| !is_commit(version)).map(|version| span(version)).collect();
    if !releases.is_empty() {
        return spans_text(&releases);
    }
    spans_text(&versions.iter().map(|version| span(version)).collect::<Vec<_>>())
}

fn span(version: &Value) -> String {
    let from = text(version, "version").map(|from| collapse(&from));
    let end = match (bound(version, "lessThan"), bound(version, "lessThanOrEqual")) {
        (Some(end), _) => Bound::Before(end),
        (None, Some(end)) => Bound::To(end),
        (None, None) if text(version, "lessThan").or_else(|| text(version, "lessThanOrEqual")).is_some() => Bound::Open,
        (None, None) => return single(from),
    };
    span_text(from.as_deref(), &end)
}

/// A version alone: many write a whole range there ("< 4.11.0", "4.10 and earlier").
fn single(version: Option<String>) -> String {
    match version {
        None => String::new(),
        Some(word)
            if word == "*"
                || word == "vers:all/*"
                || word.eq_ignore_ascii_case("all versions")
                || word.eq_ignore_ascii_case("all") =>
        {
            "all versions".to_owned()
        }
        Some(word) if word != "0" && is_nothing(&word) => String::new(),
        Some(range) if range.starts_with(['<', '>', '=']) => range_text(&range),
        Some(version) => version,
    }
}

/// An end that is a version; `*` and words of the day ("latest", "publication") mean that there was none.
fn bound(version: &Value, key: &str) -> Option<String> {
    let is_open = |end: &str| ["latest", "publication", "current", "present"].contains(&end.to_lowercase().as_str());
    let end = text(version, key).map(|end| collapse(&end));
    end.filter(|end| end == "0" || !(is_nothing(end) || is_open(end)))
}
