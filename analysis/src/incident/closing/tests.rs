use super::*;

fn says(rule: &Regex, sentence: &str) -> bool {
    rule.is_match(sentence) && !rules().open.is_match(sentence)
}

#[test]
fn a_ban_that_is_lifted_is_over() {
    for sentence in [
        "Varn's regulator has lifted its restriction on Clerk.",
        "The suspension of 14 May is lifted with effect from 1 August.",
        "The county will lift its ban on Clerk in August.",
        "该国解除了对该应用的禁令。",
    ] {
        assert!(says(&rules().lifted, sentence), "{sentence}");
    }
}

#[test]
fn a_ban_that_may_be_lifted_is_not() {
    for sentence in [
        "Whether the ban is lifted will be decided in autumn.",
        "Corvina asked the ministry until when its ban is lifted.",
        "禁令是否取消须由部长决定。",
        "The ministry keeps its ban.",
    ] {
        assert!(!says(&rules().lifted, sentence), "{sentence}");
    }
}

#[test]
fn a_matter_that_somebody_calls_closed_is_closed() {
    for sentence in [
        "The company says the matter is resolved.",
        "The project considers the matter resolved.",
        "The office has closed its inquiry.",
        "All tokens have been revoked and the investigation is closed, it said.",
    ] {
        assert!(says(&rules().closed, sentence), "{sentence}");
    }
    assert!(!says(&rules().closed, "Until the investigation is closed, nobody may use it."));
}

#[test]
fn a_service_is_back_when_it_is_said_to_be() {
    for sentence in ["The outage lasted nearly four hours.", "Service was restored at noon.", "服务已于12时50分恢复。"]
    {
        assert!(says(&rules().restored, sentence), "{sentence}");
    }
    assert!(!says(&rules().restored, "It is not known when service is restored."));
}

#[test]
fn a_fix_holds_where_somebody_has_tested_it() {
    let rules = rules();
    let tested = "The update no longer sends the identifier, tests by the Quay Post show.";
    assert!(rules.holds.is_match(tested) && rules.tested.is_match(tested));
    assert!(!rules.tested.is_match("The update no longer sends the identifier, the firm said."));
}
