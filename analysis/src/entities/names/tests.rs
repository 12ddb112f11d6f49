use super::super::tests::small_taxonomy;
use super::*;

#[test]
fn what_separates_the_words_of_a_name_does_not_matter() {
    let names = Names::new(&small_taxonomy());
    for written in ["corvid_code", "Corvid-Code", "CorvidCode", "corvid code"] {
        let found = names.find(written, EntityKind::Product).map(|entity| entity.id.as_str());
        assert_eq!(found, Some("corvid-code"), "{written}");
    }
    assert!(names.find("Corvid Coder", EntityKind::Product).is_none());
}

#[test]
fn a_person_is_not_meant_where_a_product_is() {
    let mut taxonomy = small_taxonomy();
    taxonomy.entities[0].kind = EntityKind::Person;
    let names = Names::new(&taxonomy);
    assert!(names.find("Meadow", EntityKind::Product).is_none());
}

#[test]
fn a_slug_is_made_of_letters_and_digits() {
    assert_eq!(slug("Zoë's \u{201c}Bot\u{201d} 2.0"), "zoe-s-bot-2-0");
}
