//! What is known by name, of as many names as there is room for: those not asked for lately are forgotten.
//!
//! Design: two generations. A name that is asked for moves to the young one; when that is full, the old one
//! is given up and the young one becomes the old. Forgetting so costs one step a name, however many there
//! are, and no more than the room is ever held, but for values that must be kept.

use std::collections::HashMap;
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Remembered<T> {
    young: HashMap<String, Arc<T>>,
    old: HashMap<String, Arc<T>>,
    /// Names in both generations together.
    room: usize,
    /// At which the young generation is full: half the room, or more where much had to be kept.
    full: usize,
}

impl<T: Default> Remembered<T> {
    pub(crate) fn new(room: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), room, full: room / 2 }
    }

    /// The value of `name`, a new one if there is none. Values that `must_stay` approves of are not
    /// forgotten to make room.
    pub(crate) fn get(&mut self, name: &str, must_stay: impl Fn(&Arc<T>) -> bool) -> Arc<T> {
        if let Some(value) = self.young.get(name) {
            return Arc::clone(value);
        }
        let value = self.old.remove(name).unwrap_or_default();
        if self.young.len() >= self.full {
            self.age(must_stay);
        }
        self.young.insert(name.to_owned(), Arc::clone(&value));
        value
    }

    /// Gives up the old generation.
    pub(crate) fn age(&mut self, must_stay: impl Fn(&Arc<T>) -> bool) {
        let mut given_up = std::mem::replace(&mut self.old, std::mem::take(&mut self.young));
        given_up.retain(|_, value| must_stay(value));
        self.full = (self.room / 2).max(2 * given_up.len());
        self.young = given_up;
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }
}

#[cfg(test)]
mod tests;
