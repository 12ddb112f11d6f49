//! One small tree, grown greedily over values in bins.

use watchline_analysis::cluster::Weighing;

use crate::rows::Row;

const DEPTH: usize = 2;
/// Of what a tree would say, the share that it says.
const RATE: f64 = 0.1;
const RIDGE: f64 = 2.0;
/// Of second derivatives, on either side of a question.
const LEAST: f64 = 2.0;
const LEAST_GAIN: f64 = 0.3;
const BINS: usize = 32;

struct Node {
    /// The clue asked for, the last bin of which the answer is no, the value there, and the nodes for no and yes.
    question: Option<(usize, u8, f32, [usize; 2])>,
    value: f64,
    /// Of second derivatives.
    weight: f64,
}

pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// Rows in bins.
pub(super) struct Grower {
    weighings: Vec<Weighing>,
    /// By clue, where one bin ends.
    cuts: Vec<Vec<f32>>,
    /// By clue and row.
    bins: Vec<Vec<u8>>,
}

/// First and second derivatives of the loss, by row.
struct Slopes {
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Slopes {
    fn sums(&self, rows: &[usize]) -> (f64, f64) {
        rows.iter().fold((0.0, 0.0), |(first, second), row| (first + self.first[*row], second + self.second[*row]))
    }
}

/// What a node may say, so that more of a clue never says less.
type Bounds = (f64, f64);

fn value((first, second): (f64, f64), bounds: Bounds) -> f64 {
    (RATE * first / (second + RIDGE)).clamp(bounds.0, bounds.1)
}

fn gain(sums: (f64, f64), bounds: Bounds) -> f64 {
    let value = value(sums, bounds) / RATE;
    sums.0 * value - 0.5 * (sums.1 + RIDGE) * value * value
}

impl Grower {
    pub(super) fn new(rows: &[&Row], learnt: &[usize], clues: &[(&str, Weighing)]) -> Self {
        let mut cuts = vec![Vec::new(); clues.len()];
        for clue in learnt {
            cuts[*clue] = cuts_of(rows, *clue);
        }
        let bin = |clue: usize, row: &&Row| cuts[clue].partition_point(|cut: &f32| *cut < row.values[clue]) as u8;
        let bins = (0..clues.len()).map(|clue| rows.iter().map(|row| bin(clue, row)).collect()).collect();
        Self { weighings: clues.iter().map(|(_, weighing)| *weighing).collect(), cuts, bins }
    }

    pub(super) fn grow(&self, rows: &[&Row], odds: &[f64], asked: &[usize]) -> Tree {
        let mut slopes = Slopes { first: Vec::new(), second: Vec::new() };
        for (row, odds) in rows.iter().zip(odds) {
            let chance = 1.0 / (1.0 + (-odds).exp());
            slopes.first.push(row.weight * (f64::from(u8::from(row.right)) - chance));
            slopes.second.push(row.weight * (chance * (1.0 - chance)).max(1e-6));
        }
        let mut tree = Tree { nodes: Vec::new() };
        let bounds = (f64::NEG_INFINITY, f64::INFINITY);
        self.node(&mut tree, &(0..rows.len()).collect::<Vec<usize>>(), DEPTH, bounds, &slopes, asked);
        tree.settle();
        tree
    }

    fn node(
        &self,
        tree: &mut Tree,
        rows: &[usize],
        depth: usize,
        bounds: Bounds,
        slopes: &Slopes,
        asked: &[usize],
    ) -> usize {
        let sums = slopes.sums(rows);
        let place = tree.nodes.len();
        tree.nodes.push(Node { question: None, value: value(sums, bounds), weight: sums.1 });
        if depth == 0 {
            return place;
        }
        let Some((clue, bin)) = self.question(rows, bounds, slopes, asked) else { return place };
        let (no, yes): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| self.bins[clue][**row] <= bin);
        let middle = (value(slopes.sums(&no), bounds) + value(slopes.sums(&yes), bounds)) / 2.0;
        let (low, high) = ((bounds.0, middle), (middle, bounds.1));
        let (of_no, of_yes) = match self.weighings[clue] {
            Weighing::For => (low, high),
            Weighing::Against => (high, low),
            Weighing::Either | Weighing::Law(_) => (bounds, bounds),
        };
        let no = self.node(tree, &no, depth - 1, of_no, slopes, asked);
        let yes = self.node(tree, &yes, depth - 1, of_yes, slopes, asked);
        tree.nodes[place].question = Some((clue, bin, self.cuts[clue][usize::from(bin)], [no, yes]));
        place
    }

