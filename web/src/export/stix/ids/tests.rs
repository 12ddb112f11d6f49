use super::*;

#[test]
fn the_same_thing_has_the_same_id_for_ever() {
    assert_eq!(id("report", "https://harbour.example/a"), id("report", "https://harbour.example/a"));
    assert_ne!(id("report", "a"), id("note", "a"), "the kind is part of the name");
    assert_eq!(stamp(BEGINNING), "2026-01-01T00:00:00.000Z");
}

#[test]
fn a_product_has_the_id_that_others_derive_too() {
    // Worked out with the OASIS library for Python: Software(name="Fern Code", vendor="Orchid AI").id
    assert_eq!(software_id("Fern Code", Some("Orchid AI")), "software--b7793fca-1616-5486-81c8-019e9e47768c");
}
