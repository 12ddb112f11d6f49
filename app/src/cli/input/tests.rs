use super::*;

#[test]
fn a_bad_line_is_told_and_the_rest_go_on() {
    let text = b"{\"id\": 1}\n\xff\xfe\n\n{\"id\": 2}\n".to_vec();
    let read: Vec<Line> = lines(Box::new(std::io::Cursor::new(text))).collect();
    assert_eq!(read.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 4]);
    assert!(read[0].text.is_ok() && read[1].text.is_err() && read[2].text.is_ok());
}

#[test]
fn a_record_says_what_is_wrong_with_it() {
    for (line, message) in [
        ("nonsense", "not JSON"),
        ("[1]", "not a JSON object"),
        ("{\"id\": 1}", "neither `title` nor `text`"),
        ("{\"title\": 3}", "not a record"),
    ] {
        let error = Record::parse(line).expect_err(line);
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn dates_are_read_in_every_shape_of_the_contract() {
    for (published, value) in [
        ("\"2026-07-03T08:00:00+02:00\"", "2026-07-03T06:00:00Z"),
        ("\"2026-07-03\"", "2026-07-03"),
        ("\"2026-07\"", "2026-07"),
        ("\"2026\"", "2026"),
        ("1783065600", "2026-07-03T08:00:00Z"),
    ] {
        let record = Record::parse(&format!("{{\"title\": \"x\", \"published\": {published}}}")).expect(published);
        assert_eq!(record.published().expect(published).expect(published).value_text(), value);
    }
    let record = Record::parse("{\"title\": \"x\", \"published\": \"soon\"}").expect("a record");
    assert!(record.published().is_err());
}
