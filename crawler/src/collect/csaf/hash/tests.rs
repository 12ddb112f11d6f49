use super::*;

/// Of "abc", as published with the algorithms (FIPS 180-4, examples).
const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const SHA512: &str = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

#[test]
fn every_usual_form_of_a_hash_file_is_read() {
    let forms = [
        SHA256.to_owned(),
        format!("{SHA256}  watchline-fixture-2026-0001.json\n"),
        format!("{} *watchline-fixture-2026-0001.json\r\n", SHA512.to_uppercase()),
        format!("SHA256 (watchline-fixture-2026-0001.json) = {SHA256}"),
        format!("\u{feff}{}  other.json\n{SHA512}  this.json\n", "0".repeat(128)),
    ];
    for form in forms {
        assert_eq!(matches_hash(b"abc", form.as_bytes()), HashCheck::Matches, "{form}");
        assert_eq!(matches_hash(b"abd", form.as_bytes()), HashCheck::Differs, "{form}");
    }
}

#[test]
fn what_holds_no_hash_says_nothing() {
    for published in [b"".as_slice(), b"<html>404</html>", b"d41d8cd98f00b204e9800998ecf8427e", &[0xff; 300]] {
        assert_eq!(matches_hash(b"abc", published), HashCheck::NotAHash);
    }
}
