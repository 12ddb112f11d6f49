//! Whether an answer is right, the same for all that are compared.

use std::collections::BTreeMap;
use std::error::Error;

use chrono::{NaiveDateTime, NaiveTime};
use serde::Deserialize;
use watchline_analysis::dates::{Bound, DateExpression};

use crate::cases::{Case, Wanted, moment};

/// What was found in one text.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) found: Vec<Expression>,
}

/// Characters `start..end` and what they mean; without `until` only the beginning is known.
#[derive(Debug, Deserialize)]
pub(crate) struct Expression {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) first: NaiveDateTime,
    pub(crate) until: Option<NaiveDateTime>,
    pub(crate) last: Option<NaiveDateTime>,
    /// Minutes east of UTC.
    pub(crate) offset_minutes: Option<i32>,
    #[serde(default)]
    pub(crate) is_since: bool,
    #[serde(default)]
    pub(crate) is_before: bool,
    #[serde(default)]
    pub(crate) is_after: bool,
}

impl From<DateExpression> for Expression {
    fn from(found: DateExpression) -> Self {
        Self {
            start: found.start,
            end: found.end,
            first: found.first,
            until: Some(found.until),
            last: Some(found.last),
            offset_minutes: found.offset_minutes,
            is_since: found.bound == Bound::Since || found.dated.basis == watchline_model::Basis::Effective,
            is_before: matches!(found.bound, Bound::Before | Bound::Until),
            is_after: found.bound == Bound::After,
        }
    }
}

#[derive(Debug, Default)]
struct Score {
    asked: usize,
    /// Something was found where the expression stands.
    found: usize,
    begin_right: usize,
    right: usize,
}

pub(crate) fn answers(lines: &str) -> Result<Vec<Answer>, Box<dyn Error>> {
    let mut answers = Vec::new();
    for line in lines.lines() {
        answers.push(serde_json::from_str(line)?);
    }
    Ok(answers)
}

pub(crate) fn print(name: &str, cases: &[Case], answers: &[Answer], misses: Option<&str>) {
    let mut scores: BTreeMap<(String, String), Score> = BTreeMap::new();
    let mut spurious = 0;
    for (case, answer) in cases.iter().zip(answers) {
        if case.set.contains('-') {
            let is_right = sentence_is_right(case, answer);
            let kind = case.language.clone().filter(|language| language != "en").map_or("", |_| "sentences");
            let score = scores.entry((case.set.clone(), kind.to_owned())).or_default();
            score.asked += 1;
            score.found += 1;
            score.begin_right += usize::from(is_right);
            score.right += usize::from(is_right);
            continue;
        }
        spurious += answer.found.iter().filter(|found| is_spurious(case, found)).count();
        for wanted in &case.wanted {
            let near = || answer.found.iter().filter(|found| found.start < wanted.end && wanted.start < found.end);
            let is_found = near().next().is_some();
            let begin_right = near().any(|found| wanted.values.iter().any(|value| begins(wanted, value, found)));
            let right = near().any(|found| wanted.values.iter().any(|value| is_right(wanted, value, found)));
            if !right && misses.is_some_and(|kind| kind == wanted.kind || kind == case.set) {
                let own: Vec<String> = near().map(|found| format!("{} to {:?}", found.first, found.until)).collect();
                println!(
                    "{} {} {:?} at {}: {own:?}, not {:?}",
                    case.set, wanted.kind, case.text, case.reference, wanted.values
                );
            }
            if case.set == "collection" && wanted.kind != "datetimerange" {
                let form = scores.entry(("collection by form".to_owned(), wanted.form.to_owned())).or_default();
                form.asked += 1;
                form.found += usize::from(is_found);
                form.begin_right += usize::from(begin_right);
                form.right += usize::from(right);
            }
            let score = scores.entry((case.set.clone(), wanted.kind.clone())).or_default();
            score.asked += 1;
            score.found += usize::from(is_found);
            score.begin_right += usize::from(begin_right);
            score.right += usize::from(right);
        }
    }
    let share = |right: usize, asked: usize| right as f64 / asked.max(1) as f64;
    let print = |set: &str, kind: &str, score: &Score| {
        println!(
            "{name}: {set} {kind}: {} asked, {} found, start {:.3}, right {:.3}, of those found {:.3}",
            score.asked,
            score.found,
            share(score.begin_right, score.asked),
            share(score.right, score.asked),
            share(score.right, score.found),
        );
    };
    for ((set, kind), score) in &scores {
        print(set, kind, score);
    }
    for (set, kinds) in [
        ("collection", &["date", "daterange", "datetime"][..]),
        ("collection", &["date", "daterange", "datetime", "datetimerange"]),
        ("modes", &["date", "daterange", "datetime"]),
    ] {
        let mut sum = Score::default();
        for (_, score) in scores.iter().filter(|((own, kind), _)| own == set && kinds.contains(&kind.as_str())) {
            sum.asked += score.asked;
            sum.found += score.found;
            sum.begin_right += score.begin_right;
            sum.right += score.right;
        }
        print(set, &kinds.join("+"), &sum);
    }
    println!("{name}: {spurious} expressions where the collection has nothing");
}

