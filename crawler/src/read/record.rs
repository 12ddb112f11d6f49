//! Reading what answers an entry: a record in the format of its source's kind, else a web page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use watchline_model::{Reading, SourceKind};

use crate::read::{ReadHints, csaf, cve, ghsa, osv, read_page, statuspage};

/// Reads `body`, which came from `url`, as what a source of this kind gives. A body that is no such record is read
/// as a page, so that nothing is lost to a change of format; a warning says so.
pub fn read_entry(
    kind: SourceKind,
    body: &[u8],
    content_type: Option<&str>,
    url: &str,
    hints: &ReadHints<'_>,
) -> Reading {
    let read = || match kind {
        SourceKind::Statuspage => statuspage::read(body, url, hints.title),
        SourceKind::Osv => osv::read(body, url),
        SourceKind::Ghsa => ghsa::read(body, url),
        SourceKind::Cve => cve::read(body, url),
        SourceKind::Csaf => csaf::read(body, url),
        SourceKind::Feed | SourceKind::Listing | SourceKind::Page | SourceKind::Sitemap => None,
    };
    if !kind.gives_records() {
        return read_page(body, content_type, url, hints);
    }
    let record = catch_unwind(AssertUnwindSafe(read)).ok().flatten();
    record.unwrap_or_else(|| {
        let mut reading = read_page(body, content_type, url, hints);
        reading.warnings.push(format!("no {kind} record; it was read as a page"));
        reading
    })
}
