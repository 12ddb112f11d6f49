//! What takes how much space in an index: by kind of file, and by field.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tantivy::Index;
use tantivy::space_usage::PerFieldSpaceUsage;

/// Bytes by the ending of files' names, and by field for those that are kept by field.
pub(crate) fn of(folder: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ending = name.rsplit('.').next().unwrap_or_default().to_owned();
        *files.entry(ending).or_default() += entry.metadata()?.len();
    }
    let searcher = Index::open_in_dir(folder)?.reader()?.searcher();
    let usage = searcher.space_usage()?;
    let mut fields: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for segment in usage.segments() {
        let mut add = |what: &'static str, of: &PerFieldSpaceUsage| {
            for field in of.fields() {
                let name = field.field_name().to_owned();
                *fields.entry(name).or_default().entry(what).or_default() += field.total().get_bytes();
            }
        };
        add("terms", segment.termdict());
        add("postings", segment.postings());
        add("positions", segment.positions());
        add("columns", segment.fast_fields());
        add("norms", segment.fieldnorms());
    }
    Ok(json!({"segments": usage.segments().len(), "files": files, "fields": fields}))
}
