//! Whether a source has fallen silent: its last week held against the four before it.
//!
//! A week below the mean less one and a half standard deviations is silence. The deviation is taken as at least that
//! of chance (the root of the mean, as for any count of independent happenings): four weeks that happen to be alike do
//! not turn every smaller fifth into silence. Pure.

/// Full weeks that are the measure.
const WEEKS: usize = 4;
/// Below so many entries a week on the mean, an empty week says nothing.
const LEAST_MEAN: f64 = 3.0;
/// How far below the mean silence begins, in standard deviations.
const DEVIATIONS: f64 = 1.5;

/// A source that lists far less than it used to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Silence {
    /// Entries in the last seven days.
    pub this_week: u32,
    /// Mean of the four weeks before.
    pub usual: f64,
    /// What a week must reach not to count as silent.
    pub least: f64,
}

/// Judges entries a week, oldest first, the last seven days last. `None`: not silent, or too little is known.
pub fn judge(weekly: &[u32]) -> Option<Silence> {
    let (this_week, before) = weekly.split_last()?;
    let measure = before.len().checked_sub(WEEKS).and_then(|start| before.get(start..))?;
    let weeks = measure.len() as f64;
    let usual = measure.iter().map(|count| f64::from(*count)).sum::<f64>() / weeks;
    if usual < LEAST_MEAN {
        return None;
    }
    let variance = measure.iter().map(|count| (f64::from(*count) - usual).powi(2)).sum::<f64>() / weeks;
    let least = usual - DEVIATIONS * variance.max(usual).sqrt();
    (f64::from(*this_week) < least).then_some(Silence { this_week: *this_week, usual, least })
}

#[cfg(test)]
mod tests;
