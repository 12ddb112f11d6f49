//! Who must know: what subscribers are told, when, and how it reaches them.
//!
//! Planning and rendering are pure. Only [`Sender`] reaches out: mail by SMTP or as files, webhooks by POST, and a
//! webhook only to an address that the [`watchline_model::AddressRule`] permits. Nothing here knows the store: the outbox
//! is filled with what [`plan()`] gives and emptied through [`Sender::send`].

mod confirmation;
mod digest;
pub mod feed;
mod links;
mod message;
mod plan;
mod render;
mod retry;
mod transport;

pub use confirmation::confirmation;
pub use digest::{Period, last_period};
pub use links::{Links, check, sign};
pub use message::{MatchedChange, Message, Policy};
pub use plan::plan;
pub use retry::next_attempt;
pub use transport::{SendError, Sender, SenderSettings, SmtpTls, Transport};

#[cfg(test)]
mod testing;
