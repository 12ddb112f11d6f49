//! A forest of decision trees, read from a text that a person can look at, and asked how likely a
//! paragraph belongs to the main text.
//!
//! The file's first line names the features; every other line is a tree in the order of a walk that goes
//! left first: `feature:threshold:mean` for a fork (left where the value is at most the threshold; `mean`
//! is what the tree would say without going on) and `=value` for a leaf. Values are summed over the trees
//! and are log-odds.

/// A fork or a leaf, as small as can be: a walk waits for memory more than for anything else.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    threshold: f32,
    feature: u16,
    /// How far on the right branch begins; the left one is the next node. 0 for a leaf.
    right: u16,
}

/// Trees, and the names of what they ask for.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    features: Vec<String>,
    nodes: Vec<Node>,
    /// What the tree says at each node.
    values: Vec<f32>,
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
                forest.values.truncate(start);
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
                self.nodes.get_mut(fork)?.right = u16::try_from(index - fork).ok()?;
            }
            is_right = word.starts_with('=');
            if let Some(value) = word.strip_prefix('=') {
                self.nodes.push(Node { threshold: 0.0, feature: 0, right: 0 });
                self.values.push(value.parse().ok()?);
            } else {
                let mut parts = word.split(':');
                let feature: u16 = parts.next()?.parse().ok()?;
                let threshold = parts.next()?.parse().ok()?;
                self.nodes.push(Node { threshold, feature, right: 0 });
                self.values.push(parts.next()?.parse().ok()?);
                open.push(index);
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
                *sum += self.leaf(*root as usize, row);
            }
        }
        sums
    }

    /// What the tree says of a row.
    fn leaf(&self, root: usize, values: &[f32]) -> f32 {
        let mut at = root;
        while let Some(node) = self.nodes.get(at) {
            if node.right == 0 {
                break;
            }
            let value = values.get(usize::from(node.feature)).copied().unwrap_or_default();
            at = if value <= node.threshold { at + 1 } else { at + usize::from(node.right) };
        }
        self.values.get(at).copied().unwrap_or_default()
    }

    /// The node after this one; the same for a leaf.
    fn step(&self, at: usize, values: &[f32]) -> usize {
        let Some(node) = self.nodes.get(at).filter(|node| node.right > 0) else { return at };
        let value = values.get(usize::from(node.feature)).copied().unwrap_or_default();
        at + if value <= node.threshold { 1 } else { usize::from(node.right) }
    }

    /// How much each feature moved the log-odds, by its index: the change of the mean at each fork that
    /// asked for it (A. Saabas, "Interpreting random forests").
    pub(crate) fn contributions(&self, values: &[f32]) -> Vec<f32> {
        let mut moved = vec![0.0; self.features.len()];
        let value = |at: usize| self.values.get(at).copied().unwrap_or_default();
        for root in &self.roots {
            let mut at = *root as usize;
            loop {
                let next = self.step(at, values);
                let feature = self.nodes.get(at).map(|node| usize::from(node.feature));
                let Some(moved) = feature.filter(|_| next != at).and_then(|feature| moved.get_mut(feature)) else {
                    break;
                };
                *moved += value(next) - value(at);
                at = next;
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests;
