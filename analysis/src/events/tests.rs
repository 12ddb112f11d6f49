use watchline_model::{Modality, Taxonomy};

use crate::{Analyzer, Input};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let taxonomy: Taxonomy = watchline_config::shipped_taxonomy();
    Analyzer::new(&taxonomy)
});

fn kinds(body: &str) -> Vec<String> {
    let analysis = ANALYZER.analyze(&Input { body, ..Input::default() });
    analysis.events.iter().map(|event| event.kind.to_string()).collect()
}

#[track_caller]
fn tells(kind: &str, body: &str) {
    assert!(kinds(body).iter().any(|found| found == kind), "{body:?} tells {:?}, not {kind}", kinds(body));
}

#[track_caller]
fn tells_not(kind: &str, body: &str) {
    assert!(kinds(body).iter().all(|found| found != kind), "{body:?} tells {kind}");
}

#[test]
fn what_is_denied_asked_possible_or_advised_is_no_event() {
    tells("data_exposure", "OpenAI leaked private conversations of users.");
    tells_not("data_exposure", "Did OpenAI leak private conversations of users?");
    tells_not("data_exposure", "OpenAI never leaked private conversations of users.");
    tells_not("data_exposure", "A bug could one day have leaked private conversations.");
    tells_not("data_exposure", "Companies should consider tools that stop leaked data from spreading.");
    tells_not("ban", "Italy is considering a plan to ban ChatGPT.");
    tells_not("outage", "The company hopes to prevent an outage of ChatGPT.");
    tells_not("fine", "The team fine-tuned the model and the results are fine.");
}

#[test]
fn a_denial_is_of_the_matter_and_not_of_its_reach() {
    tells("denial", "Claims have been made about ChatGPT. These claims are false.");
    tells("denial", "OpenAI disputes that ChatGPT was used.");
    tells_not("denial", "ChatGPT was down in Europe, and users elsewhere were not affected.");
    tells_not("denial", "What nobody denies is that ChatGPT was down.");
    tells_not("denial", "Voters rejected the sale of the firm that uses ChatGPT.");
}

#[test]
fn what_is_ordered_has_not_been_done() {
    tells_not("user_notification", "The regulator has ordered OpenAI to notify all affected users by Friday.");
    tells_not("user_notification", "The regulator examines whether the 4,300 affected users were told in time.");
    tells_not("ban", "OpenAI has asked lawmakers in a letter to ban the use of copied models.");
    tells("access_restriction", "The regulator ordered OpenAI to suspend the ChatGPT app in Italy.");
}

#[test]
fn words_of_another_trade_are_no_event() {
    tells_not("ban", "OpenAI asked search engines to delete the pages of ChatGPT.");
    tells_not(
        "product_substitution",
        "In ChatGPT the old files were replaced by attackers with versions of their own.",
    );
    tells_not("account_takeover", "The use of ChatGPT is a breach of contract by account holders.");
    tells_not("acknowledgement", "OpenAI admitted no wrongdoing, and an audit confirmed that ChatGPT was safe.");
    tells_not("impersonation", "OpenAI reads books in cloned voices of their authors, with their consent.");
    tells_not("apology", "OpenAI regrets the decision of the county.");
}

#[test]
fn who_is_ruled_upon_does_not_rule() {
    let event = |body: &str, kind: &str| {
        let analysis = ANALYZER.analyze(&Input { body, ..Input::default() });
        analysis.events.into_iter().find(|event| event.kind.as_str() == kind).unwrap()
    };
    let fine = event("OpenAI was fined two million euros for a leak of chats.", "fine");
    assert!(fine.actors.is_empty(), "{fine:?}");
    assert_eq!(fine.targets, ["openai".into()]);
    let probe = event("OpenAI lost chats of its users. The police are investigating.", "investigation_opened");
    assert!(probe.actors.is_empty(), "{probe:?}");
    let ban = event("OpenAI makes ChatGPT. The ban on ChatGPT takes effect at once.", "ban");
    assert!(ban.actors.is_empty(), "{ban:?}");
}

#[test]
fn comparison_with_an_older_affair_is_no_event() {
    tells_not("data_exposure", "Unlike last year's data breach, the launch of ChatGPT went well.");
    tells_not("ban", "The case is reminiscent of a ban on use of ChatGPT.");
}

#[test]
fn a_denied_event_is_told_as_denied() {
    let analysis = ANALYZER
        .analyze(&Input { body: "OpenAI denied that it had leaked private data of users.", ..Input::default() });
    let exposure = analysis.events.iter().find(|event| event.kind.as_str() == "data_exposure").unwrap();
    assert_eq!(exposure.modality, Modality::Denied);
}

