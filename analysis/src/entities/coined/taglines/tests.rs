use super::called;

fn short(written: &str) -> String {
    called(written).map_or_else(|| written.to_owned(), |length| written.chars().take(length).collect())
}

#[test]
fn a_name_ends_where_its_praise_begins() {
    assert_eq!(short("Corvid Writer (Chat, Images) All in One"), "Corvid Writer");
    assert_eq!(short("Corvid Cursors | The Cursor Plugin"), "Corvid Cursors");
    assert_eq!(short("Corvid: Chatbots, Articles of Every Length, Pictures and What Else"), "Corvid");
}

#[test]
fn a_full_version_is_no_part_of_a_name() {
    assert_eq!(short("Corvid Beak 3.1.1.43-pre3"), "Corvid Beak");
    assert_eq!(short("Corvid 2.5"), "Corvid 2.5");
}

#[test]
fn a_short_name_keeps_its_second_half() {
    assert_eq!(short("Corvid Engine: The Chatbot"), "Corvid Engine: The Chatbot");
}
