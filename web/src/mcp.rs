//! `/mcp`: the archive as tools for assistants (Model Context Protocol, streamable HTTP), so that they can cite us.
//!
//! Each request stands alone and is answered with JSON: there are no sessions. Only reading; what is answered carries
//! the exact words, the hash of the version they stand in and a permanent link that opens there. A web page that a
//! reader happens to visit must not speak to a server in the reader's own network: the Host and, where a browser
//! names one, the Origin must be ours or loopback (section "Security Warning" of the transport).

mod answers;
mod server;
mod tools;

use std::sync::Arc;

use axum::Router;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};

use crate::state::WebState;
use server::Server;

/// Questions are short.
const LONGEST_BODY_BYTES: usize = 64 << 10;

/// The address and what answers there.
pub(crate) fn routes(state: &WebState) -> Router<WebState> {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(LONGEST_BODY_BYTES)
        .with_allowed_hosts(hosts(state))
        .with_allowed_origins(origins(state));
    let state = state.clone();
    let server = move || Ok(Server::new(state.clone()));
    Router::new()
        .route_service("/mcp", StreamableHttpService::new(server, Arc::new(NeverSessionManager::default()), config))
}

const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

fn hosts(state: &WebState) -> Vec<String> {
    let own = url::Url::parse(&state.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    LOOPBACK.into_iter().map(str::to_owned).chain(own).collect()
}

fn origins(state: &WebState) -> Vec<String> {
    let own = url::Url::parse(&state.public_url)
        .ok()
        .and_then(|url| Some(format!("{}://{}:{}", url.scheme(), url.host_str()?, url.port_or_known_default()?)));
    LOOPBACK.into_iter().map(|host| format!("http://{host}:*")).chain(own).collect()
}
