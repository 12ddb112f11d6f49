use super::*;
use crate::params::address;

fn pager(query: &str, next: Option<&str>) -> Pager {
    Pager::new(&Params::read(query), 90, 20, next, &|page| address("/search", page))
}

#[test]
fn one_can_go_on_and_come_back_the_same_way() {
    let first = pager("", Some("c2"));
    assert_eq!((first.previous.as_deref(), first.next.as_deref()), (None, Some("/search?cursor=c2&page=2")));
    let second = pager("cursor=c2&page=2", Some("c3"));
    assert_eq!(second.previous.as_deref(), Some("/search"));
    assert_eq!(second.next.as_deref(), Some("/search?cursor=c3&page=3&back=c2"));
    assert_eq!(second.shown().as_deref(), Some("21 to 40"));
    let third = pager("cursor=c3&page=3&back=c2", None);
    assert_eq!(third.previous.as_deref(), Some("/search?cursor=c2&page=2"));
    assert_eq!(third.first.as_deref(), Some("/search"));
}

#[test]
fn an_address_does_not_grow_without_end() {
    let mut address = "cursor=c2&page=2".to_owned();
    for page in 3..60 {
        let next = pager(&address, Some(&format!("c{page}"))).next.expect("leads on");
        address = next.trim_start_matches("/search?").to_owned();
    }
    assert!(address.len() < 120, "{address}");
    assert!(pager(&address, None).previous.is_some());
}

#[test]
fn what_an_address_makes_up_does_no_harm() {
    for query in [
        "cursor=x&page=0",
        "page=-1",
        "page=99999999999999999999",
        "cursor=x&page=7",
        "back=~~~",
        "cursor=x&page=1099511627776",
    ] {
        let made = pager(query, Some("c"));
        assert!(made.page >= 1);
        assert!(made.shown().is_none_or(|shown| !shown.is_empty()));
    }
}
