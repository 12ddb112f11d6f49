use super::*;

#[test]
fn an_address_is_not_flooded_and_is_free_again_after_an_hour() {
    let limit = ConfirmationLimit::default();
    let now = DateTime::UNIX_EPOCH;
    let asked = ["ada@a.example", "Ada@A.example", "ada@a.example", "ada@a.example"].map(|to| limit.admits(to, now));
    assert_eq!(asked, [true, true, true, false]);
    assert!(limit.admits("eve@e.example", now), "others are not held up");
    assert!(limit.admits("ada@a.example", now + TimeDelta::hours(1)));
}

#[test]
fn many_addresses_together_are_limited_too() {
    let limit = ConfirmationLimit::default();
    let admitted = (0..200).filter(|n| limit.admits(&format!("{n}@a.example"), DateTime::UNIX_EPOCH)).count();
    assert_eq!(admitted, ALTOGETHER);
}
