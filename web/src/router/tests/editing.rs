use watchline_model::{DocumentId, IncidentId};

use super::*;

fn id(text: &str) -> IncidentId {
    text.parse().expect("an id")
}

async fn title_of(site: &Site, incident: &str) -> String {
    site.state.store.find_incident(id(incident)).await.expect("reads").expect("is there").title
}

async fn documents_of(site: &Site, incident: &str) -> Vec<DocumentId> {
    site.state.store.incident_documents(id(incident)).await.expect("reads")
}

/// The number in the notice's undo button.
fn undo_of(page: &Answered) -> String {
    let part =
        page.body.split("name=\"decision\" value=\"").nth(1).unwrap_or_else(|| panic!("no notice: {}", page.body));
    part.split('"').next().expect("a number").to_owned()
}

#[tokio::test]
async fn a_merge_is_shown_before_done_after_and_undone() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let both = site.get_as(&ada, "/incidents/INC-2026-0002/merge?with=inc-2026-0001").await;
    for shown in
        ["INC-2026-0001 Harbour Group bans", "INC-2026-0002 Reef Chat exposed", "of INC-2026-0002 leads to it for ever"]
    {
        assert!(both.body.contains(shown), "{shown:?} is missing:\n{}", both.body);
    }
    assert_eq!(documents_of(&site, "INC-2026-0001").await.len(), 4, "looking changes nothing");
    let done = site.done_as(&ada, "/incidents/INC-2026-0002/merge", "with=INC-2026-0001&why=one+story").await;
    assert!(done.body.contains("merged <a href=\"/incidents/INC-2026-0002\">"), "{}", done.body);
    for (path, there) in [
        ("/incidents/INC-2026-0002", "/incidents/INC-2026-0001"),
        ("/incidents/INC-2026-0002/history", "/incidents/INC-2026-0001/history"),
        ("/incidents/INC-2026-0002/edit", "/incidents/INC-2026-0001/edit"),
        ("/api/v1/incidents/INC-2026-0002", "/api/v1/incidents/INC-2026-0001"),
    ] {
        let old = site.get_as(&ada, path).await;
        assert_eq!((old.status, old.header(header::LOCATION)), (StatusCode::PERMANENT_REDIRECT, there));
    }
    let feed = site.get("/feed.atom?q=incident:INC-2026-0002").await.body;
    assert!(feed.contains("/incidents/INC-2026-0001</id>"), "an old id finds what the new one finds: {feed}");
    let late = site.post_as(&ada, "/incidents/INC-2026-0002/edit", "do=retitle&value=x").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("was merged into INC-2026-0001"), "{}", late.body);
    let back = format!("decision={}&next=/incidents/INC-2026-0002/edit", undo_of(&done));
    let undone = site.done_as(&ada, "/review/undo", &back).await;
    assert!(undone.body.contains("<strong>Undone.</strong>") && undone.body.contains("Reef Chat exposed"));
    assert_eq!(site.get("/incidents/INC-2026-0002").await.status, StatusCode::OK);
    assert_eq!(documents_of(&site, "INC-2026-0001").await.len(), 4);
}

#[tokio::test]
async fn a_split_opens_an_incident_and_the_history_tells_it_and_takes_it_back() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let done =
        site.done_as(&ada, "/incidents/INC-2026-0001/edit", "do=split&document=3&document=4&why=an+answer").await;
    assert!(done.body.contains("to a new incident, <a href"), "{}", done.body);
    assert_eq!(documents_of(&site, "INC-2026-0001").await, [DocumentId(1), DocumentId(2)]);
    let history = site.get_as(&ada, "/incidents/INC-2026-0001/history").await.body;
    for shown in
        ["<strong>ada</strong>", "“an answer”", "cluster v1", "name=\"decision\"", "from now on no rule merges"]
    {
        assert!(history.contains(shown), "{shown:?} is missing:\n{history}");
    }
    let public = site.get("/incidents/INC-2026-0001/history").await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(public.body.contains("“an answer”") && !public.body.contains("name=\"decision\""), "{}", public.body);
    site.done_as(&ada, "/review/undo", &format!("decision={}&next=/incidents/INC-2026-0001/history", undo_of(&done)))
        .await;
    assert_eq!(documents_of(&site, "INC-2026-0001").await.len(), 4);
    let history = site.get_as(&ada, "/incidents/INC-2026-0001/history").await.body;
    assert!(history.contains("undone by <a href=\"#decision-"), "{history}");
}

