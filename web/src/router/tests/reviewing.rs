use watchline_model::{DecisionKind, IncidentId, RelevanceVerdict};
use watchline_store::{AuditBy, AuditFilter, ReviewKind};

use super::*;

/// The audit log's persons, the newest first.
async fn audit(site: &Site) -> Vec<watchline_model::Decision> {
    let filter = AuditFilter { by: AuditBy::Person("ada".to_owned()), kind: None };
    site.state.store.list_audit(&filter, None, 100).await.expect("reads")
}

/// Where the page's form leads, and its first answer.
fn first_answer(page: &str) -> (String, String) {
    let between = |from: &str, to: &str| {
        let start = page.find(from).unwrap_or_else(|| panic!("{from} is missing: {page}")) + from.len();
        page[start..].split(to).next().expect("an end").to_owned()
    };
    (between("<form class=\"answer\" method=\"post\" action=\"", "\""), between("name=\"choice\" value=\"", "\""))
}

#[tokio::test]
async fn twenty_questions_are_worked_one_after_the_other_and_the_audit_log_tells_it_all() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let counts = site.state.store.count_review().await.expect("reads");
    assert_eq!((counts.relevance, counts.placement, counts.entities, counts.duplicates), (11, 6, 1, 2));
    let mut answered = 0;
    for kind in ["relevance", "placement", "entity", "duplicate"] {
        let list = site.get_as(&ada, &format!("/review?kind={kind}")).await.body;
        let key = list.split("href=\"/review/").find(|part| part.starts_with(&format!("{kind}:"))).expect("a question");
        let mut page = site.get_as(&ada, &format!("/review/{}", key.split('"').next().expect("an end"))).await;
        // Answers lead on to the next question of the kind, until none is left.
        while page.body.contains("class=\"answer\"") {
            let (action, choice) = first_answer(&page.body);
            if !action.contains(kind) {
                break;
            }
            // Kept apart rather than joined: joining answers the question about the incident that is left empty, too.
            let choice = if kind == "placement" { "apart".to_owned() } else { choice };
            let body = format!("choice={choice}&why=number+{answered}");
            page = site.done_as(&ada, &action, &body).await;
            assert!(page.body.contains("<strong>Done.</strong>"), "{}", page.body);
            answered += 1;
        }
    }
    let counts = site.state.store.count_review().await.expect("reads");
    assert_eq!((answered, counts.total()), (20, 0));
    let log = audit(&site).await;
    assert_eq!(log.len(), answered);
    let page = site.get_as(&ada, "/review/audit").await.body;
    for (number, decision) in log.iter().rev().enumerate() {
        assert!(decision.reasons.iter().any(|reason| reason.detail.ends_with(&format!("number {number}"))), "{number}");
    }
    assert!(page.contains("by <strong>ada</strong>"), "{page}");
    let file = site.get_as(&ada, "/review/audit.csv").await.body;
    assert_eq!(file.lines().count(), answered + 1, "{file}");
    assert!(file.contains("number 0"), "{file}");
    let lines = site.get_as(&ada, "/review/audit.jsonl?by=ada").await.body;
    assert_eq!(lines.lines().count(), answered);
    let first: Value = serde_json::from_str(lines.lines().next_back().expect("a line")).expect("JSON");
    assert_eq!((first["author"].as_str(), first["author_kind"].as_str()), (Some("ada"), Some("person")));
    assert_eq!(first["kind"], "relevance");
    assert!(first["did"][0].as_str().expect("words").contains("relevant (was borderline)"), "{first}");
}

#[tokio::test]
async fn an_answer_is_undone_from_the_notice_and_the_question_comes_back() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let item = site.state.store.list_review(ReviewKind::Relevance, None, 1).await.expect("reads").remove(0);
    let document = item.documents[0];
    let page = site.done_as(&ada, &format!("/review/{}", item.key), "choice=irrelevant&why=a+letter").await;
    assert!(page.body.contains(&format!("name=\"next\" value=\"/review/{}\"", item.key)), "{}", page.body);
    let verdict = || async {
        let view = site.state.store.find_document(document).await.expect("reads").expect("is there");
        view.document.relevance.expect("judged").verdict
    };
    assert_eq!(verdict().await, RelevanceVerdict::Irrelevant);
    let decision = audit(&site).await[0].id;
    let back = site.done_as(&ada, "/review/undo", &format!("decision={decision}&next=/review/{}", item.key)).await;
    assert!(back.body.contains("<strong>Undone.</strong>"), "{}", back.body);
    assert!(back.body.contains("class=\"answer\""), "the question is asked again");
    assert_eq!(verdict().await, RelevanceVerdict::Borderline);
    let twice = format!("decision={decision}&next=/review/audit?by=ada%26kind=relevance");
    let twice = site.post_as(&ada, "/review/undo", &twice).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.body.contains("undone before"), "{}", twice.body);
    let back = "href=\"/review/audit?by=ada&#38;kind=relevance\">Back to where you were</a>";
    assert!(twice.body.contains(back), "{}", twice.body);
    let away = site.post_as(&ada, "/review/undo", &format!("decision={decision}&next=//elsewhere.example/")).await;
    assert!(away.body.contains("href=\"/review\">Back to where you were</a>"), "{}", away.body);
}

