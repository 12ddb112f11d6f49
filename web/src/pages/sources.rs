//! `/sources`: where everything comes from, and how each source is doing; `/sources/{id}`: one of them, with the gaps in
//! what is known of it.

use askama::Template;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use watchline_model::silence::{Silence, judge};
use watchline_model::{Entry, Schedule, SourceId};
use watchline_store::{Gap, SourceView};

use crate::error::WebError;
use crate::pages::{Page, render};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::weeks::Weeks;
use crate::view::when::{When, every, grouped, plural, span};

/// Weeks shown of what a source listed.
const WEEKS: u32 = 12;
/// Gaps shown of one source.
const GAPS: u32 = 50;
/// Entries shown of one source that could not be had.
const FAILING: u32 = 50;

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    frame: Frame,
    total: String,
    failing: String,
    any_failing: bool,
    silent: String,
    any_silent: bool,
    /// Those in trouble first, then by tier.
    groups: Vec<Group>,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    address: String,
    url: String,
    tier: &'static str,
    kind: &'static str,
    sentence: String,
    failing: bool,
    silent: bool,
    rhythm: Option<String>,
    weeks: Weeks,
    last: Option<When>,
    next: Option<When>,
    documents: String,
    relevant: String,
    search: String,
}

pub(crate) async fn sources(State(state): State<WebState>) -> Page {
    let now = state.now();
    let mut views = state.store.list_sources().await?;
    views.retain(|view| view.configured || view.health.documents > 0);
    views.sort_by(|a, b| a.source.tier.cmp(&b.source.tier).then_with(|| a.source.name.cmp(&b.source.name)));
    let mut weekly = state.store.weekly_entries_of_all(WEEKS, now).await?;
    let row = |view: &SourceView| row(view, &weekly.remove(&view.source.id).unwrap_or_default(), now);
    let rows: Vec<Row> = views.iter().map(row).collect();
    let total = rows.len() as u64;
    let silent = rows.iter().filter(|row| row.silent).count() as u64;
    let failing = rows.iter().filter(|row| row.failing).count() as u64;
    let mut groups: Vec<Group> = Vec::new();
    let (troubled, well): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.failing || row.silent);
    if !troubled.is_empty() {
        groups.push(Group { title: "Failing or silent".to_owned(), rows: troubled });
    }
    let first_well = groups.len();
    for row in well {
        let title = tier_title(row.tier);
        match groups.get_mut(first_well..).and_then(<[Group]>::last_mut) {
            Some(group) if group.title == title => group.rows.push(row),
            _ => groups.push(Group { title: title.to_owned(), rows: vec![row] }),
        }
    }
    render(&Sources {
        frame: Frame::new(&state, Section::Sources, "Sources", "/sources"),
        total: plural(total, "source"),
        failing: plural(failing, "source"),
        any_failing: failing > 0,
        silent: plural(silent, "source"),
        any_silent: silent > 0,
        groups,
    })
}

fn tier_title(tier: &str) -> &'static str {
    match tier {
        "vendor" => "Vendors",
        "regulator" => "Regulators",
        "database" => "Databases",
        "press" => "Press",
        "researcher" => "Researchers",
        _ => "Communities",
    }
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    frame: Frame,
    row: Row,
    publisher: String,
    note: Option<String>,
    schedule: String,
    last_success: Option<When>,
    gaps: Vec<GapLine>,
    failing: Vec<FailingLine>,
}

/// Something listed that could not be had.
struct FailingLine {
    title: String,
    url: String,
    why: String,
    /// When it is tried again.
    again: Option<When>,
}

/// A time in which nothing could be had of the source.
struct GapLine {
    began: When,
    ended: Option<When>,
    last_success: Option<When>,
    lasted: String,
    attempts: String,
    reason: String,
}

pub(crate) async fn source(State(state): State<WebState>, Path(id): Path<String>) -> Page {
    let now = state.now();
    let id = SourceId::from(id.as_str());
    let view = state.store.find_source(&id).await?;
    let view = view.ok_or_else(|| WebError::missing(format!("the source `{id}`")))?;
    let weekly = state.store.weekly_entries(&id, WEEKS, now).await?;
    let gaps = state.store.list_gaps(Some(&id), GAPS).await?;
    let failing = state.store.list_failing_entries(&id, FAILING).await?;
    let title = format!("{}: how it is doing", view.source.name);
    render(&SourcePage {
        frame: Frame::new(&state, Section::Sources, title, &address(&id)),
        row: row(&view, &weekly, now),
        publisher: view.source.publisher.clone(),
        note: view.source.note.clone(),
        schedule: schedule(&view),
        last_success: view.health.last_success.map(When::moment),
        gaps: gaps.iter().map(|gap| gap_line(gap, now)).collect(),
        failing: failing.into_iter().map(failing_line).collect(),
    })
}

