use super::{Kept, Packer, Unpacker, WORDS, ZSTANDARD};

/// A text of words that repeat now and then, as they do in a language.
fn text(number: u32) -> String {
    let words = ["the", "model", "prompt", "leaked", "Überwachung", "on", "banned", "禁止", "of", "vendor's", "12,5"];
    let picked = |place: u32| {
        let roll = number.wrapping_mul(2_654_435_761).wrapping_add(place.wrapping_mul(40_503)) >> 7;
        if roll.is_multiple_of(3) {
            format!("w{}", roll % 5_000)
        } else {
            words[roll as usize % words.len()].to_owned()
        }
    };
    (0..180).map(picked).collect::<Vec<_>>().join(" ") + ".\n"
}

fn unpack(kept: &Kept, packed: &[u8]) -> String {
    Unpacker::new(kept).unpack(packed)
}

#[test]
fn a_text_comes_back_as_it_was() {
    let kept = Kept::in_memory();
    let mut packer = Packer::new(&kept);
    let long = "the system prompt was changed in March; ".repeat(2_000);
    for text in ["", "x", "禁止使用", &long] {
        assert_eq!(unpack(&kept, &packer.pack(text)), text);
    }
    assert!(packer.pack(&long).len() < long.len() / 10);
}

#[test]
fn damage_gives_no_text_rather_than_a_failure() {
    let kept = Kept::in_memory();
    let packed = Packer::new(&kept).pack(&"word ".repeat(100));
    for damaged in [&packed[..0], &packed[..3], &packed[..10], &[255; 40], &[ZSTANDARD, 1, 0, 0, 0, 255], &[WORDS; 9]] {
        assert_eq!(unpack(&kept, damaged), "");
    }
}

#[test]
fn an_index_learns_the_words_of_its_texts_and_writes_by_them() {
    let folder = tempfile::tempdir().unwrap();
    let kept = Kept::in_folder(folder.path());
    let mut packer = Packer::new(&kept);
    let before = packer.pack(&text(0));
    for number in 0..9_000 {
        packer.pack(&text(number));
    }
    assert!(kept.current().is_none());
    packer.learn(&kept);
    let (after, other) = (packer.pack(&text(0)), packer.pack("здесь ни одного известного слова, zqx zqy zqz"));
    assert_eq!((before[0], after[0]), (ZSTANDARD, WORDS));
    assert!(after.len() * 4 < before.len() * 3, "{} of {}", after.len(), before.len());
    // Another process that opens the folder, and one that had opened it before there was a vocabulary.
    for kept in [Kept::in_folder(folder.path()), kept] {
        let mut unpacker = Unpacker::new(&kept);
        for (packed, written) in [(&before, text(0)), (&after, text(0))] {
            assert_eq!(unpacker.unpack(packed), written);
        }
        assert!(unpacker.unpack(&other).starts_with("здесь ни"));
        assert_eq!(Packer::new(&kept).pack(&text(0)), after);
        for end in 0..after.len() {
            assert_eq!(unpacker.unpack(&after[..end]), "", "cut after {end}");
        }
    }
}
