use watchline_model::{ChangeSeq, SubscriptionId};

use super::*;
use crate::testing::{change, day, incident, mail, matched, policy, subscription};

fn keys(changes: &[MatchedChange], subscription: &Subscription, now: DateTime<Utc>) -> Vec<String> {
    plan(changes, subscription, &policy(), now).into_iter().map(|message| message.key).collect()
}

#[test]
fn several_changes_of_one_incident_make_one_message() {
    let incident = incident(1);
    let opened = change(11, ChangeKind::IncidentOpened, &incident, day(20));
    let answered = change(12, ChangeKind::VendorAnswered, &incident, day(20));
    let changes = [matched(&answered, &incident), matched(&opened, &incident)];
    assert_eq!(keys(&changes, &subscription(Rhythm::Immediate, mail()), day(20)), ["4:INC-2026-0001:11"]);
}

#[test]
fn each_incident_has_its_own_message() {
    let (first, second) = (incident(1), incident(2));
    let one = change(12, ChangeKind::IncidentOpened, &first, day(20));
    let two = change(11, ChangeKind::IncidentOpened, &second, day(20));
    let changes = [matched(&one, &first), matched(&two, &second)];
    let keys = keys(&changes, &subscription(Rhythm::Immediate, mail()), day(20));
    assert_eq!(keys, ["4:INC-2026-0002:11", "4:INC-2026-0001:12"]);
}

#[test]
fn planning_twice_gives_the_same_messages() {
    let incident = incident(1);
    let opened = change(11, ChangeKind::IncidentOpened, &incident, day(20));
    let subscription = subscription(Rhythm::Immediate, mail());
    let planned = |changes: &[MatchedChange]| plan(changes, &subscription, &policy(), day(20));
    let once = [matched(&opened, &incident)];
    let doubled = [matched(&opened, &incident), matched(&opened, &incident)];
    assert_eq!(planned(&once), planned(&doubled));
    assert_eq!(planned(&once).len(), 1);
}

#[test]
fn old_news_wakes_nobody() {
    let incident = incident(1);
    let opened = change(11, ChangeKind::IncidentOpened, &incident, day(20));
    let changes = [matched(&opened, &incident)];
    let subscription = subscription(Rhythm::Immediate, mail());
    let (within, beyond) = (day(20) + TimeDelta::days(30), day(20) + TimeDelta::days(31));
    assert_eq!(keys(&changes, &subscription, within).len(), 1);
    assert!(keys(&changes, &subscription, beyond).is_empty());
}

#[test]
fn another_article_is_no_alert() {
    let incident = incident(1);
    let grew = change(11, ChangeKind::IncidentGrew, &incident, day(20));
    assert!(keys(&[matched(&grew, &incident)], &subscription(Rhythm::Immediate, mail()), day(20)).is_empty());
}

#[test]
fn what_was_before_the_subscription_is_not_its_business() {
    let incident = incident(1);
    let (before, after) = (
        change(10, ChangeKind::IncidentOpened, &incident, day(20)),
        change(11, ChangeKind::StatusChanged, &incident, day(20)),
    );
    let subscription = subscription(Rhythm::Immediate, mail());
    assert_eq!(subscription.since, ChangeSeq(10));
    assert!(keys(&[matched(&before, &incident)], &subscription, day(20)).is_empty());
    assert_eq!(keys(&[matched(&after, &incident)], &subscription, day(20)).len(), 1);
}

#[test]
fn nothing_is_sent_before_the_confirmation_and_after_the_end() {
    let incident = incident(1);
    let opened = change(11, ChangeKind::IncidentOpened, &incident, day(20));
    let changes = [matched(&opened, &incident)];
    let open = subscription(Rhythm::Immediate, mail());
    let unconfirmed = Subscription { confirmed_at: None, ..open.clone() };
    let ended = Subscription { ended_at: Some(day(2)), ..open.clone() };
    assert!(keys(&changes, &unconfirmed, day(20)).is_empty());
    assert!(keys(&changes, &ended, day(20)).is_empty());
    assert_eq!(keys(&changes, &open, day(20)).len(), 1);
}

#[test]
fn a_daily_digest_gathers_a_day_once_it_is_over() {
    let (first, second) = (incident(1), incident(2));
    let changes = [
        change(11, ChangeKind::IncidentOpened, &first, day(20)),
        change(12, ChangeKind::IncidentOpened, &second, day(20)),
        change(13, ChangeKind::StatusChanged, &first, day(21)),
    ];
    let matches = [matched(&changes[0], &first), matched(&changes[1], &second), matched(&changes[2], &first)];
    let subscription = subscription(Rhythm::Daily, mail());
    assert!(keys(&matches, &subscription, day(20)).is_empty());
    assert_eq!(keys(&matches, &subscription, day(21)), ["4:digest:2026-07-20"]);
    assert_eq!(keys(&matches, &subscription, day(22)), ["4:digest:2026-07-20", "4:digest:2026-07-21"]);
    let digest = &plan(&matches, &subscription, &policy(), day(21))[0];
    assert_eq!(digest.subject, "Watchline, 20 July 2026: 2 incidents");
    assert_eq!(digest.due, watchline_model::date::midnight(day(21).date_naive()));
}

#[test]
fn a_weekly_digest_runs_from_monday_to_monday() {
    let incident = incident(1);
    // 20 July 2026 is a Monday.
    let sunday = change(11, ChangeKind::IncidentOpened, &incident, day(19));
    let monday = change(12, ChangeKind::StatusChanged, &incident, day(20));
    let matches = [matched(&sunday, &incident), matched(&monday, &incident)];
    let subscription = subscription(Rhythm::Weekly, mail());
    assert_eq!(keys(&matches, &subscription, day(21)), ["4:digest:2026-07-13"]);
    assert_eq!(keys(&matches, &subscription, day(27)), ["4:digest:2026-07-13", "4:digest:2026-07-20"]);
}

#[test]
fn a_merged_incident_only_says_where_it_went() {
    let mut incident = incident(1);
    incident.merged_into = Some(IncidentId { year: 2026, number: 2 });
    let status = change(11, ChangeKind::StatusChanged, &incident, day(20));
    let merged = change(12, ChangeKind::IncidentMerged, &incident, day(20));
    let subscription = Subscription { id: SubscriptionId(9), ..subscription(Rhythm::Immediate, mail()) };
    let matches = [matched(&status, &incident), matched(&merged, &incident)];
    assert_eq!(keys(&matches, &subscription, day(20)), ["9:INC-2026-0001:12"]);
}

#[test]
fn the_last_period_is_the_one_that_is_over() {
    let daily = crate::last_period(Rhythm::Daily, day(21)).expect("days are gathered");
    assert_eq!((daily.start.to_rfc3339(), daily.end.to_rfc3339()).0, "2026-07-20T00:00:00+00:00");
    assert_eq!(daily.end, watchline_model::date::midnight(day(21).date_naive()));
    assert_eq!(crate::last_period(Rhythm::Immediate, day(21)), None);
}
