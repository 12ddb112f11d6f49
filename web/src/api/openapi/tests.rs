use std::collections::BTreeSet;

use super::*;

#[test]
fn every_address_has_a_name_of_its_own_and_all_its_path_parameters() {
    let ids: BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.id).collect();
    assert_eq!(ids.len(), OPERATIONS.len());
    for operation in OPERATIONS {
        let in_path: Vec<&str> = operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let described: Vec<&str> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == super::super::parameter::Place::Path)
            .map(|parameter| parameter.name)
            .collect();
        assert_eq!(in_path, described, "{}", operation.path);
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|inner| walk(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| walk(inner, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(bare(), &mut found);
    assert!(found.len() > 50, "the search for references is broken");
    for reference in found {
        let pointer = reference.strip_prefix('#').expect("a reference within the description");
        assert!(bare().pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_example_is_one_that_its_own_schema_and_check_admit() {
    for operation in OPERATIONS {
        let pairs: Vec<(&str, &str)> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == super::super::parameter::Place::Query)
            .map(|parameter| (parameter.name, parameter.example))
            .collect();
        let address = crate::params::address("", &pairs);
        let params = crate::params::Params::read(address.trim_start_matches('?'));
        assert!(super::super::parameter::check(operation.parameters, &params).is_ok(), "{}", operation.path);
    }
}
