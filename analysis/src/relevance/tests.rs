use std::path::Path;
use std::sync::LazyLock;

use watchline_model::RelevanceVerdict;

use crate::{Analyzer, Input};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&watchline_config::shipped_taxonomy()));

fn verdict(title: &str, body: &str) -> RelevanceVerdict {
    ANALYZER.analyze(&Input { title, body, ..Input::default() }).relevance.verdict
}

#[test]
fn both_sides_are_needed() {
    assert_eq!(verdict("ChatGPT leaked private chats", "OpenAI confirmed it."), RelevanceVerdict::Relevant);
    assert_eq!(
        verdict("OpenAI raises $8 billion", "OpenAI has raised new money from its investors."),
        RelevanceVerdict::Irrelevant
    );
    assert_eq!(verdict("Bank hacked", "Data of customers were stolen from a bank."), RelevanceVerdict::Irrelevant);
}

#[test]
fn the_reasons_say_which_side_is_missing() {
    let analysis =
        ANALYZER.analyze(&Input { title: "Bank hacked", body: "Data of customers were stolen.", ..Input::default() });
    assert!(analysis.relevance.reasons.iter().any(|reason| reason.rule == "no-ai"));
}

#[test]
fn a_harm_and_a_named_product_are_relevant_in_few_words() {
    for (title, body) in [
        ("PyTorch: memory corruption when unpacking a sequence", "Version 9.9 of PyTorch is affected."),
        ("Default credentials in Dify", "The container file of Dify comes with a database password."),
        ("ChatGPT gives gardeners wrong advice", "Three readers lost their tomatoes to ChatGPT."),
        ("Waymo car hits cyclist at a crossing", "The Waymo had the right of way, its maker says."),
        ("AI detector of Turnitin falsely flags essays", "Turnitin marked the essays of a whole class."),
        ("Lawyer jailed after ChatGPT made up his cases", "The cases that ChatGPT had named were fabricated."),
        (
            "Region stops purchase of Copilot",
            "The region has cancelled its contract for Microsoft Copilot after a leak.",
        ),
    ] {
        assert_eq!(verdict(title, body), RelevanceVerdict::Relevant, "{title}");
    }
}

#[test]
fn an_essay_on_machines_and_their_errors_is_no_incident() {
    let body = "A policy against mistakes of artificial intelligence is as dear as one against floods.";
    assert_ne!(verdict("What machines get wrong, and what it costs", body), RelevanceVerdict::Relevant);
}

#[test]
fn a_report_is_relevant_by_its_wording_where_no_rule_sees_an_event() {
    for (title, body) in [
        (
            "Pensioner paid to a voice that was not her grandson's",
            "She was sure that she had heard him. The voice on the telephone had been cloned with AI, the police of the town say.",
        ),
        ("ChatGPT bloccato in una regione", "Il garante ha bloccato il chatbot e ha aperto una istruttoria."),
        ("某市封禁聊天机器人", "当地部门宣布下架该人工智能产品，理由是用户数据泄露。"),
    ] {
        assert_eq!(verdict(title, body), RelevanceVerdict::Relevant, "{title}");
    }
}

#[test]
fn launches_money_and_praise_stay_out() {
    for (title, body) in [
        ("Anthropic introduces a faster model", "The new model of Anthropic writes code and is available from today."),
        ("Mistral AI opens an office", "Mistral AI hires two hundred people and thanks its customers."),
        ("How a school uses ChatGPT well", "Pupils learn with ChatGPT to ask better questions, teachers say."),
    ] {
        assert_ne!(verdict(title, body), RelevanceVerdict::Relevant, "{title}");
    }
}

/// Development data beside the project, where it is there: share of relevant documents in it.
fn share(path: &str, every: usize) -> Option<f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let records: Vec<serde_json::Value> =
        text.lines().step_by(every).filter_map(|line| serde_json::from_str(line).ok()).collect();
    let part = |record: &serde_json::Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let relevant = records
        .iter()
        .filter(|record| verdict(&part(record, "title"), &part(record, "text")) == RelevanceVerdict::Relevant)
        .count();
    Some(relevant as f64 / records.len() as f64)
}

#[test]
fn ordinary_news_is_irrelevant() {
    if let Some(share) = share("clustering/ecbplus.jsonl", 12) {
        println!("relevant among ordinary news: {share:.3}");
        assert!(share <= 0.005, "{share:.3} of ordinary news is taken for relevant");
    }
}

#[test]
fn most_incident_records_are_relevant() {
    if let Some(share) = share("incidents/records.jsonl", 12) {
        println!("relevant among incident records: {share:.3}");
        assert!(share >= 0.79, "only {share:.3} of the incident records are relevant");
    }
}

/// Every fifth of the made-up documents that are near incidents and tell none (and of those beside them that do): never learnt from.
#[test]
fn quiet_news_of_ai_is_irrelevant() {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    let names = [
        ("[V1]", "Velmora", "vendor", None),
        ("[V2]", "Tarnwick", "vendor", None),
        ("[P1]", "Quillmate", "product", Some("velmora")),
        ("[P2]", "Brightpilot", "product", Some("tarnwick")),
        ("[O1]", "Norrmark", "organization", None),
        ("[O2]", "Ellersby", "organization", None),
    ];
    for (_, name, kind, owner) in names {
        let ai = matches!(kind, "vendor" | "product");
        let entity = serde_json::json!({"id": name.to_lowercase(), "kind": kind, "name": name, "aliases": [], "owner": owner, "ai": ai});
        taxonomy.entities.push(serde_json::from_value(entity).unwrap());
    }
    let analyzer = Analyzer::new(&taxonomy);
    let people = [("[X1]", "Ann Drummond"), ("[X2]", "Paul Keller"), ("[C1]", "Sundland"), ("[C2]", "Vestria")];
    let named = |text: &serde_json::Value| {
        let text = text.as_str().unwrap_or_default().to_owned();
        let text = names.iter().fold(text, |text, (placeholder, name, _, _)| text.replace(placeholder, name));
        people.iter().fold(text, |text, (placeholder, name)| text.replace(placeholder, name))
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quiet");
    let (mut quiet, mut taken, mut telling, mut found) = (0, 0, 0, 0);
    for file in std::fs::read_dir(folder).unwrap() {
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines().step_by(5) {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let input = Input {
                title: &named(&line["title"]),
                body: &named(&line["text"]),
                kind: serde_json::from_value(line["kind"].clone()).unwrap(),
                language: line["language"].as_str(),
                ..Input::default()
            };
            let is_taken = analyzer.analyze(&input).relevance.verdict == RelevanceVerdict::Relevant;
            let tells = line["relevance"] == "relevant";
            *if tells { &mut telling } else { &mut quiet } += 1;
            *if tells { &mut found } else { &mut taken } += usize::from(is_taken);
        }
    }
    println!("quiet: {taken} of {quiet} taken for relevant, {found} of {telling} that tell something found");
    assert!(quiet >= 40 && telling >= 10, "{quiet} and {telling} documents are too few to say anything");
    assert!(taken as f64 <= 0.42 * quiet as f64, "{taken} of {quiet} that tell nothing are taken for relevant");
    assert!(found as f64 >= 0.9 * telling as f64, "only {found} of {telling} that tell something are relevant");
}
