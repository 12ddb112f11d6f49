use serde_json::json;

use super::*;

#[test]
fn version_ranges_are_said_in_words() {
    let cases =
        [("vers:generic/>=1.0|<1.4", "from 1.0 before 1.4"), ("vers:all/*", "all versions"), ("<=2.3", "up to 2.3")];
    for (range, expected) in cases {
        assert_eq!(version_range(range), expected);
    }
}

#[test]
fn a_group_stands_for_its_products_and_an_unknown_id_for_itself() {
    let tree = json!({"full_product_names": [{"product_id": "a", "name": "A"}], "product_groups": [{"group_id": "g", "product_ids": ["a", "x"]}]});
    let products = Products::of(&tree);
    let ids = products.ids(&json!({"product_ids": ["b"], "group_ids": ["g", "h"]}));
    assert_eq!(products.names(&ids), "b; A; x");
}

#[test]
fn a_tree_beyond_all_bounds_is_cut() {
    let branches: Vec<Value> = (0..60_000)
        .map(
            |n| json!({"category": "product_name", "name": "p", "product": {"product_id": n.to_string(), "name": "p"}}),
        )
        .collect();
    let products = Products::of(&json!({ "branches": branches }));
    assert_eq!(products.by_id.len(), PRODUCTS_MAX);
    assert!(products.warning().is_some());
    let ids: Vec<String> = (0..100).map(|n| format!("id {n}")).collect();
    assert!(products.names(&ids).ends_with("; and 88 more"));
}