#[tokio::test]
async fn a_place_is_shown_beside_the_incident_that_was_nearly_joined() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let items = site.state.store.list_review(ReviewKind::Placement, None, 10).await.expect("reads");
    let item = items.into_iter().find(|item| item.incidents.len() == 2).expect("one that nearly joined");
    let page = site.get_as(&ada, &format!("/review/{}", item.key)).await.body;
    for shown in [
        "aria-label=\"The document\"",
        "aria-label=\"Where it is\"",
        "aria-label=\"Nearly joined\"",
        "Harbour Group bans Fern Code; Orchid AI acknowledges an experiment",
        "speaks of Fern Code and Orchid AI too",
        "+0.41",
        "Fern Code<span class=\"hidden\"> (shared)</span>",
        "accesskey=\"1\"",
        "Join INC-2026-0001",
        "It belongs to both",
        "holds nothing but this document",
    ] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
    let both = site.done_as(&ada, &format!("/review/{}", item.key), "choice=both").await;
    assert!(both.body.contains("<strong>Done.</strong>"));
    let view = site.state.store.find_document(item.documents[0]).await.expect("reads").expect("is there");
    assert_eq!(view.incidents.len(), 2);
    assert!(site.state.store.find_review(&item.key).await.expect("reads").is_none(), "that answers it");
}

#[tokio::test]
async fn a_name_comes_with_what_to_add_to_the_taxonomy() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let item = site.state.store.list_review(ReviewKind::Entity, None, 1).await.expect("reads").remove(0);
    let page = site.get_as(&ada, &format!("/review/{}", item.key)).await.body;
    for shown in ["[[entity]]", "id = &#34;quay-max&#34;", "<mark>Quay Max</mark>", "Quay Assistant"] {
        assert!(page.contains(shown), "{shown:?} is missing:\n{page}");
    }
    site.done_as(&ada, &format!("/review/{}", item.key), "choice=noted").await;
    let told = audit(&site).await;
    assert_eq!(
        (told[0].kind, told[0].reasons[0].detail.as_str()),
        (DecisionKind::Dismiss, "belongs into the taxonomy")
    );
}

#[tokio::test]
async fn many_are_answered_at_once_and_undone_at_once() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let items = site.state.store.list_review(ReviewKind::Relevance, None, 4).await.expect("reads");
    let marked: Vec<String> = items.iter().map(|item| format!("item={}", item.key)).collect();
    let body = format!("kind=relevance&choice=irrelevant&why=letters&{}", marked.join("&"));
    let page = site.done_as(&ada, "/review", &body).await;
    assert_eq!(site.state.store.count_review().await.expect("reads").relevance, 7);
    assert_eq!(page.body.matches("name=\"decision\"").count(), 4);
    let undo: Vec<String> = audit(&site).await.iter().map(|decision| format!("decision={}", decision.id)).collect();
    site.done_as(&ada, "/review/undo", &format!("{}&next=/review", undo.join("&"))).await;
    assert_eq!(site.state.store.count_review().await.expect("reads").relevance, 11);
}

#[tokio::test]
async fn what_cannot_be_done_of_many_is_said_and_the_rest_is_done() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let items = site.state.store.list_review(ReviewKind::Relevance, None, 2).await.expect("reads");
    let body = format!(
        "kind=relevance&choice=leave&why=seen&item={}&item=relevance:99999&item={}",
        items[0].key, items[1].key
    );
    let page = site.post_as(&ada, "/review", &body).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("relevance:99999: this question is answered already"), "{}", page.body);
    assert!(page.body.contains("value=\"seen\""), "what was typed is kept");
    assert_eq!(page.body.matches("name=\"decision\"").count(), 2);
    let none = site.post_as(&ada, "/review", "kind=relevance&choice=leave").await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    assert!(none.body.contains("mark at least one"));
}

#[tokio::test]
async fn a_question_that_somebody_answered_meanwhile_says_so() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let item = site.state.store.list_review(ReviewKind::Relevance, None, 1).await.expect("reads").remove(0);
    let path = format!("/review/{}", item.key);
    site.done_as(&ada, &path, "choice=relevant").await;
    let late = site.post_as(&ada, &path, "choice=irrelevant").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("This question is answered"), "{}", late.body);
    assert_eq!(site.get_as(&ada, &path).await.status, StatusCode::NOT_FOUND);
    let unfit = site.state.store.list_review(ReviewKind::Duplicate, None, 1).await.expect("reads").remove(0);
    let unfit = site.post_as(&ada, &format!("/review/{}", unfit.key), "choice=relevant&why=a+slip").await;
    assert_eq!(unfit.status, StatusCode::CONFLICT);
    assert!(unfit.body.contains("is no answer to") && unfit.body.contains("value=\"a slip\""), "{}", unfit.body);
}

#[tokio::test]
async fn no_address_makes_a_page_claim_what_was_not_done() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    for done in ["1", "99999", "x", "1,2,3", ""] {
        let page = site.get_as(&ada, &format!("/review?done={done}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("<strong>Done.</strong>"), "{done}: decisions of rules are none of an editor's");
    }
    for path in [
        "/review/x",
        "/review/relevance:x",
        "/review/entity:",
        "/review/duplicate:INC-2026-0001",
        "/review/relevance:1",
    ] {
        assert_eq!(site.get_as(&ada, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/review?kind=x", "/review/audit?kind=x"] {
        assert_eq!(site.get_as(&ada, path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    for path in ["/review?before=x", "/review/audit?before=x&by=%00&kind=merge", "/review/audit?by=*"] {
        assert_eq!(site.get_as(&ada, path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(site.post_as(&ada, "/review/undo", "decision=x").await.status, StatusCode::BAD_REQUEST);
    let id: IncidentId = "INC-2026-0001".parse().expect("an id");
    assert!(site.state.store.find_incident(id).await.expect("reads").is_some());
}
