//! Gradient boosting of decision trees on histograms: each tree is grown where it helps most, leaf by leaf
//! (Friedman, "Greedy function approximation", 2001; Ke et al., "LightGBM", 2017).

/// What is learnt from, one index a paragraph.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) names: &'a [&'static str],
    /// Values of all features, paragraph by paragraph.
    pub(crate) values: &'a [f32],
    /// How far the paragraph is text, 0 to 1.
    pub(crate) right: &'a [f32],
    pub(crate) weight: &'a [f32],
}

pub(crate) struct Settings {
    trees: usize,
    leaves: usize,
    /// How far each tree goes towards what it finds.
    step: f64,
    /// Share of the features that a tree may ask for.
    features: f64,
    /// Share of the paragraphs that a tree sees.
    paragraphs: f64,
    leaf_min_paragraphs: u32,
    leaf_min_weight: f64,
    smoothing: f64,
}

impl Settings {
    /// For the first look, at each paragraph by itself.
    pub(crate) fn first() -> Self {
        Self {
            trees: 220,
            leaves: 16,
            step: 0.06,
            features: 0.3,
            paragraphs: 0.8,
            leaf_min_paragraphs: 60,
            leaf_min_weight: 0.1,
            smoothing: 0.5,
        }
    }

    /// For the second look, which learns from far fewer pages than paragraphs: surroundings are those of a page.
    pub(crate) fn second() -> Self {
        Self { trees: 70, leaves: 12, step: 0.08, features: 0.4, paragraphs: 0.6, ..Self::first() }
    }
}

const BINS: usize = 128;

pub(crate) struct Grown {
    /// One line a tree, in the form that the scorer reads.
    trees: Vec<String>,
    /// What the forest says of each paragraph.
    pub(crate) odds: Vec<f32>,
}

impl Grown {
    /// The forest as the scorer reads it.
    pub(crate) fn text(&self, names: &[&'static str]) -> String {
        let mut text = names.join(" ");
        for tree in &self.trees {
            text.push('\n');
            text.push_str(tree);
        }
        text.push('\n');
        text
    }
}

/// Sums over the paragraphs of a bin or a leaf.
#[derive(Clone, Copy, Default)]
struct Sums {
    slope: f64,
    curve: f64,
    paragraphs: u32,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.slope += other.slope;
        self.curve += other.curve;
        self.paragraphs += other.paragraphs;
    }

    fn without(self, other: Sums) -> Self {
        Self {
            slope: self.slope - other.slope,
            curve: self.curve - other.curve,
            paragraphs: self.paragraphs - other.paragraphs,
        }
    }

    fn gain(self, settings: &Settings) -> f64 {
        self.slope * self.slope / (self.curve + settings.smoothing)
    }

    fn value(self, settings: &Settings) -> f64 {
        -self.slope / (self.curve + settings.smoothing) * settings.step
    }
}

#[derive(Clone, Copy)]
struct Fork {
    gain: f64,
    feature: usize,
    bin: u8,
}

struct Node {
    sums: Sums,
    paragraphs: Vec<u32>,
    /// Sums of the bins of each feature that the tree may ask for, one feature after another.
    histogram: Vec<Sums>,
    best: Option<Fork>,
    children: Option<(usize, usize)>,
}

/// A repeatable stream of numbers (splitmix64).
struct Stream(u64);

impl Stream {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Grows a forest on the paragraphs that are `learnt`.
pub(crate) fn grow(examples: &Table<'_>, learnt: &[bool], settings: &Settings) -> Grown {
    let width = examples.names.len();
    let count = examples.right.len();
    let edges: Vec<Vec<f32>> = (0..width).map(|feature| edges(examples, feature)).collect();
    let mut bins = vec![0_u8; width * count];
    for (feature, edges) in edges.iter().enumerate() {
        for paragraph in 0..count {
            let value = examples.values[paragraph * width + feature];
            bins[feature * count + paragraph] = edges.partition_point(|edge| *edge < value) as u8;
        }
    }
    let mut stream = Stream(1);
    let (mut right, mut all) = (0.0, 0.0);
    for paragraph in (0..count).filter(|paragraph| learnt[*paragraph]) {
        right += f64::from(examples.right[paragraph] * examples.weight[paragraph]);
        all += f64::from(examples.weight[paragraph]);
    }
    let start = (right / (all - right)).ln();
    let mut odds = vec![start as f32; count];
    let mut trees = vec![format!("={start:.5}")];
    for _ in 0..settings.trees {
        let (mut slope, mut curve) = (vec![0.0_f32; count], vec![0.0_f32; count]);
        let mut seen = Vec::new();
        for paragraph in (0..count).filter(|paragraph| learnt[*paragraph]) {
            if stream.share() < settings.paragraphs {
                let likely = 1.0 / (1.0 + (-odds[paragraph]).exp());
                slope[paragraph] = (likely - examples.right[paragraph]) * examples.weight[paragraph];
                curve[paragraph] = likely * (1.0 - likely) * examples.weight[paragraph];
                seen.push(paragraph as u32);
            }
        }
        let asked: Vec<usize> = (0..width).filter(|_| stream.share() < settings.features).collect();
        let mut tree = Tree { bins: &bins, count, slope: &slope, curve: &curve, asked, settings, nodes: Vec::new() };
        tree.grow(seen);
        for (paragraph, odds) in odds.iter_mut().enumerate() {
            *odds += tree.value(paragraph) as f32;
        }
        let mut line = String::new();
        tree.write(0, &edges, &mut line);
        trees.push(line.trim_end().to_owned());
    }
    Grown { trees, odds }
}

/// Values that part the paragraphs into bins of about the same size.
fn edges(examples: &Table<'_>, feature: usize) -> Vec<f32> {
    let width = examples.names.len();
    let mut values: Vec<f32> = examples.values.iter().skip(feature).step_by(width).copied().collect();
    values.sort_by(f32::total_cmp);
    let step = (values.len() / (BINS - 1)).max(1);
    let mut edges: Vec<f32> = values.iter().copied().step_by(step).collect();
    // Few values: each is an edge.
    let mut distinct = values;
    distinct.dedup();
    if distinct.len() < BINS {
        edges = distinct;
    }
    edges.dedup();
    edges.truncate(BINS - 1);
    edges
}

struct Tree<'a> {
    bins: &'a [u8],
    count: usize,
    slope: &'a [f32],
    curve: &'a [f32],
    asked: Vec<usize>,
    settings: &'a Settings,
    nodes: Vec<Node>,
}

