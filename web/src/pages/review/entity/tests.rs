use watchline_model::{Entity, EntityKind};

use super::*;

#[test]
fn a_snippet_is_what_the_taxonomy_takes() {
    let entity =
        Entity { id: "coined-quay".into(), kind: EntityKind::Product, name: "Quay \"Max\"\\2".to_owned(), owner: None };
    let told = snippet(&entity);
    assert!(told.contains("id = \"quay-max-2\"\n"), "{told}");
    assert!(told.contains("name = \"Quay \\\"Max\\\"\\\\2\"\n"), "{told}");
    assert!(told.contains("# owner"), "{told}");
    let owned = snippet(&Entity { owner: Some("harbour-group".into()), ..entity });
    assert!(owned.contains("\nowner = \"harbour-group\"\n"), "{owned}");
}
