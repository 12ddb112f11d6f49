//! A status page's interface: Statuspage's `/api/v2/incidents.json`, and no other system's.

use super::{Answer, Asked, list};
use crate::demo::content::Site;
use crate::demo::records::Interface;

pub(super) fn answer(site: &Site, interface: &Interface, asked: &Asked<'_>) -> Option<Answer> {
    if asked.path != format!("{}api/v2/incidents.json", interface.path) {
        return None;
    }
    // Newest first, as the real ones give them.
    let mut incidents: Vec<String> =
        interface.records_in(asked.edition).map(|record| record.json_in(asked.edition)).collect();
    incidents.reverse();
    Some(Answer::json(format!(
        "{{\"page\":{{\"id\":\"{host}\",\"name\":\"{}\",\"url\":\"http://{host}\",\"time_zone\":\"Etc/UTC\"}},\"incidents\":{}}}",
        site.name,
        list(&incidents),
        host = site.host,
    )))
}
