//! A forest of decision trees, read from a text that a person can look at, and asked how likely a
//! paragraph belongs to the main text.
//!
//! The file's first line names the features; every other line is a tree in the order of a walk that goes
//! left first: `feature:threshold:mean` for a fork (left where the value is at most the threshold; `mean`
//! is what the tree would say without going on) and `=value` for a leaf. Values are summed over the trees
//! and are log-odds.

/// A fork or a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// Index of the feature; `None` for a leaf.
    feature: Option<u16>,
    threshold: f32,
    /// What the tree says here.
    value: f32,
    /// Where the right branch begins; the left one is the next node.
    right: u32,
}

/// Trees, and the names of what they ask for.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    features: Vec<String>,
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

impl Forest {
    /// Reads the text form; lines that are no tree are left out.
    pub(crate) fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let features = lines.next().unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect();
        let mut forest = Self { features, ..Self::default() };
        for line in lines {
            let start = forest.nodes.len();
            if forest.read_tree(line).is_some() && forest.nodes.len() > start {
                forest.roots.push(start as u32);
            } else {
                forest.nodes.truncate(start);
            }
        }
        forest
    }

    fn read_tree(&mut self, line: &str) -> Option<()> {
        // Forks whose right branch has not begun.
        let mut open: Vec<usize> = Vec::new();
        let mut is_right = false;
        for word in line.split_ascii_whitespace() {
            let index = self.nodes.len();
            if is_right {
                let fork = open.pop()?;
                self.nodes.get_mut(fork)?.right = index as u32;
            }
            if let Some(value) = word.strip_prefix('=') {
                self.nodes.push(Node { feature: None, threshold: 0.0, value: value.parse().ok()?, right: 0 });
                is_right = true;
            } else {
                let mut parts = word.split(':');
                let feature: u16 = parts.next()?.parse().ok()?;
                let threshold = parts.next()?.parse().ok()?;
                let value = parts.next()?.parse().ok()?;
                self.nodes.push(Node { feature: Some(feature), threshold, value, right: 0 });
                open.push(index);
                is_right = false;
            }
        }
        (open.is_empty() && is_right).then_some(())
    }

    pub(crate) fn features(&self) -> &[String] {
        &self.features
    }

    /// Whether it has no trees.
    pub(crate) fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// How likely each row is, as log-odds: tree by tree, since a tree is small enough to stay at hand and the forest
    /// is not.
    pub(crate) fn odds_of_all(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut sums = vec![0.0; rows.len()];
        for root in &self.roots {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += self.walk(*root, row, |_, _| {});
            }
        }
        sums
    }

    /// How much each feature moved the log-odds, by its index: the change of the mean at each fork that
    /// asked for it (A. Saabas, "Interpreting random forests").
    pub(crate) fn contributions(&self, values: &[f32]) -> Vec<f32> {
        let mut moved = vec![0.0; self.features.len()];
        for root in &self.roots {
            self.walk(*root, values, |feature, change| {
                if let Some(moved) = moved.get_mut(usize::from(feature)) {
                    *moved += change;
                }
            });
        }
        moved
    }

    fn walk(&self, root: u32, values: &[f32], mut moved: impl FnMut(u16, f32)) -> f32 {
        let mut at = root as usize;
        let Some(mut node) = self.nodes.get(at) else { return 0.0 };
        while let Some(feature) = node.feature {
            let value = values.get(usize::from(feature)).copied().unwrap_or_default();
            at = if value <= node.threshold { at + 1 } else { node.right as usize };
            let Some(next) = self.nodes.get(at) else { return node.value };
            moved(feature, next.value - node.value);
            node = next;
        }
        node.value
    }
}

#[cfg(test)]
mod tests;
