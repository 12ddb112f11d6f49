//! What a source listed, week by week, as a row of small bars.

use askama::Template;

/// Width of a week and height of the tallest bar, in the drawing's own units.
const STEP: u32 = 8;
const TALLEST: u32 = 22;

#[derive(Debug, Clone, Template)]
#[template(path = "parts/weeks.html")]
pub(crate) struct Weeks {
    bars: Vec<Bar>,
    width: u32,
    height: u32,
    /// The same in words, for those who do not see the drawing.
    words: String,
}

crate::view::pieces!(Weeks);

#[derive(Debug, Clone)]
struct Bar {
    x: u32,
    y: u32,
    height: u32,
}

impl Weeks {
    /// Entries a week, oldest first, the last seven days last.
    pub(crate) fn new(weekly: &[u32]) -> Self {
        let most = weekly.iter().copied().max().unwrap_or(0).max(1);
        let bar = |(index, count): (usize, &u32)| {
            let height = if *count == 0 { 1 } else { (count.saturating_mul(TALLEST) / most).max(3) };
            Bar { x: u32::try_from(index).unwrap_or(0) * STEP, y: TALLEST - height, height }
        };
        let counts: Vec<String> = weekly.iter().map(u32::to_string).collect();
        Self {
            bars: weekly.iter().enumerate().map(bar).collect(),
            width: u32::try_from(weekly.len()).unwrap_or(0) * STEP,
            height: TALLEST,
            words: format!("new entries a week, oldest first: {}", counts.join(", ")),
        }
    }
}
