use super::*;

#[test]
fn names_and_addresses_are_told_apart() {
    let person = |name: Option<&str>, email: Option<&str>| Person {
        name: name.map(str::to_owned),
        email: email.map(str::to_owned),
    };
    for text in ["desk@a.example (Aiko Mori)", "Aiko Mori <desk@a.example>", "Aiko Mori (desk@a.example)"] {
        assert_eq!(Person::from_text(text), person(Some("Aiko Mori"), Some("desk@a.example")), "{text}");
    }
    assert_eq!(Person::from_text("desk@a.example"), person(None, Some("desk@a.example")));
    assert_eq!(Person::from_text("Aiko Mori"), person(Some("Aiko Mori"), None));
    assert!(Person::from_text("  ").is_nobody());
}

#[test]
fn elements_of_a_person_need_not_be_closed() {
    let of = |inner: &str| Person::from_elements(inner, &Declared::new()).and_then(|person| person.name);
    assert_eq!(of("<name>Aiko &amp; Mori</name><uri>x</uri>").as_deref(), Some("Aiko & Mori"));
    assert_eq!(of("<a:Name><![CDATA[Aiko]]></a:Name>").as_deref(), Some("Aiko"));
    assert_eq!(of("<name>Aiko<email>x@a.example</email>").as_deref(), Some("Aiko"));
    assert_eq!(of("Aiko Mori"), None);
}
