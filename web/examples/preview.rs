//! Serves a small made-up archive, for looking at the pages while they are being made:
//! `cargo run -p watchline-web --example preview -- 127.0.0.1:8099`.

#[path = "../src/fixture/mod.rs"]
mod fixture;

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use watchline_model::clock::ShiftedClock;
use watchline_web::{WebState, router, serve};

/// Of the made-up accounts.
const PASSWORD: &str = "quay-lantern-reef";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listen = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8099".to_owned());
    let folder = std::env::temp_dir().join(format!("watchline-preview-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let archive = fixture::archive(&folder).await;
    let hash = Argon2::default().hash_password(PASSWORD.as_bytes()).expect("a hash of a known password");
    fixture::queue::ask(&archive, &hash.to_string()).await;
    eprintln!("http://{listen}/review as `ada` with `{PASSWORD}`");
    eprintln!("http://{listen}/ with {} incidents", archive.incidents.len());
    eprintln!("http://{listen}/documents/{}/diff/1..2", archive.statement);
    let state = WebState {
        store: archive.store,
        index: archive.index,
        taxonomy: Arc::new(archive.taxonomy),
        clock: Arc::new(ShiftedClock::starting_at(fixture::now())),
        public_url: format!("http://{listen}"),
        secret: "preview".to_owned(),
        demo: true,
        version: "preview",
        limits: watchline_web::RequestLimits::default(),
        metrics: None,
    };
    serve(tokio::net::TcpListener::bind(&listen).await?, router(state), std::future::pending()).await?;
    std::fs::remove_dir_all(&folder)
}
