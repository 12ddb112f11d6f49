use super::*;

#[test]
fn exploitation_is_stated_only_where_it_happened() {
    let cases = [
        ("Exploitation in the wild has been observed.", true),
        ("Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation Detected", true),
        ("Publicly Disclosed:Yes;Exploited:No;Latest Software Release:Exploitation Less Likely", false),
        ("We are not aware of active exploitation.", false),
        ("No known public exploitation.", false),
        ("A proof of concept is available.", false),
        ("The weakness is being actively exploited.", true),
        ("Active", true),
        ("none", false),
    ];
    for (details, expected) in cases {
        assert_eq!(is_exploited(details), expected, "{details}");
    }
}
