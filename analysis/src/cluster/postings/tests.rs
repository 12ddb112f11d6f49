use super::{Key, Lists};

#[test]
fn a_list_keeps_those_that_used_the_key_last() {
    let mut lists = Lists::new(3);
    let key = Key::of("outage");
    (0..4).for_each(|cluster| lists.add(key, cluster));
    assert_eq!(lists.get(key), [1, 2, 3]);
    lists.add(key, 1);
    assert_eq!(lists.get(key), [2, 3, 1]);
    assert!(lists.get(Key::of("leak")).is_empty());
}
