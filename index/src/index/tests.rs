use std::path::Path;

use watchline_model::{ChangeSeq, DocumentId};

use super::Index;
use crate::IndexError;
use crate::fixture::{find, index, now, plain, records, taxonomy};
use crate::packed::{FILE, Vocabulary};
use crate::schema::FORMAT;

fn open(folder: &Path) -> Result<Index, IndexError> {
    Index::open(folder, 15_000_000, &taxonomy())
}

fn total(index: &Index, query: &str) -> u64 {
    find(index, query).total
}

#[test]
fn a_reopened_index_keeps_records_and_cursor() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path()).unwrap();
    assert_eq!(first.cursor(), ChangeSeq(0));
    first.apply(&records(), &[], &[], ChangeSeq(41)).unwrap();
    assert_eq!(first.cursor(), ChangeSeq(41));
    drop(first);
    let second = open(folder.path()).unwrap();
    assert_eq!(second.cursor(), ChangeSeq(41));
    assert_eq!(total(&second, ""), 27);
}

#[test]
fn a_record_takes_the_place_of_the_one_with_its_key() {
    let index = index();
    let mut changed = plain(1, now());
    changed.text = "Entirely different".to_owned();
    index.apply(&[changed.clone(), changed], &[], &[], ChangeSeq(8)).unwrap();
    assert_eq!(total(&index, ""), 27);
    assert_eq!(total(&index, "harbour"), 0);
    assert_eq!(total(&index, "different"), 1);
}

#[test]
fn removal_goes_by_key_or_by_document_and_precedes_addition() {
    let index = index();
    index.apply(&[], &["d3".to_owned()], &[], ChangeSeq(8)).unwrap();
    assert_eq!(total(&index, "outage"), 0);
    index.apply(&[plain(1, now())], &[], &[DocumentId(1)], ChangeSeq(9)).unwrap();
    let parsed = index.parse("", now());
    let left = index.matches(&parsed, &["d1", "d1e0", "d1e1", "INC-2026-0042"].map(str::to_owned)).unwrap();
    assert_eq!(left, ["d1", "INC-2026-0042"]);
}

#[test]
fn clearing_empties_and_resets_the_cursor() {
    let index = index();
    index.clear().unwrap();
    assert_eq!((total(&index, ""), index.cursor()), (0, ChangeSeq(0)));
    index.apply(&records(), &[], &[], ChangeSeq(3)).unwrap();
    assert_eq!((total(&index, ""), index.cursor()), (27, ChangeSeq(3)));
}

#[test]
fn a_second_writer_is_told_who_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path()).unwrap();
    first.apply(&records(), &[], &[], ChangeSeq(5)).unwrap();
    let refused = open(folder.path()).unwrap_err();
    assert!(matches!(refused, IndexError::Locked { .. }), "{refused}");
    assert!(refused.to_string().contains(&folder.path().display().to_string()));
    assert_eq!(total(&first, ""), 27);
}

#[test]
fn a_reader_searches_beside_the_writer_but_does_not_change() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Index::open_read_only(folder.path(), &taxonomy()).is_err());
    let writer = open(folder.path()).unwrap();
    writer.apply(&records(), &[], &[], ChangeSeq(5)).unwrap();
    let reader = Index::open_read_only(folder.path(), &taxonomy()).unwrap();
    assert_eq!((total(&reader, ""), reader.cursor()), (27, ChangeSeq(5)));
    assert!(matches!(reader.clear(), Err(IndexError::ReadOnly { .. })));
}

/// Breaks a folder that holds an index and looks at what is opened there next.
#[track_caller]
fn check_begun_anew(damage: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path()).unwrap();
    first.apply(&records(), &[], &[], ChangeSeq(5)).unwrap();
    drop(first);
    std::fs::write(folder.path().join("letter.txt"), "mine").unwrap();
    damage(folder.path());
    let second = open(folder.path()).unwrap();
    assert_eq!((total(&second, ""), second.cursor()), (0, ChangeSeq(0)));
    second.apply(&records(), &[], &[], ChangeSeq(6)).unwrap();
    assert_eq!(total(&second, ""), 27);
    assert_eq!(std::fs::read_to_string(folder.path().join("letter.txt")).unwrap(), "mine");
}