#[test]
fn sentences_on_one_happening_fold_into_one_event() {
    let body = "Italy banned ChatGPT on Monday. The ban on ChatGPT takes effect at once. Italy banned the use of ChatGPT nationwide.";
    assert_eq!(kinds(body).iter().filter(|kind| *kind == "ban").count(), 1);
}

#[test]
fn every_kind_of_the_taxonomy_is_seen_in_its_plainest_words() {
    for (kind, body) in [
        ("vulnerability_disclosed", "Researchers disclosed a vulnerability in ChatGPT."),
        ("vulnerability_exploited", "The flaw in Ollama is being exploited in the wild."),
        ("vulnerability_patched", "Ollama released a patch."),
        ("backdoor_alleged", "The ministry said that DeepSeek contains a backdoor."),
        ("covert_tracking", "Users say that DeepSeek secretly collects data."),
        ("prompt_injection", "A prompt injection hit Copilot."),
        ("safety_bypass", "Testers jailbroke Claude Opus."),
        ("data_exposure", "Private conversations of ChatGPT users were leaked."),
        ("credential_exposure", "API keys of OpenAI customers were exposed."),
        ("source_code_leak", "The source code of Claude Code was leaked."),
        ("model_weights_leak", "The model weights were stolen."),
        ("account_takeover", "Hackers hijacked the account of OpenAI."),
        ("supply_chain_compromise", "A malicious package on PyPI targeted users of ChatGPT."),
        ("malicious_use", "Hackers used ChatGPT to write malware."),
        ("model_extraction", "DeepSeek distilled the model of a rival without leave."),
        ("impersonation", "Criminals impersonated OpenAI."),
        ("fraudulent_accounts", "OpenAI found thousands of fake accounts."),
        ("unsafe_agent_action", "The coding agent deleted a production database."),
        ("outage", "ChatGPT suffered an outage."),
        ("degradation", "ChatGPT had elevated error rates."),
        ("ban", "Italy banned ChatGPT."),
        ("access_restriction", "OpenAI restricted access to ChatGPT."),
        ("product_withdrawal", "Google pulled its AI app from sale after complaints: it was withdrawn."),
        ("product_substitution", "Staff must switch to its own AI assistant instead."),
        ("procurement_change", "The city cancelled its contract with OpenAI."),
        ("acknowledgement", "OpenAI acknowledged the error."),
        ("denial", "OpenAI denied the allegations."),
        ("mitigation", "OpenAI added new safeguards."),
        ("apology", "OpenAI apologized."),
        ("user_notification", "OpenAI notified affected users."),
        ("postmortem", "OpenAI published a postmortem."),
        ("policy_change", "OpenAI changed its privacy policy."),
        ("statement_edited", "OpenAI quietly edited its statement."),
        ("statement_removed", "OpenAI deleted the blog post."),
        ("investigation_opened", "The regulator opened an investigation into OpenAI."),
        ("fine", "The regulator fined OpenAI."),
        ("lawsuit_filed", "Authors sued OpenAI."),
        ("ruling", "A judge ruled against OpenAI."),
        ("settlement", "OpenAI agreed to a settlement."),
        ("legislation", "Parliament passed a law on chatbots."),
        ("letter_to_lawmakers", "OpenAI wrote to lawmakers."),
        ("guidance_issued", "The agency issued guidance on chatbots."),
    ] {
        tells(kind, body);
    }
}

#[test]
fn what_is_given_up_is_not_what_is_taken_instead() {
    let body = "A hospital has told its doctors to stop using Corvid Labs' Corvid from 1 September and to move to a \
                system of its own.";
    let analysis = crate::analyzer::tests::labelled::analyzer().analyze(&Input { body, ..Input::default() });
    let event = analysis.events.iter().find(|event| event.kind.as_str() == "product_substitution").unwrap();
    assert!(event.targets.is_empty() && event.actors.is_empty(), "{event:#?}");
}

#[test]
fn a_letter_is_not_dated_by_the_day_from_which_a_ban_holds() {
    let body = "Before the order there was a letter. In it Anthropic told U.S. lawmakers that nearly 25,000 fraudulent accounts had \
                made tens of millions of exchanges with Claude to train competing models. The order says that from July 10 \
                Alibaba's staff may no longer use Claude Code.";
    let published = watchline_model::Dated::parse("2026-07-04", watchline_model::Basis::Published);
    let analysis = ANALYZER.analyze(&Input { body, published, ..Input::default() });
    let letter = analysis.events.iter().find(|event| event.kind.as_str() == "letter_to_lawmakers").unwrap();
    assert_eq!(letter.date, None);
}
