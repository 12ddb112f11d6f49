//! Who tells it.

use super::clue::Clue;
use super::{Meeting, Sheet};
use crate::cluster::sources::host;
use crate::cluster::values::Sort;

/// A source that has told of the incident already, and of others hardly ever twice.
pub(super) fn source(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    if let Some(host) = host(meeting.signature()).filter(|host| meeting.profile.contains(Sort::Host, host)) {
        sheet.add(Clue::SameSource, meeting.seldom_twice, || format!("{host} seldom tells of one incident twice"));
    }
}
