use super::*;

#[test]
fn slips_in_an_address_are_refused() {
    for good in ["ada@example.org", "a.b+c@sub.example"] {
        assert!(is_email(good), "{good}");
    }
    for bad in
        ["", "ada", "@example.org", "ada@", "a@b@c", "ada@example.org, eve@example.org", "a\n@b.example", "<a@b.c>"]
    {
        assert!(!is_email(bad), "{bad:?}");
    }
    assert!(is_web_address("https://hooks.example/in"));
    for bad in ["", "hooks.example", "file:///etc/passwd", "javascript:alert(1)"] {
        assert!(!is_web_address(bad), "{bad:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let filled = Filled::new(String::new(), &Params::read("channel=email&email=nobody&rhythm=hourly"));
    let wrong: Vec<_> = filled.read().expect_err("three slips").into_iter().map(|wrong| wrong.field).collect();
    assert_eq!(wrong, ["q", "email", "rhythm"]);
}

#[test]
fn base64_is_that_of_the_rfc() {
    assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    assert_eq!(secret().len(), "whsec_".len() + 32);
    assert_ne!(secret(), secret());
}
