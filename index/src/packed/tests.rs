use super::{Packer, Unpacker};

fn unpack(packed: &[u8]) -> String {
    Unpacker::new().unpack(packed)
}

#[test]
fn a_text_comes_back_as_it_was() {
    let mut packer = Packer::new();
    let long = "the system prompt was changed in March; ".repeat(2_000);
    for text in ["", "x", "禁止使用", &long] {
        assert_eq!(unpack(&packer.pack(text)), text);
    }
    assert!(packer.pack(&long).len() < long.len() / 10);
}

#[test]
fn damage_gives_no_text_rather_than_a_failure() {
    let packed = Packer::new().pack(&"word ".repeat(100));
    for damaged in [&packed[..3], &packed[..10], &[255; 40], &[1, 0, 0, 0, 255]] {
        assert_eq!(unpack(damaged), "");
    }
}
