//! Every input of `fuzz/corpus/` is read by the check of its folder: what fuzzing once found must not come back.

use std::path::{Path, PathBuf};

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "the fuzz targets use it as a crate")]
mod claims;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn every_reader_holds_its_claims_on_its_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").join("fuzz/corpus");
    for (name, _) in claims::TARGETS {
        let inputs = files(&corpus.join(name));
        assert!(!inputs.is_empty(), "no input for {name}");
        for input in inputs {
            println!("{}", input.display());
            claims::check(name, &std::fs::read(&input).expect("an input"));
        }
    }
}
