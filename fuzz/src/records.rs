//! Records of databases and status pages: the first line names the kind, the record follows.

use serde_json::Value;
use watchline_crawler::{ReadHints, read_entry};
use watchline_model::SourceKind;

use super::reading::assert_sound;

const URL: &str = "https://records.example/records/one.json";
const KINDS: [SourceKind; 5] =
    [SourceKind::Statuspage, SourceKind::Osv, SourceKind::Ghsa, SourceKind::Cve, SourceKind::Csaf];

/// Read twice, it is the same; stated events stand in the text; the order of keys and the white space between them
/// change nothing.
pub(crate) fn check(input: &[u8]) {
    let (kind, body) = kind_and_body(input);
    let hints = ReadHints::default();
    let reading = read_entry(kind, body, None, URL, &hints);
    assert_sound(&reading, body.len());
    assert_eq!(reading, read_entry(kind, body, None, URL, &hints), "read twice, it differs");
    // Anything but a record is read as a page, of which `article` speaks.
    if reading.warnings.iter().any(|warning| warning.contains("read as a page")) {
        return;
    }
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
    let rewritten = serde_json::to_vec_pretty(&value).expect("a value can be written");
    if serde_json::from_slice::<Value>(&rewritten).ok().as_ref() == Some(&value) {
        let again = read_entry(kind, &rewritten, None, URL, &hints);
        assert_eq!(reading, again, "the order of keys or the white space between them matters");
    }
}

fn kind_and_body(input: &[u8]) -> (SourceKind, &[u8]) {
    let end = input.iter().take(16).position(|byte| *byte == b'\n');
    let (line, body) = end.map_or((input, input), |end| (&input[..end], &input[end + 1..]));
    let named = KINDS.into_iter().find(|kind| kind.to_string().as_bytes() == line);
    let first = usize::from(input.first().copied().unwrap_or_default());
    (named.unwrap_or(KINDS[first % KINDS.len()]), body)
}
