use super::*;

#[test]
fn csaf_lines_are_read_through_a_signature() {
    let text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nContact: mailto:security@watchline-fixture.example\n\
        csaf: https://watchline-fixture.example/csaf/provider-metadata.json\r\nCSAF:not an address\n\
        CSAF: https://watchline-fixture.example/csaf/provider-metadata.json\nExpires: 2027-01-01T00:00:00Z\n";
    assert_eq!(metadata_addresses(text.as_bytes()), ["https://watchline-fixture.example/csaf/provider-metadata.json"]);
    assert!(metadata_addresses(b"Contact: https://a.example\n").is_empty());
}
