//! An advisory database that answers questions about packages as OSV does: `POST /v1/query`, a page at a time.

use serde_json::{Value, json};

use super::{Answer, Asked};
use crate::demo::records::{Interface, Record};

/// Small, so that the made-up packages have more than one page.
const RECORDS_A_PAGE: usize = 2;

pub(super) fn answer(interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    if asked.path != "/v1/query" {
        return None;
    }
    let question: Value = serde_json::from_slice(asked.posted?).ok()?;
    let package = (question.pointer("/package/ecosystem"), question.pointer("/package/name"));
    let concerns = |record: &&Record| {
        let value: Value = serde_json::from_str(&record.json).unwrap_or_default();
        let affected = value["affected"].as_array().cloned().unwrap_or_default();
        affected
            .iter()
            .any(|affected| (affected.pointer("/package/ecosystem"), affected.pointer("/package/name")) == package)
    };
    let found: Vec<&Record> = interface.records_in(asked.edition).filter(concerns).collect();
    let start = question["page_token"].as_str().and_then(|token| token.parse().ok()).unwrap_or(0);
    let page: Vec<String> =
        found.iter().skip(start).take(RECORDS_A_PAGE).map(|record| record.json_in(asked.edition)).collect();
    if page.is_empty() {
        return Some(Answer::json("{}"));
    }
    let next = start + RECORDS_A_PAGE;
    let token =
        if next < found.len() { format!(",\"next_page_token\":{}", json!(next.to_string())) } else { String::new() };
    Some(Answer::json(format!("{{\"vulns\":{}{token}}}", super::list(&page))))
}