fn failing_line(entry: Entry) -> FailingLine {
    let why = entry.last_error.unwrap_or_default();
    // Messages begin with the address, which stands beside them.
    let why = why.strip_prefix(&format!("{}: ", entry.url)).map_or(why.clone(), str::to_owned);
    FailingLine {
        title: entry.title.unwrap_or_else(|| entry.url.clone()),
        url: entry.url,
        why,
        again: entry.next_due.map(When::moment),
    }
}

fn gap_line(gap: &Gap, now: DateTime<Utc>) -> GapLine {
    GapLine {
        began: When::moment(gap.began),
        ended: gap.ended.map(When::moment),
        last_success: gap.last_success.map(When::moment),
        lasted: span((gap.ended.unwrap_or(now) - gap.began).num_seconds()),
        attempts: plural(u64::from(gap.failures), "attempt"),
        reason: gap.reason.clone(),
    }
}

/// When it is asked, as one would say it.
fn schedule(view: &SourceView) -> String {
    match &view.source.schedule {
        Schedule::Every(seconds) => format!("every {}", every(i64::try_from(*seconds).unwrap_or(i64::MAX))),
        Schedule::Cron(fields) => format!("by the cron fields {fields} (UTC)"),
        Schedule::Adaptive => rhythm(view).map_or_else(
            || "after its own rhythm, which is not known yet".to_owned(),
            |rhythm| format!("after its own rhythm, now {rhythm}"),
        ),
    }
}

/// "about every 3 hours".
fn rhythm(view: &SourceView) -> Option<String> {
    let seconds = view.health.interval_seconds?;
    Some(format!("about every {}", every(i64::try_from(seconds).unwrap_or(i64::MAX))))
}

fn address(id: &SourceId) -> String {
    format!("/sources/{id}")
}

fn row(view: &SourceView, weekly: &[u32], now: DateTime<Utc>) -> Row {
    let (source, health) = (&view.source, &view.health);
    let watched = view.configured && source.enabled;
    let silence = judge(weekly).filter(|_| watched && health.consecutive_failures == 0);
    Row {
        name: source.name.clone(),
        address: address(&source.id),
        url: source.url.clone(),
        tier: source.tier.as_str(),
        kind: source.kind.as_str(),
        sentence: silence.map_or_else(|| sentence(view, now), |silence| silent_sentence(&silence)),
        failing: watched && health.consecutive_failures > 0,
        silent: silence.is_some(),
        rhythm: rhythm(view),
        weeks: Weeks::new(weekly),
        last: health.last_fetch.map(|at| When::from(at, now)),
        next: health.next_due.filter(|_| watched).map(|at| When::from(at, now)),
        documents: grouped(health.documents),
        relevant: grouped(health.relevant),
        search: crate::params::address("/search", &[("q", &format!("source:{}", source.id))]),
    }
}

fn silent_sentence(silence: &Silence) -> String {
    let listed = match silence.this_week {
        0 => "nothing new".to_owned(),
        count => format!("only {count} new"),
    };
    format!("Silent: {listed} in the last seven days, where {:.0} a week are usual.", silence.usual)
}

/// How it is doing, as one would say it.
fn sentence(view: &SourceView, now: DateTime<Utc>) -> String {
    let health = &view.health;
    if !view.configured {
        return "No longer watched; its documents are kept.".to_owned();
    }
    if !view.source.enabled {
        return "Switched off.".to_owned();
    }
    let ago = |at: DateTime<Utc>| span((now - at).num_seconds());
    if health.consecutive_failures > 0 {
        let since = health
            .last_success
            .map_or_else(|| "It has never answered".to_owned(), |at| format!("It last answered {} ago", ago(at)));
        let why = health.last_error.as_deref().unwrap_or("no reason was noted");
        let tries = plural(u64::from(health.consecutive_failures), "time");
        return format!("Failed {tries} in a row: {why}. {since}.");
    }
    match (health.last_success, health.last_new_entry) {
        (None, _) => "Not fetched yet.".to_owned(),
        (Some(_), None) => "Answers, but has listed nothing yet.".to_owned(),
        (Some(_), Some(new)) => format!("Works; last listed something new {} ago.", ago(new)),
    }
}
