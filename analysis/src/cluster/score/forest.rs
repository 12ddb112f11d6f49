//! The learnt half of a score: small trees that ask for the values of clues, and what each clue gives to their sum.

use super::clue::{ALL, CLUES, Clue};

/// A node of a tree: a question, or a leaf.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    /// What is asked for; `None` at a leaf.
    clue: Option<Clue>,
    /// Above it the answer is yes.
    above: f32,
    /// Places of the nodes for no and yes.
    next: [u16; 2],
    /// What is expected of a document that comes here; at a leaf, what it gets.
    value: f32,
}

/// Trees whose answers add up. More of what speaks for joining never lowers the sum: seen to by the learner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forest {
    /// What each clue gives for each unit of its value, before the trees.
    weights: Vec<(Clue, f32)>,
    trees: Vec<Vec<Node>>,
}

/// Values of all clues, by their places.
pub(super) type Values = [f32; CLUES];

impl Forest {
    /// A line a tree; its nodes, apart by blanks, are `value` or `value;clue;above;no;yes`.
    ///
    /// # Errors
    /// Says which node cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let node = |told: &str| -> Result<Node, String> {
            let fault = || format!("no node of a tree: {told}");
            let parts: Vec<&str> = told.split(';').collect();
            let number = |place: usize| parts.get(place).and_then(|part| part.parse::<f32>().ok()).ok_or_else(fault);
            let place = |place: usize| parts.get(place).and_then(|part| part.parse::<u16>().ok()).ok_or_else(fault);
            if parts.len() == 1 {
                return Ok(Node { clue: None, above: 0.0, next: [0, 0], value: number(0)? });
            }
            let clue = ALL.iter().find(|clue| Some(&clue.name()) == parts.get(1)).ok_or_else(fault)?;
            Ok(Node { clue: Some(*clue), above: number(2)?, next: [place(3)?, place(4)?], value: number(0)? })
        };
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let (named, lines): (Vec<&str>, Vec<&str>) =
            lines.partition(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
        let weight = |line: &&str| {
            let fault = || format!("no weight of a clue: {line}");
            let (name, weight) = line.split_once(' ').ok_or_else(fault)?;
            let clue = ALL.iter().find(|clue| clue.name() == name).ok_or_else(fault)?;
            Ok((*clue, weight.parse::<f32>().map_err(|_| fault())?))
        };
        let weights = named.iter().map(weight).collect::<Result<Vec<(Clue, f32)>, String>>()?;
        let trees = lines.iter().map(|line| line.split(' ').map(node).collect::<Result<Vec<Node>, String>>());
        let trees = trees.collect::<Result<Vec<Vec<Node>>, String>>()?;
        for tree in &trees {
            for (own, node) in tree.iter().enumerate().filter(|(_, node)| node.clue.is_some()) {
                if node.next.iter().any(|next| usize::from(*next) <= own || usize::from(*next) >= tree.len()) {
                    return Err("a node of a tree does not lead on".to_owned());
                }
            }
        }
        Ok(Self { weights, trees })
    }

    /// What the trees say of a document and a cluster of which nothing is known.
    pub(super) fn beginning(&self) -> f32 {
        self.trees.iter().filter_map(|tree| tree.first()).map(|root| root.value).sum()
    }

    pub(super) fn sum(&self, values: &Values) -> f32 {
        let leaf = |tree: &Vec<Node>| {
            let mut node = tree.first()?;
            while let Some(clue) = node.clue {
                node = tree.get(usize::from(node.next[usize::from(values[clue as usize] > node.above)]))?;
            }
            Some(node.value)
        };
        let straight: f32 = self.weights.iter().map(|(clue, weight)| weight * values[*clue as usize]).sum();
        straight + self.trees.iter().filter_map(leaf).sum::<f32>()
    }

    /// What each clue gives beyond [`Self::beginning`]: the steps in value on the way down belong to the clue asked for.
    pub(super) fn attribute(&self, values: &Values) -> Values {
        let mut given = [0.0; CLUES];
        for (clue, weight) in &self.weights {
            given[*clue as usize] += weight * values[*clue as usize];
        }
        for tree in &self.trees {
            let Some(mut node) = tree.first() else { continue };
            while let Some(clue) = node.clue {
                let Some(next) = tree.get(usize::from(node.next[usize::from(values[clue as usize] > node.above)]))
                else {
                    break;
                };
                given[clue as usize] += next.value - node.value;
                node = next;
            }
        }
        given
    }
}
