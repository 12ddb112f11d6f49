//! What a shorter text says of the longer one, and what the headlines name.

use super::clue::Clue;
use super::{Meeting, Sheet};

pub(super) fn headline(sheet: &mut Sheet, meeting: &Meeting<'_>) {
    let near = meeting.nearness;
    let said = |told: &'static str| move || told.to_owned();
    sheet.add(Clue::Contained, near.contained, said("how much of what the shorter text says stands in the other"));
    sheet.add(Clue::Mutual, near.mutual, said("how much of what either text says stands in the other"));
    sheet.add(Clue::MutualMean, near.mutual_mean, said("the same with all reports of the incident"));
    sheet.add(Clue::SameHeadline, near.headline, said("how alike the headlines are"));
    sheet.add(Clue::HeadlineTold, near.headline_told, said("how much of one headline the other's first lines tell"));
    sheet.add(Clue::HeadlinesTold, near.headlines_told, said("how much of each headline the other's first lines tell"));
    sheet.add(Clue::HeadlineNames, near.names, said("how many of the names of each headline the other text knows"));
    sheet.add(Clue::AllNames, near.all_names, said("how many of the names of each text the other knows"));
    sheet.add(Clue::NewHeadlineNames, near.new_names, said("each headline names what the other text does not know"));
}
