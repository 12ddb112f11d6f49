//! What the made-up web promises: of its content, and of its answers.

mod answers;
mod promises;
mod records;
