use super::*;

#[test]
fn an_address_is_told_by_host_and_path() {
    assert_eq!(address("https://Corvina.example/news/a/?utm=1#x").as_deref(), Some("corvina.example/news/a"));
    assert_eq!(address("https://www.corvina.example/news/a/").as_deref(), Some("corvina.example/news/a"));
    assert_eq!(address("https://corvina.example/"), None);
}

#[test]
fn a_signature_survives_being_stored() {
    let input = Input { title: "Corvina leaks", body: "Invoices of 40,000 shops were shown.", ..Input::default() };
    let links = [Link { url: "https://corvina.example/a".into(), text: "statement".into() }];
    let made = signature(&input, &Analysis::default(), &links);
    let stored = serde_json::to_string(&made).expect("a signature is plain data");
    assert_eq!(serde_json::from_str::<Signature>(&stored).expect("it was just written"), made);
}

#[test]
fn a_signature_of_an_older_version_can_still_be_read() {
    assert!(serde_json::from_str::<Signature>("{}").is_ok());
}
