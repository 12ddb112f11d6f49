//! Fetching over HTTP: politely (robots.txt, one request at a time to a host), within limits (time,
//! bytes, redirects), and never to an address that the guard does not permit.

mod answer;
pub mod client;
pub mod conditional;
pub mod error;
mod fault;
pub mod freshness;
pub mod guard;
pub mod host;
mod http_date;
pub mod limits;
pub mod model_endpoint;
mod permission;
mod remembered;
mod rest;
pub mod robots;
mod robots_cache;
pub mod settings;

#[cfg(test)]
mod tests;
