use super::*;

#[test]
fn a_signature_fits_its_own_secret_action_and_id_only() {
    let signature = sign("secret", "confirm", SubscriptionId(4));
    assert!(check("secret", "confirm", SubscriptionId(4), &signature));
    assert!(!check("other", "confirm", SubscriptionId(4), &signature));
    assert!(!check("secret", "unsubscribe", SubscriptionId(4), &signature));
    assert!(!check("secret", "confirm", SubscriptionId(5), &signature));
}

#[test]
fn what_is_no_signature_is_refused() {
    let signature = sign("secret", "confirm", SubscriptionId(4));
    for wrong in ["", "zz", "é", &signature[2..], &format!("{signature}00")] {
        assert!(!check("secret", "confirm", SubscriptionId(4), wrong), "{wrong}");
    }
}

#[test]
fn a_signature_is_hmac_sha256_in_hex() {
    // Computed with: printf '4:confirm' | openssl dgst -sha256 -hmac secret
    let expected = "3f6bedea2f8131dd00888ea51b84fce3367160800273b7fa4c5ac58e63a4ef52";
    assert_eq!(sign("secret", "confirm", SubscriptionId(4)), expected);
}
