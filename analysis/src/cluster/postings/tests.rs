use super::Lists;

#[test]
fn a_key_that_is_too_common_leads_nowhere() {
    let mut lists: Lists<String> = Lists::new(3);
    for member in 0..3 {
        lists.add("outage".to_owned(), member);
    }
    assert_eq!(lists.get("outage"), [0, 1, 2]);
    lists.add("outage".to_owned(), 3);
    lists.add("outage".to_owned(), 0);
    assert!(lists.get("outage").is_empty());
}