#[test]
fn a_broken_folder_is_begun_anew_and_foreign_files_stay() {
    check_begun_anew(|folder| std::fs::write(folder.join("meta.json"), "{").unwrap());
    check_begun_anew(|folder| std::fs::write(folder.join("meta.json"), "{}").unwrap());
    check_begun_anew(|folder| std::fs::write(folder.join(".managed.json"), "?").unwrap());
    check_begun_anew(|folder| std::fs::remove_file(folder.join("meta.json")).unwrap());
}

#[test]
fn a_segment_file_that_is_gone_or_cut_short_begins_anew() {
    for end in ["store", "term", "fast", "idx", "pos", "fieldnorm"] {
        for keep in [None, Some(10)] {
            check_begun_anew(|folder| {
                let file = std::fs::read_dir(folder)
                    .unwrap()
                    .map(|entry| entry.unwrap().path())
                    .find(|path| path.extension().is_some_and(|extension| extension == end))
                    .unwrap();
                match keep {
                    None => std::fs::remove_file(file).unwrap(),
                    Some(bytes) => std::fs::OpenOptions::new().write(true).open(file).unwrap().set_len(bytes).unwrap(),
                }
            });
        }
    }
}

/// An index in a folder that has learnt the words of these texts.
fn with_vocabulary(folder: &Path, texts: &[&str]) -> Index {
    let index = open(folder).unwrap();
    index.inner.texts.put(Vocabulary::learnt(texts)).unwrap();
    drop(index);
    let index = open(folder).unwrap();
    index.apply(&records(), &[], &[], ChangeSeq(5)).unwrap();
    index
}

#[test]
fn texts_written_by_a_vocabulary_are_shown_as_others_are() {
    let folder = tempfile::tempdir().unwrap();
    let records = records();
    let texts: Vec<&str> = records.iter().map(|record| record.text.as_str()).collect();
    let by_words = with_vocabulary(folder.path(), &texts);
    let reader = Index::open_read_only(folder.path(), &taxonomy()).unwrap();
    for query in ["", "harbour", "outage", "vendor:anthropic"] {
        let expected = find(&index(), query);
        assert!(expected.total > 0, "{query}");
        assert_eq!(find(&by_words, query), expected, "{query}");
        assert_eq!(find(&reader, query), expected, "{query}");
    }
}

#[test]
fn a_vocabulary_that_is_gone_or_another_begins_anew() {
    for other in [None, Some(Vocabulary::learnt(&["other words", "other"]))] {
        let folder = tempfile::tempdir().unwrap();
        drop(with_vocabulary(folder.path(), &["some words", "some"]));
        match &other {
            None => std::fs::remove_file(folder.path().join(FILE)).unwrap(),
            Some(other) => std::fs::write(folder.path().join(FILE), other.file().unwrap()).unwrap(),
        }
        assert!(Index::open_read_only(folder.path(), &taxonomy()).is_err());
        let anew = open(folder.path()).unwrap();
        assert_eq!((total(&anew, ""), anew.cursor()), (0, ChangeSeq(0)));
        assert!(!folder.path().join(FILE).exists());
    }
}

#[test]
fn another_format_is_begun_anew() {
    check_begun_anew(|folder| {
        let path = folder.join("meta.json");
        let meta = std::fs::read_to_string(&path).unwrap();
        let format = |number: u32| format!("\\\"format\\\":{number}");
        let other = meta.replace(&format(FORMAT), &format(FORMAT + 1));
        assert_ne!(meta, other);
        std::fs::write(path, other).unwrap();
    });
    check_begun_anew(|folder| {
        let path = folder.join("meta.json");
        let meta = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, meta.replace("\"title_words\"", "\"heading\"")).unwrap();
    });
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = open(&file.join("index")).unwrap_err();
    assert!(matches!(refused, IndexError::Folder { .. }), "{refused}");
}

#[test]
fn deleted_records_do_not_pile_up() {
    let index = Index::in_memory(&taxonomy()).unwrap();
    for round in 0..30 {
        index.apply(&records(), &[], &[], ChangeSeq(round)).unwrap();
    }
    assert_eq!(total(&index, ""), 27);
}
