//! What long work shows on a terminal: a bar on stderr, and nothing anywhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Whether bars are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// On stderr, if that is a terminal.
    Terminal,
    Hidden,
}

impl Progress {
    /// A bar of known length; `label` says what is being counted.
    pub fn bar(self, label: &'static str, length: u64) -> ProgressBar {
        if self == Self::Hidden {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length).with_message(label);
        bar.set_style(
            ProgressStyle::with_template("{msg:>12} [{bar:32}] {human_pos}/{human_len} {per_sec} {eta}")
                .expect("the template is a constant that a test draws"),
        );
        bar
    }

    /// A line that says what is being done, for work whose length is not known.
    pub fn spinner(self, label: &'static str) -> ProgressBar {
        if self == Self::Hidden {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner().with_message(label);
        bar.set_style(
            ProgressStyle::with_template("{msg:>12} {human_pos} {elapsed}")
                .expect("the template is a constant that a test draws"),
        );
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

#[cfg(test)]
mod tests;