    /// The question that tells most.
    fn question(&self, rows: &[usize], bounds: Bounds, slopes: &Slopes, asked: &[usize]) -> Option<(usize, u8)> {
        let all = slopes.sums(rows);
        let mut best = (LEAST_GAIN, None);
        for clue in asked.iter().copied() {
            let mut held = vec![(0.0, 0.0); self.cuts[clue].len() + 1];
            for row in rows {
                let held = &mut held[usize::from(self.bins[clue][*row])];
                *held = (held.0 + slopes.first[*row], held.1 + slopes.second[*row]);
            }
            let mut no = (0.0, 0.0);
            for (bin, (first, second)) in held.iter().take(self.cuts[clue].len()).enumerate() {
                no = (no.0 + first, no.1 + second);
                let yes = (all.0 - no.0, all.1 - no.1);
                let more = value(yes, bounds) - value(no, bounds);
                let against_its_way = match self.weighings[clue] {
                    Weighing::For => more < 0.0,
                    Weighing::Against => more > 0.0,
                    Weighing::Either | Weighing::Law(_) => false,
                };
                let told = gain(no, bounds) + gain(yes, bounds) - gain(all, bounds);
                if no.1 >= LEAST && yes.1 >= LEAST && !against_its_way && told > best.0 {
                    best = (told, Some((clue, bin as u8)));
                }
            }
        }
        best.1
    }
}

/// Between every two values where there are few; else so that as many rows lie in each bin, and as many right ones.
fn cuts_of(rows: &[&Row], clue: usize) -> Vec<f32> {
    let sorted = |of: &dyn Fn(&Row) -> bool| {
        let mut values: Vec<f32> = rows.iter().filter(|row| of(row)).map(|row| row.values[clue]).collect();
        values.sort_by(f32::total_cmp);
        values
    };
    let mut different = sorted(&|_| true);
    different.dedup();
    if different.len() <= BINS {
        return different.windows(2).map(|pair| f32::midpoint(pair[0], pair[1])).collect();
    }
    let mut cuts = Vec::new();
    for values in [sorted(&|_| true), sorted(&|row| row.right)] {
        cuts.extend(
            (1..BINS).filter_map(|bin| values.get(bin * values.len() / BINS)).map(|cut| (cut * 1e4).round() / 1e4),
        );
    }
    cuts.sort_by(f32::total_cmp);
    cuts.dedup();
    cuts
}

impl Tree {
    /// What it says of a row.
    pub(super) fn value(&self, row: usize, grower: &Grower) -> f64 {
        let mut node = &self.nodes[0];
        while let Some((clue, bin, _, next)) = node.question {
            node = &self.nodes[next[usize::from(grower.bins[clue][row] > bin)]];
        }
        node.value
    }

    /// A node that asks says what is to be expected below it.
    fn settle(&mut self) {
        for place in (0..self.nodes.len()).rev() {
            if let Some((_, _, _, [no, yes])) = self.nodes[place].question {
                let (no, yes) = (&self.nodes[no], &self.nodes[yes]);
                self.nodes[place].value = (no.value * no.weight + yes.value * yes.weight) / (no.weight + yes.weight);
            }
        }
    }

    /// As `Forest::read` takes it.
    pub(super) fn told(&self, clues: &[(&str, Weighing)], sharpness: f64) -> String {
        let told = |node: &Node| match node.question {
            None => format!("{:.6}", node.value / sharpness),
            Some((clue, _, above, [no, yes])) => {
                format!("{:.6};{};{above};{no};{yes}", node.value / sharpness, clues[clue].0)
            }
        };
        self.nodes.iter().map(told).collect::<Vec<String>>().join(" ")
    }
}
