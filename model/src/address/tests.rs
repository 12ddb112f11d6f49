use super::*;

#[test]
fn private_and_special_addresses_are_refused() {
    let rule = AddressRule::default();
    for text in [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "168.63.129.16",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "3fff::1",
    ] {
        let address: IpAddr = text.parse().expect(text);
        assert!(!rule.permits(address), "{text}");
    }
}

#[test]
fn public_addresses_and_named_networks_are_permitted() {
    let rule = AddressRule::new(vec!["127.0.0.0/8".parse().expect("a network")]);
    for text in ["127.0.0.1", "::ffff:127.0.0.1", "8.8.8.8", "1.1.1.1", "2606:4700::1111"] {
        let address: IpAddr = text.parse().expect(text);
        assert!(rule.permits(address), "{text}");
    }
    assert!(!rule.permits("10.0.0.1".parse().expect("an address")));
}
