//! The text of a sitemap: unpacked if it is gzip (by its first bytes, whatever its name), within bounds.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::read::encoding;

/// The protocol's own bound on an unpacked sitemap (sitemaps.org, 50 MB).
const MAX_BYTES: u64 = 50 * 1024 * 1024;

pub(super) struct Unpacked {
    pub(super) text: String,
    pub(super) warning: Option<String>,
}

pub(super) fn unpack(body: &[u8], content_type: Option<&str>) -> Unpacked {
    if !body.starts_with(&[0x1f, 0x8b]) {
        let (body, warning) = cut(body);
        return Unpacked { text: encoding::decode_feed(body, content_type), warning };
    }
    let mut bytes = Vec::new();
    let outcome = MultiGzDecoder::new(body).take(MAX_BYTES + 1).read_to_end(&mut bytes);
    let (kept, too_long) = cut(&bytes);
    let warning = match outcome {
        // What came before the fault is kept: sitemaps put the newest first often enough.
        Err(fault) => Some(format!("the gzip stream breaks off after {} bytes: {fault}", bytes.len())),
        Ok(_) => too_long,
    };
    // The header speaks of the packed bytes.
    Unpacked { text: encoding::decode_feed(kept, None), warning }
}

fn cut(body: &[u8]) -> (&[u8], Option<String>) {
    let max = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    match body.get(..max) {
        Some(head) if body.len() > max => {
            (head, Some(format!("the sitemap is longer than {max} bytes; the rest was not read")))
        }
        _ => (body, None),
    }
}