/// The collection has nothing there, of whatever type.
fn is_spurious(case: &Case, found: &Expression) -> bool {
    let spans = case.wanted.iter().map(|wanted| (wanted.start, wanted.end)).chain(case.others.iter().copied());
    case.set == "collection" && !spans.into_iter().any(|(start, end)| found.start < end && start < found.end)
}

fn sentence_is_right(case: &Case, answer: &Answer) -> bool {
    answer.found.len() == case.wanted.len()
        && answer.found.iter().zip(&case.wanted).all(|(found, wanted)| {
            let Some((Some(label), _)) = wanted.values.first() else { return false };
            found.start < wanted.end && wanted.start < found.end && written(found, label) == *label
        })
}

/// The beginning as the label writes it: as exact as the label.
fn written(found: &Expression, label: &str) -> String {
    let text = |format: &str| found.first.format(format).to_string();
    match label.len() {
        4 => text("%Y"),
        7 => text("%Y-%m"),
        10 => text("%Y-%m-%d"),
        _ if label.ends_with('Z') => {
            let offset = chrono::TimeDelta::minutes(i64::from(found.offset_minutes.unwrap_or(0)));
            (found.first - offset).format("%Y-%m-%dT%H:%MZ").to_string()
        }
        _ => text("%Y-%m-%dT%H:%M"),
    }
}

fn begins(wanted: &Wanted, value: &(Option<String>, Option<String>), found: &Expression) -> bool {
    let Some(begin) = value.0.as_deref().and_then(moment) else { return is_right(wanted, value, found) };
    match wanted.kind.as_str() {
        "date" | "daterange" => begin.date() == found.first.date() || is_right(wanted, value, found),
        _ => begin == found.first,
    }
}

fn is_right(wanted: &Wanted, value: &(Option<String>, Option<String>), found: &Expression) -> bool {
    let begin = value.0.as_deref().and_then(moment);
    let end = value.1.as_deref().and_then(moment);
    let whole_day = |day: NaiveDateTime| day.time() == NaiveTime::MIN;
    match (wanted.kind.as_str(), begin, end) {
        ("date", Some(day), _) => {
            day.date() == found.first.date()
                && found.until.is_none_or(|until| until <= day + chrono::TimeDelta::days(1))
        }
        ("datetime", Some(moment), _) => moment == found.first,
        (_, Some(begin), Some(end)) => {
            let same_end = found.until.is_none_or(|until| until == end) || found.last == Some(end);
            begin == found.first && same_end
        }
        (_, Some(begin), None) => {
            (found.is_since && begin == found.first)
                || (found.is_after && (Some(begin) == found.until || begin == found.first))
        }
        (_, None, Some(end)) => found.is_before && (end == found.first || (whole_day(end) && Some(end) == found.until)),
        _ => false,
    }
}
