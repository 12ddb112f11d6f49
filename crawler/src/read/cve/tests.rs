use serde_json::json;

use super::*;

fn record_with(cna: &Value) -> Reading {
    let record = json!({"cveMetadata": {"cveId": "CVE-2026-900001", "state": "PUBLISHED"}, "containers": {"cna": cna}});
    read(record.to_string().as_bytes(), "").expect("a record")
}

fn versions_of(entry: &Value) -> Option<String> {
    let reading = record_with(&json!({"affected": [entry]}));
    reading.advisory.expect("an advisory").affected.into_iter().next().map(|affected| affected.versions)
}

#[test]
fn versions_become_words() {
    let versions = |versions: Value| versions_of(&json!({"product": "x", "versions": versions})).expect("affected");
    assert_eq!(versions(json!([{"version": "0", "lessThan": "4.11.0", "status": "affected"}])), "before 4.11.0");
    assert_eq!(
        versions(json!([{"version": "1.0", "lessThanOrEqual": "1.4", "status": "affected"}])),
        "from 1.0 to 1.4"
    );
    assert_eq!(versions(json!([{"version": "unspecified", "lessThan": "2", "status": "affected"}])), "before 2");
    assert_eq!(versions(json!([{"version": "3.0", "lessThan": "*", "status": "affected"}])), "from 3.0 on");
    assert_eq!(versions(json!([{"version": "1.0", "lessThan": "publication", "status": "affected"}])), "from 1.0 on");
    assert_eq!(
        versions(json!([{"version": "unspecified", "lessThanOrEqual": "latest", "status": "affected"}])),
        "all versions"
    );
    assert_eq!(versions(json!([{"version": "< 4.11.0", "status": "affected"}])), "before 4.11.0");
    assert_eq!(versions(json!([{"version": "4.10 and earlier", "status": "affected"}])), "4.10 and earlier");
    assert_eq!(versions(json!([{"version": "n/a", "status": "affected"}])), "");
    assert_eq!(versions(json!([{"version": "*", "status": "affected"}])), "all versions");
}

#[test]
fn commits_count_only_without_releases() {
    let commit =
        json!({"version": "1da177e4c3f4", "lessThan": "89abcdef0123", "status": "affected", "versionType": "git"});
    let release = json!({"version": "6.1", "status": "affected", "versionType": "semver"});
    assert_eq!(versions_of(&json!({"product": "x", "versions": [commit, release]})).as_deref(), Some("6.1"));
    let alone = versions_of(&json!({"product": "x", "versions": [commit]}));
    assert_eq!(alone.as_deref(), Some("from 1da177e4c3f4 before 89abcdef0123"));
}

#[test]
fn a_kernel_told_by_commit_and_by_release_is_told_by_release() {
    let by_commit = json!({"product": "Kernel", "versions": [{"version": "1da177e4c3f4", "lessThan": "8915dcd29a82", "status": "affected", "versionType": "git"}]});
    let exceptions = json!([
        {"version": "2.6.12", "status": "affected"},
        {"version": "0", "lessThan": "2.6.12", "status": "unaffected", "versionType": "semver"},
        {"version": "5.10.1", "lessThanOrEqual": "5.10.*", "status": "unaffected", "versionType": "semver"},
    ]);
    let by_release = json!({"product": "Kernel", "defaultStatus": "affected", "versions": exceptions});
    let affected = record_with(&json!({"affected": [by_commit, by_release]})).advisory.expect("an advisory").affected;
    assert_eq!(affected.len(), 1, "{affected:?}");
    assert_eq!(affected[0].versions, "all versions except before 2.6.12, from 5.10.1 to 5.10.*");
}

#[test]
fn others_name_products_only_where_the_authority_names_none() {
    let record = |cna: Value| {
        let adp = json!([{"affected": [{"vendor": "fixture", "product": "other_spelling"}]}]);
        let record = json!({"cveMetadata": {"cveId": "CVE-2026-900001"}, "containers": {"cna": {"affected": [cna]}, "adp": adp}});
        let reading = read(record.to_string().as_bytes(), "").expect("a record");
        reading.advisory.expect("an advisory").affected.into_iter().map(|affected| affected.product).collect::<Vec<_>>()
    };
    assert_eq!(record(json!({"vendor": "Fixture", "product": "Tool"})), ["Fixture Tool"]);
    assert_eq!(record(json!({"vendor": "n/a", "product": "n/a"})), ["fixture other_spelling"]);
}

#[test]
fn a_product_that_is_not_affected_is_not_named() {
    assert_eq!(versions_of(&json!({"product": "x", "versions": [{"version": "1", "status": "unaffected"}]})), None);
    let default = json!({"product": "x", "defaultStatus": "affected", "versions": []});
    assert_eq!(versions_of(&default).as_deref(), Some("all versions"));
}

#[test]
fn english_comes_first_and_else_the_first_language() {
    let text = |descriptions: Value| record_with(&json!({"descriptions": descriptions})).text;
    let english = json!([{"lang": "de", "value": "Eine Lücke."}, {"lang": "en-GB", "value": "A hole."}]);
    assert_eq!(text(english), "A hole.");
    let german = json!([{"lang": "de", "value": "Eine Lücke."}, {"lang": "fr", "value": "Un trou."}]);
    assert_eq!(text(german), "Eine Lücke.");
}

#[test]
fn the_decision_tree_of_an_agency_is_not_read() {
    let metric = json!({"other": {"type": "ssvc", "content": {"timestamp": "2026-01-01T00:00:00Z", "text": "active"}}});
    assert_eq!(record_with(&json!({"metrics": [metric]})).text, record_with(&json!({})).text);
}

#[test]
fn a_score_is_the_records_own() {
    let given = json!({"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.1, "baseSeverity": "CRITICAL"}});
    let reading = record_with(&json!({"metrics": [given], "providerMetadata": {"shortName": "fixture"}}));
    let scores = reading.advisory.expect("an advisory").scores;
    assert_eq!((scores[0].score, scores[0].rated_by.as_deref()), (Some(9.1), Some("fixture")));
}

#[test]
fn the_advisory_that_a_number_comes_from_is_an_alias() {
    let reading = record_with(&json!({"source": {"advisory": "GHSA-wlfx-wlfx-0001", "discovery": "UNKNOWN"}}));
    assert_eq!(reading.advisory.expect("an advisory").aliases, ["GHSA-wlfx-wlfx-0001"]);
}

#[test]
fn other_json_is_no_record() {
    for body in ["{}", "[]", "{\"cveMetadata\": {}}", "{\"cveMetadata\": {\"cveId\": \"X-1\"}}", "{\"cveMetadata\": 7}"]
    {
        assert!(read(body.as_bytes(), "").is_none(), "{body}");
    }
}
