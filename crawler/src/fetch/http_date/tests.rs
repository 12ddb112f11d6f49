use super::*;

#[test]
fn each_of_the_three_forms_is_read() {
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        " Sun, 06 Nov 1994 08:49:37 +0000 ",
        "Sun, 06 Nov 1994 10:49:37 +0200",
    ] {
        assert_eq!(http_date(text).map(|moment| moment.timestamp()), Some(784_111_777), "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in ["", "0", "-1", "soon", "Sun, 99 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", ",", "Sun Nov"] {
        assert_eq!(http_date(text), None, "{text}");
    }
}
