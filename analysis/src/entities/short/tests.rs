use watchline_model::Taxonomy;

use super::super::EntityFinder;
use super::super::tests::small_taxonomy;
use crate::input::Input;
use crate::text::Text;

fn owners(body: &str) -> Vec<String> {
    let mut taxonomy: Taxonomy = small_taxonomy();
    taxonomy.entities[4].name = "Meadow Corvid".to_owned();
    let finder = EntityFinder::new(&taxonomy, &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    finder.find(&text, None).seen.iter().map(|seen| seen.entity.to_string()).collect()
}

#[test]
fn the_last_word_of_a_longer_name_is_short_for_it() {
    assert_eq!(owners("Meadow Corvid failed. Corvid was restarted."), ["corvid-code", "corvid-code"]);
}

#[test]
fn a_short_name_alone_is_itself() {
    assert_eq!(owners("Corvid was restarted."), ["corvid"]);
}
