//! Fetching over HTTP: politely (robots.txt, one request at a time to a host), within limits (time,
//! bytes, redirects), and never to an address that the guard does not permit.

pub mod client;
pub mod conditional;
pub mod error;
pub mod guard;
pub mod host;
pub mod limits;
pub mod robots;
mod robots_cache;
pub mod settings;

#[cfg(test)]
mod tests;
