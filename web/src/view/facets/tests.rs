use super::*;

fn facet(count: u64) -> Facet {
    let values = (0..count).map(|number| (format!("vendor-{number}"), format!("Vendor {number}"), count - number));
    Facet { name: "vendor", values: values.collect() }
}

#[test]
fn a_chosen_value_leads_out_of_itself_and_the_others_take_its_place() {
    let facets = Facets::new(&[facet(2)], "fern vendor:vendor-1", "/search", &[("type", "events")]);
    let values = &facets.groups[0].values;
    assert!(values[1].chosen && !values[0].chosen);
    assert_eq!(values[1].address, "/search?q=fern&type=events");
    assert_eq!(values[0].address, "/search?q=fern+vendor%3Avendor-0&type=events", "as its count says");
}

#[test]
fn a_long_facet_is_folded_and_says_how_much_is_left() {
    let facets = Facets::new(&[facet(60)], "vendor:vendor-20", "/search", &[]);
    let group = &facets.groups[0];
    assert_eq!((group.values.len(), group.more.len(), group.unlisted), (8, 40, 12));
    assert!(group.more_open, "what is chosen is never hidden");
    assert!(facets.clone().short().groups[0].more.is_empty());
}