impl Tree<'_> {
    fn grow(&mut self, paragraphs: Vec<u32>) {
        let histogram = self.histogram(&paragraphs);
        self.add(paragraphs, histogram);
        for _ in 1..self.settings.leaves {
            let open = self.nodes.iter().enumerate().filter(|(_, node)| node.children.is_none());
            let best = open.filter_map(|(index, node)| node.best.map(|fork| (index, fork)));
            let Some((index, fork)) = best.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain)) else { return };
            let paragraphs = std::mem::take(&mut self.nodes[index].paragraphs);
            let whole = std::mem::take(&mut self.nodes[index].histogram);
            let bins = &self.bins[fork.feature * self.count..(fork.feature + 1) * self.count];
            let (left, right): (Vec<u32>, Vec<u32>) =
                paragraphs.into_iter().partition(|paragraph| bins[*paragraph as usize] <= fork.bin);
            // The smaller side is counted; the other is what remains.
            let counted = self.histogram(if left.len() <= right.len() { &left } else { &right });
            let rest = whole.iter().zip(&counted).map(|(whole, counted)| whole.without(*counted)).collect();
            let (of_left, of_right) = if left.len() <= right.len() { (counted, rest) } else { (rest, counted) };
            let children = (self.add(left, of_left), self.add(right, of_right));
            self.nodes[index].children = Some(children);
        }
    }

    fn add(&mut self, paragraphs: Vec<u32>, histogram: Vec<Sums>) -> usize {
        let mut sums = Sums::default();
        histogram.iter().take(BINS).for_each(|bin| sums.add(*bin));
        let best = self.best_fork(&histogram, sums);
        self.nodes.push(Node { sums, paragraphs, histogram, best, children: None });
        self.nodes.len() - 1
    }

    fn histogram(&self, paragraphs: &[u32]) -> Vec<Sums> {
        let mut histogram = vec![Sums::default(); self.asked.len() * BINS];
        let sums: Vec<Sums> = paragraphs.iter().map(|paragraph| self.sums_of(*paragraph)).collect();
        for (feature, histogram) in self.asked.iter().zip(histogram.chunks_mut(BINS)) {
            let bins = &self.bins[feature * self.count..(feature + 1) * self.count];
            for (paragraph, sums) in paragraphs.iter().zip(&sums) {
                histogram[usize::from(bins[*paragraph as usize])].add(*sums);
            }
        }
        histogram
    }

    fn sums_of(&self, paragraph: u32) -> Sums {
        let at = paragraph as usize;
        Sums { slope: f64::from(self.slope[at]), curve: f64::from(self.curve[at]), paragraphs: 1 }
    }

    fn best_fork(&self, histogram: &[Sums], sums: Sums) -> Option<Fork> {
        let mut best: Option<Fork> = None;
        for (feature, histogram) in self.asked.iter().zip(histogram.chunks(BINS)) {
            let mut left = Sums::default();
            for (bin, sums_of_bin) in histogram.iter().enumerate() {
                left.add(*sums_of_bin);
                let right = sums.without(left);
                let is_big = |side: Sums| {
                    side.paragraphs >= self.settings.leaf_min_paragraphs && side.curve >= self.settings.leaf_min_weight
                };
                if !is_big(left) || !is_big(right) {
                    continue;
                }
                let gain = left.gain(self.settings) + right.gain(self.settings) - sums.gain(self.settings);
                if gain > best.map_or(1e-9, |best| best.gain) {
                    best = Some(Fork { gain, feature: *feature, bin: bin as u8 });
                }
            }
        }
        best
    }

    fn value(&self, paragraph: usize) -> f64 {
        let mut node = &self.nodes[0];
        while let (Some((left, right)), Some(fork)) = (node.children, node.best) {
            let bin = self.bins[fork.feature * self.count + paragraph];
            node = &self.nodes[if bin <= fork.bin { left } else { right }];
        }
        node.sums.value(self.settings)
    }

    fn write(&self, index: usize, edges: &[Vec<f32>], line: &mut String) {
        let node = &self.nodes[index];
        let value = node.sums.value(self.settings);
        let (Some((left, right)), Some(fork)) = (node.children, node.best) else {
            line.push_str(&format!("={value:.5} "));
            return;
        };
        // A value is in a bin up to the bin's edge.
        let edge = edges[fork.feature].get(usize::from(fork.bin)).copied().unwrap_or(f32::MAX);
        line.push_str(&format!("{}:{edge}:{value:.4} ", fork.feature));
        self.write(left, edges, line);
        self.write(right, edges, line);
    }
}