#[tokio::test]
async fn documents_are_moved_to_an_incident_that_was_looked_up() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let found = site.get_as(&ada, "/incidents/INC-2026-0001/edit?document=2&find=reef+chat&why=a+slip").await.body;
    for shown in [
        "id=\"document-2\" aria-label=\"Mark: Harbour Group bans coding assistant over tracking claims\" checked",
        "Take INC-2026-0002",
        "value=\"a slip\"",
    ] {
        assert!(found.contains(shown), "{shown:?} is missing:\n{found}");
    }
    let taken = site.get_as(&ada, "/incidents/INC-2026-0001/edit?document=2&into=&take=INC-2026-0002").await.body;
    assert!(taken.contains("name=\"into\" value=\"INC-2026-0002\""), "{taken}");
    site.done_as(&ada, "/incidents/INC-2026-0001/edit", "do=move&document=2&into=INC-2026-0002&why=a+slip").await;
    assert!(documents_of(&site, "INC-2026-0002").await.contains(&DocumentId(2)));
    let also =
        site.done_as(&ada, "/incidents/INC-2026-0001/edit", "do=join&document=1&into=/incidents/inc-2026-0003").await;
    assert!(also.body.contains("also in <a href=\"/incidents/INC-2026-0003\">"), "{}", also.body);
    let guest = site.get("/incidents/INC-2026-0003").await.body;
    assert!(guest.contains("Also told here; at home in <a class=\"id\" href=\"/incidents/INC-2026-0001\">"), "{guest}");
    let out = site.done_as(&ada, "/documents/1/edit", "do=remove&from=INC-2026-0003").await;
    assert!(out.body.contains("took <a href=\"/documents/1\">"), "{}", out.body);
}

#[tokio::test]
async fn title_status_and_severity_are_set_and_given_back_to_the_machine() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let path = "/incidents/INC-2026-0001/edit";
    let before = title_of(&site, "INC-2026-0001").await;
    let page = site.done_as(&ada, path, "do=retitle&value=Fern+%3Cb%3ECode&why=shorter").await;
    assert!(page.body.contains("Let the machine decide again") && page.body.contains("Fern &#60;b&#62;Code"));
    let public = site.get("/incidents/INC-2026-0001").await.body;
    assert!(public.contains("Title set by ada, "), "{public}");
    site.done_as(&ada, path, "do=retitle&machine=1").await;
    assert_eq!(title_of(&site, "INC-2026-0001").await, before);
    assert!(!site.get("/incidents/INC-2026-0001").await.body.contains("Title set by"));
    site.done_as(&ada, path, "do=status&value=retracted&why=taken+back").await;
    site.done_as(&ada, path, "do=severity&value=none").await;
    let incident = site.state.store.find_incident(id("INC-2026-0001")).await.expect("reads").expect("is there");
    assert_eq!((incident.status, incident.severity), (watchline_model::Status::Retracted, None));
    let again = site.post_as(&ada, path, "do=status&value=retracted&why=what+I+typed").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("is so already") && again.body.contains("value=\"what I typed\""), "{}", again.body);
}

#[tokio::test]
async fn a_form_that_cannot_be_carried_out_comes_back_with_what_was_typed() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    for (path, body, said) in [
        ("/incidents/INC-2026-0001/edit", "do=split&why=typed", "not none and not all"),
        ("/incidents/INC-2026-0001/edit", "do=move&document=1&into=&why=typed", "name the other incident"),
        (
            "/incidents/INC-2026-0001/edit",
            "do=move&document=1&into=INC-2026-9999&why=typed",
            "there is no incident INC-2026-9999",
        ),
        ("/incidents/INC-2026-0001/edit", "do=move&document=1&into=%3Cb%3E&why=typed", "is no incident id"),
        (
            "/incidents/INC-2026-0001/edit",
            "do=move&document=5&into=INC-2026-0002&why=typed",
            "document 5 is not in INC-2026-0001",
        ),
        ("/incidents/INC-2026-0001/edit", "do=remove&why=typed", "mark the documents first"),
        ("/incidents/INC-2026-0001/edit", "do=dance&why=typed", "none of this page"),
        ("/documents/1/edit", "do=retag&why=typed", "mark a tag that is wrong"),
        ("/documents/1/edit", "do=retag&add_entity=zzz&why=typed", "is no name of the taxonomy"),
        ("/documents/1/edit", "do=retag&kind=ban&quote=not+there&why=typed", "do not stand in the document"),
        ("/documents/1/edit", "do=relevance&value=x&why=typed", "is not a relevance"),
        ("/incidents/INC-2026-0001/merge", "with=INC-2026-0001&why=typed", "cannot be merged with itself"),
    ] {
        let answered = site.post_as(&ada, path, body).await;
        assert_eq!(answered.status, StatusCode::CONFLICT, "{body}: {}", answered.body);
        assert!(answered.body.contains(said), "{body} lacks {said:?}:\n{}", answered.body);
        assert!(path.ends_with("merge") || answered.body.contains("value=\"typed\""), "{body}:\n{}", answered.body);
    }
}

