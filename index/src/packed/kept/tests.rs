use super::super::Vocabulary;
use super::{FILE, Kept};

fn vocabulary(word: &str) -> Vocabulary {
    Vocabulary::learnt(&[&format!("{word} and {word} and once")])
}

#[test]
fn who_reads_beside_the_writer_finds_what_it_learnt() {
    let folder = tempfile::tempdir().unwrap();
    let (writer, reader) = (Kept::in_folder(folder.path()), Kept::in_folder(folder.path()));
    let first = writer.put(vocabulary("first")).unwrap().stamp();
    assert!(reader.current().is_none());
    assert_eq!(reader.stamped(first).unwrap().stamp(), first);
    let second = writer.put(vocabulary("second")).unwrap().stamp();
    assert_ne!(first, second);
    assert_eq!(reader.stamped(second).unwrap().stamp(), second);
    assert!(reader.stamped(first).is_none(), "of an index that is no more");
}

#[test]
fn a_damaged_file_is_no_vocabulary() {
    let folder = tempfile::tempdir().unwrap();
    Kept::in_folder(folder.path()).put(vocabulary("word")).unwrap();
    let whole = std::fs::read(folder.path().join(FILE)).unwrap();
    let mut turned = whole.clone();
    turned[20] ^= 1;
    for damaged in [&whole[..whole.len() - 1], &whole[..10], &[], &turned] {
        std::fs::write(folder.path().join(FILE), damaged).unwrap();
        assert!(Kept::in_folder(folder.path()).current().is_none());
    }
    assert!(Kept::in_memory().stamped(1).is_none());
}
