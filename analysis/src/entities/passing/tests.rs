use super::super::tests::ids;

#[test]
fn the_key_of_a_service_and_the_model_of_a_clone_play_no_part() {
    assert_eq!(ids("Wrenlet is a tool that gives away the Corvid Labs API key."), ["wrenlet"]);
    assert_eq!(ids("Wrenlet is a Corvid clone for offices."), ["wrenlet"]);
    assert_eq!(ids("It refuses less often, with lower rates than Corvid or Crow-4."), [""; 0]);
}

#[test]
fn a_name_within_an_address_or_a_path_plays_no_part() {
    assert_eq!(ids("See https://example.org/corvid/wren and lib/corvid/tool.py."), [""; 0]);
    assert_eq!(ids("The function corvid_file_list fails."), [""; 0]);
}

#[test]
fn what_is_named_plainly_elsewhere_stays() {
    assert_eq!(ids("The Corvid Labs API key was lost. Corvid Labs has withdrawn it."), ["corvid-labs"]);
}

#[test]
fn a_protocol_counts_only_where_nothing_else_is_named() {
    use watchline_model::{EntityKind, Taxonomy};

    let mut taxonomy: Taxonomy = super::super::tests::small_taxonomy();
    taxonomy.entities[5].id = "model-context-protocol".into();
    taxonomy.entities[5].kind = EntityKind::Product;
    taxonomy.entities[5].owner = None;
    let finder = super::super::EntityFinder::new(&taxonomy, &mut Vec::new());
    let found = |body: &str| {
        let text = crate::text::Text::new(&crate::input::Input { body, ..Default::default() });
        finder.find(&text, None).entities.keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found("A flaw in Crow-4 itself."), ["model-context-protocol"]);
    assert_eq!(found("A flaw in the Crow-4 client of Corvid."), ["corvid", "corvid-labs"]);
}

#[test]
fn what_another_is_used_in_plays_no_part() {
    assert_eq!(ids("Wrenlet is a tool that fails. Wrenlet for Corvid fails most."), ["wrenlet"]);
}

#[test]
fn the_party_of_a_case_that_is_cited_plays_no_part() {
    assert_eq!(ids("Wrenlet is a chatbot. It made up cases in Beispiel v. Corvid Labs."), ["wrenlet"]);
}
