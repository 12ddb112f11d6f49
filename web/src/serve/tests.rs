use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

#[tokio::test]
async fn an_answer_under_way_ends_before_the_server_does() {
    let (entered, mut started) = tokio::sync::mpsc::channel(1);
    let (release, released) = tokio::sync::watch::channel(false);
    let slow = move || {
        let (entered, mut released) = (entered.clone(), released.clone());
        async move {
            let _ = entered.send(()).await;
            let _ = released.wait_for(|free| *free).await;
            "whole"
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let router = Router::new().route("/", get(slow));
    let server = tokio::spawn(serve(listener, router, async {
        let _ = stopped.await;
    }));
    let mut client = TcpStream::connect(address).await.expect("it listens");
    client.write_all(b"GET / HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\n\r\n").await.expect("sent");
    started.recv().await.expect("the handler runs");
    stop.send(()).expect("the server waits");
    release.send(true).expect("the handler waits");
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.ends_with("whole"), "{answer}");
    server.await.expect("no panic").expect("no error");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
