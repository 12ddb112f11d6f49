use watchline_model::{EventKind, Taxonomy};

use super::taxonomy_digest;

fn taxonomy() -> Taxonomy {
    watchline_config::shipped_taxonomy()
}

fn changed(change: impl Fn(&mut Taxonomy)) -> u32 {
    let mut changed = taxonomy();
    change(&mut changed);
    taxonomy_digest(&changed)
}

#[test]
fn a_name_a_pattern_a_weight_and_an_order_each_change_the_digest() {
    let shipped = taxonomy_digest(&taxonomy());
    assert_eq!(shipped, taxonomy_digest(&taxonomy()));
    assert_ne!(shipped, changed(|taxonomy| taxonomy.entities[0].aliases.push("WATCHLINE-FIXTURE".to_owned())));
    assert_ne!(shipped, changed(|taxonomy| taxonomy.entities.swap(0, 1)));
    assert_ne!(shipped, changed(|taxonomy| taxonomy.events[0].severity_weight += 1.0));
    assert_ne!(shipped, changed(|taxonomy| taxonomy.events[0].id = EventKind::from("made_up")));
    assert_ne!(shipped, changed(|taxonomy| drop(taxonomy.severity.facts.pop())));
}

#[test]
fn prose_for_people_does_not_change_the_digest() {
    let shipped = taxonomy_digest(&taxonomy());
    let prose = changed(|taxonomy| {
        for event in &mut taxonomy.events {
            event.definition.push('.');
            event.label = event.label.to_uppercase();
        }
    });
    assert_eq!(shipped, prose);
}

#[test]
fn a_digest_is_never_the_one_of_an_unknown_taxonomy() {
    let empty = taxonomy_digest(&Taxonomy::default());
    assert!((1..=0x7fff_ffff).contains(&empty));
}
