use super::*;

fn of(url: &str) -> Signature {
    Signature { url: Some(url.to_owned()), ..Signature::default() }
}

fn put(sources: &mut Sources, signature: &Signature, home: &mut Profile) {
    sources.learn(signature, home);
    home.add_value(Sort::Host, host(signature).expect("it has an address"));
}

#[test]
fn a_source_that_never_tells_twice_speaks_ever_louder_against_it() {
    let mut sources = Sources::default();
    let record = of("records.example/1");
    let mut before = sources.seldom_twice(&record);
    assert_eq!(before, 0.0);
    for _ in 0..5 {
        put(&mut sources, &record, &mut Profile::default());
        let now = sources.seldom_twice(&record);
        assert!(now > before, "{now} after {before}");
        before = now;
    }
    assert_eq!(sources.seldom_twice(&of("paper.example/1")), 0.0);
}

#[test]
fn a_paper_that_reports_on_says_nothing_against_it() {
    let (mut sources, mut home) = (Sources::default(), Profile::default());
    for number in 0..4 {
        put(&mut sources, &of(&format!("paper.example/{number}")), &mut home);
    }
    assert_eq!(sources.seldom_twice(&of("paper.example/9")), 0.0);
}

#[test]
fn a_document_without_an_address_has_no_source() {
    let mut sources = Sources::default();
    sources.learn(&Signature::default(), &Profile::default());
    assert_eq!(host(&Signature::default()), None);
    assert_eq!(sources.seldom_twice(&Signature::default()), 0.0);
}
