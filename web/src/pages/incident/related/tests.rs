use super::*;

#[test]
fn what_is_alike_is_said_and_not_only_whom_it_concerns() {
    let weak = "also concerns Fern Code".to_owned();
    let firm = "ban at Fern Code too".to_owned();
    assert_eq!(firmest(&[weak.clone(), firm.clone()]), [firm]);
    assert_eq!(firmest(std::slice::from_ref(&weak)), [weak]);
}