#[tokio::test]
async fn tags_are_corrected_with_the_words_that_support_them() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let body = "do=retag&entity=quay-assistant&add_entity=Reef+Chat&event=covert_tracking&kind=data_exposure\
        &quote=markers+that+identify+users&why=read+again";
    let page = site.done_as(&ada, "/documents/1/edit", body).await;
    for said in [
        "added product Reef Chat",
        "removed product Quay Assistant",
        "added event data exposure",
        "removed event covert tracking",
    ] {
        assert!(page.body.contains(said), "{said:?} is missing:\n{}", page.body);
    }
    let document = site.get("/api/v1/documents/1").await.json();
    let named: Vec<&str> =
        document["entities"].as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(named.contains(&"reef-chat") && !named.contains(&"quay-assistant"), "{named:?}");
    site.done_as(&ada, "/review/undo", &format!("decision={}&next=/documents/1/edit", undo_of(&page))).await;
    let document = site.get("/api/v1/documents/1").await.json();
    assert!(document["entities"].to_string().contains("quay-assistant"));
}

#[tokio::test]
async fn an_incident_whose_last_document_was_irrelevant_keeps_its_address() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    let alone = documents_of(&site, "INC-2026-0003").await[0];
    site.done_as(&ada, &format!("/documents/{alone}/edit"), "do=relevance&value=irrelevant&why=a+joke").await;
    let page = site.get("/incidents/INC-2026-0003").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("It holds no document any more"), "{}", page.body);
    assert_eq!(site.get_as(&ada, "/incidents/INC-2026-0003/edit").await.status, StatusCode::OK);
    assert!(site.get("/incidents/INC-2026-0003/history").await.body.contains("“a joke”"));
}

#[tokio::test]
async fn an_incident_is_shown_as_it_was_known() {
    let site = desk().await;
    let then = site.get("/incidents/INC-2026-0001?by=2026-07-02").await;
    assert_eq!(then.status, StatusCode::OK, "{}", then.body);
    for shown in [
        "As known on 2 July 2026",
        "now mitigated, 4 documents",
        "1 independent source, 2 documents",
        "value=\"2026-07-02\"",
    ] {
        assert!(then.body.contains(shown), "{shown:?} is missing:\n{}", then.body);
    }
    for later in ["Ilse Brandt of Orchid AI acknowledged", "About recent reports"] {
        assert!(!then.body.contains(later), "{later} was not known");
    }
    let api = site.get("/api/v1/incidents/INC-2026-0001?by=2026-07-02").await.json();
    assert_eq!(api["documents"].as_array().map(Vec::len), Some(2));
    assert_eq!(api["as_of"], "2026-07-02T23:59:59Z");
    let now = site.get("/api/v1/incidents/INC-2026-0001").await.json();
    assert_eq!((now["documents"].as_array().map(Vec::len), &now["as_of"]), (Some(4), &Value::Null));
    assert_eq!(now["decisions"][0]["author_kind"], "rule");
    let found = site.get("/search?q=fern+by:2026-07-02&type=incidents").await.body;
    assert!(found.contains("as known on 2 July 2026"), "{found}");
    for shown in [
        "/incidents/INC-2026-0001?by=2026-07-02",
        "1 independent source, first The Meridian Post",
        "2 documents on 2 July 2026",
    ] {
        assert!(found.contains(shown), "{shown:?} is missing:\n{found}");
    }
    let early = site.get("/incidents/INC-2026-0001?by=2026-07-01").await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    assert!(early.body.contains("it was opened on 2 July 2026"), "{}", early.body);
    assert_eq!(site.get("/incidents/INC-2026-0001?by=x").await.status, StatusCode::BAD_REQUEST);
    let later = site.get("/incidents/INC-2026-0001?by=2027").await;
    assert!(!later.body.contains("<strong>As known"), "nobody knows what will be known");
}

#[tokio::test]
async fn an_incident_that_was_merged_since_is_shown_as_it_stood() {
    let site = desk().await;
    let ada = site.session_of("ada").await;
    site.done_as(&ada, "/incidents/INC-2026-0002/merge", "with=INC-2026-0001").await;
    let then = site.get("/incidents/INC-2026-0002?by=2026-07-07").await;
    assert_eq!(then.status, StatusCode::OK, "{}", then.body);
    assert!(then.body.contains("now part of INC-2026-0001") && then.body.contains("Reef Chat"), "{}", then.body);
}
