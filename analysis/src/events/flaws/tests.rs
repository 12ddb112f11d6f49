use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

fn kinds(body: &str) -> Vec<String> {
    let analysis = analyzer().analyze(&Input { body, ..Input::default() });
    analysis.events.iter().map(|event| event.kind.to_string()).collect()
}

#[test]
fn a_repair_does_not_make_the_flaw_public_again() {
    assert_eq!(
        kinds("The hole in Corvid, tracked as CVE-2031-4242, was patched on 12 August."),
        ["vulnerability_patched"]
    );
    let both = kinds("The flaw in Corvid, CVE-2031-4242, which lets attackers run code, was patched on 12 August.");
    assert!(both.contains(&"vulnerability_disclosed".to_owned()), "{both:?}");
}

#[test]
fn what_a_flaw_would_allow_has_not_happened() {
    let kinds_of_input = kinds("A vulnerability in Corvid allows attackers to run code with malicious model files.");
    assert_eq!(kinds_of_input, ["vulnerability_disclosed"]);
    let kinds_of_spoofing =
        kinds("A vulnerability in Corvid allows a remote user to read files by spoofing a service.");
    assert_eq!(kinds_of_spoofing, ["vulnerability_disclosed"]);
    let kinds_of_steps = kinds(
        "A vulnerability in Corvid was found. An attacker could take over Corvid, read files, and exfiltrate API keys.",
    );
    assert!(!kinds_of_steps.contains(&"credential_exposure".to_owned()), "{kinds_of_steps:?}");
    let spread = kinds("Malicious packages uploaded to npm were found to steal the keys of Corvid users.");
    assert!(spread.contains(&"supply_chain_compromise".to_owned()), "{spread:?}");
}
