use super::*;

fn read_body(body: &str) -> Option<Listed> {
    let url = "https://watchline-fixture.example/.well-known/csaf/provider-metadata.json".to_owned();
    let page = FetchedPage {
        final_url: url.clone(),
        url,
        status: 200,
        headers: Vec::new(),
        fetched_at: chrono::DateTime::from_timestamp(1_783_500_000, 0).unwrap(),
        body: body.as_bytes().to_vec(),
    };
    read(&page, 1, &Memory::new())
}

#[test]
fn the_directories_of_2_1_carry_labels() {
    let listed = read_body(
        r#"{"metadata_version":"2.1","distributions":[{"directory":{"tlp_label":"CLEAR","url":"https://watchline-fixture.example/csaf/clear"}},
        {"directory":{"tlp_label":"RED","url":"https://watchline-fixture.example/csaf/red"}}]}"#,
    )
    .unwrap();
    let urls: Vec<&str> = listed.requests.iter().map(|request| request.url.as_str()).collect();
    assert_eq!(urls, ["https://watchline-fixture.example/csaf/clear/changes.csv"]);
    assert!(listed.memory[LISTS].contains("index https://watchline-fixture.example/csaf/clear/index.txt"));
}

#[test]
fn metadata_without_any_list_is_told() {
    let listed = read_body(
        r#"{"metadata_version":"2.0","publisher":"x","distributions":{"rolie":{"feeds":[{"tlp_label":"GREEN","url":"/a"}, 3]}}}"#,
    );
    assert_eq!(listed.unwrap().warnings.len(), 2);
    assert_eq!(read_body(r#"{"feed":{}}"#), None);
    assert_eq!(read_body("[]"), None);
}
