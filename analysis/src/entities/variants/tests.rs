use super::super::tests::small_taxonomy;
use super::*;

#[test]
fn a_product_of_two_words_is_known_as_packages_write_it() {
    let taxonomy = expand(&small_taxonomy());
    let code = taxonomy.entities.iter().find(|entity| entity.id.as_str() == "corvid-code").unwrap();
    assert_eq!(code.aliases, ["corvid-code", "corvid_code"]);
}

#[test]
fn a_way_of_writing_that_is_somebody_s_name_stays_theirs() {
    let mut taxonomy = small_taxonomy();
    taxonomy.entities[0].aliases.push("corvid-code".to_owned());
    let taxonomy = expand(&taxonomy);
    let code = taxonomy.entities.iter().find(|entity| entity.id.as_str() == "corvid-code").unwrap();
    assert_eq!(code.aliases, ["corvid_code"]);
}
