//! Addresses that lead inside, in every spelling.

use std::net::SocketAddr;
use std::sync::Mutex;

use super::server::{Server, redirect, status};
use super::*;
use crate::fetch::error::Outcome;
use crate::fetch::guard::{GuardedResolver, Names};

/// Each of these is the machine itself, its network, its cloud's metadata, or no web address.
const HOSTILE: &[&str] = &[
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0177.1/",
    "http://127.0.0.1./",
    "http://127.000.000.001/",
    "http://127.8.8.8/",
    "http://0/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://lOcAlHoSt:8080/",
    "http://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
    "http://127\u{3002}0\u{3002}0\u{3002}1/",
    "http://\u{24db}ocalhost/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2f@public.example/",
    "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1/",
    "http://user:secret@8.8.8.8/",
    "http:\\\\127.0.0.1\\",
    "http:/127.0.0.1/",
    "http:127.0.0.1/",
    "http://\t127.0.0.1/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_INFO",
    "data:text/html,hello",
    "javascript:alert(1)",
    // More spellings of this machine.
    "http://127.0.0.1:0/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:65535/",
    "http://0177.0x0.0.1/",
    "http://127.0x1/",
    "http://127.65535/",
    "http://0x7f.0x1/",
    "http://0x000000007f000001/",
    "http://00000000000000000177.0.0.1/",
    "http://0x7f.0.1./",
    "http://0X7F000001/",
    "http://127.255.255.254/",
    "http://127.0.0.1?@public.example/",
    "http://127.0.0.1#@public.example/",
    "http://127.0.0.1\\@public.example/",
    "http:///127.0.0.1/",
    "http:////127.0.0.1/",
    "HTTP://127.0.0.1/",
    " http://127.0.0.1/ ",
    "ht\ntp://127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://12\n7.0.0.1/",
    "http://%6c%6f%63%61%6c%68%6f%73%74/",
    "http://%30x7f.1/",
    "http://127%2e0%2e0%2e1/",
    "http://127\u{ff0e}0\u{ff61}0\u{3002}1/",
    "http://\u{2460}\u{2461}\u{2466}.0.0.1/",
    "http://\u{1d7cf}\u{1d7d0}\u{1d7d5}.0.0.1/",
    "http://\u{b9}\u{b2}7.0.0.1/",
    "http://1\u{200b}27.0.0.1/",
    "http://127.0.0.1\u{ad}/",
    "http://lo\u{ad}calhost/",
    "http://\u{ff4c}\u{ff4f}\u{ff43}\u{ff41}\u{ff4c}\u{ff48}\u{ff4f}\u{ff53}\u{ff54}/",
    "http://0x0/",
    "http://00/",
    "http://0.0/",
    "http://0.1.2.3/",
    "http://0.255.255.255/",
    // IPv6, and IPv4 within it.
    "http://[::1]:80/",
    "http://[::0001]/",
    "http://[::0.0.0.1]/",
    "http://[::ffff:0.0.0.0]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::FFFF:A9FE:A9FE]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::10.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2002:a00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[2001::1]/",
    "http://[2001:10::1]/",
    "http://[2001:20::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://[fc00::1]/",
    "http://[fdff:ffff::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[feff::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%lo]/",
    "http://[::1%25lo]/",
    "http://[ff00::1]/",
    "http://[ff05::1:3]/",
    "http://[4000::1]/",
    // Networks that are no part of the public web.
    "http://10.255.255.255/",
    "http://012.0.0.1/",
    "http://0xa000001/",
    "http://172.31.255.255/",
    "http://192.168.0.1:8080/",
    "http://0xc0a80101/",
    "http://3232235777/",
    "http://0300.0250.1.1/",
    "http://192.168.257/",
    "http://100.127.255.254/",
    "http://100.100.100.200/latest/meta-data/",
    "http://169.254.0.1/",
    "http://169.254.170.2/v2/credentials",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://168.63.129.16/machine/",
    "http://192.0.0.1/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.7/",
    "http://203.0.113.7/",
    "http://239.255.255.250:1900/",
    "http://240.0.0.1/",
    "http://254.1.1.1/",
    "http://0xffffffff/",
    "http://4294967295/",
    // Names of inside.
    "http://a.localhost/",
    "http://a.b.LOCALHOST./",
    "http://localhost.localdomain/",
    "http://ip6-localhost/",
    "http://metadata/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://METADATA.GOOGLE.INTERNAL./",
    "http://instance-data.ec2.internal/",
    "http://host.docker.internal/",
    "http://kubernetes.default.svc.cluster.local/",
    "http://printer.local/",
    "http://router.lan/",
    "http://router.home.arpa/",
    "http://intranet/",
    "http://wiki.corp/",
    "http://hidden.onion/",
    "http://./",
    "http://../",
    // No addresses of hosts, or more than addresses of hosts.
    "http://127.0.0.256/",
    "http://4294967296/",
    "http://1.2.3.4.5/",
    "http://0x/",
    "http://127..1/",
    "http://[127.0.0.1]/",
    "http://[::1/",
    "http://",
    "http://:80/",
    "http://@/",
    "http://a b.example/",
    "http://public.example%00.inside.example/",
    "http://public.example:99999/",
    "https://user@public.example/",
    "ws://127.0.0.1/",
    "blob:http://127.0.0.1/x",
    "view-source:http://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/",
    "tftp://127.0.0.1/x",
    "unix:/run/docker.sock",
    "\\\\127.0.0.1\\share",
    "127.0.0.1",
    "localhost:80",
    "//127.0.0.1/",
    "/etc/passwd",
    "",
];

#[tokio::test]
async fn no_spelling_of_an_inside_address_gets_through() {
    let spellings: std::collections::HashSet<&&str> = HOSTILE.iter().collect();
    assert!(spellings.len() == HOSTILE.len() && spellings.len() >= 200, "{} of {}", spellings.len(), HOSTILE.len());
    let client = Client::new(ClientSettings { addresses: AddressRule::default(), ..settings() }).expect("a client");
    for url in HOSTILE {
        let error = get(&client, url).await.expect_err(url);
        let refused = matches!(error, FetchError::RefusedAddress { .. } | FetchError::BadAddress { .. });
        assert!(refused, "{url}: {error}");
        assert_ne!(error.remedy_kind(), Outcome::Retry, "{url}");
    }
}

#[tokio::test]
async fn a_redirect_cannot_lead_inside() {
    let networks = vec!["127.0.0.9/32".parse().expect("a network")];
    let settings = ClientSettings { addresses: AddressRule::new(networks), ..settings() };
    // Names of inside have inside addresses.
    let loopback: Vec<SocketAddr> = vec!["127.0.0.1:0".parse().expect("an address")];
    let names = Names::Scripted(Mutex::new(vec![loopback; 3 * HOSTILE.len()].into()));
    let client = Client::with_resolver(settings.clone(), GuardedResolver::of(settings.addresses, names));
    let client = client.expect("a client");
    for target in HOSTILE.iter().filter(|target| !target.is_empty() && !target.contains('\n')) {
        let to = target.to_string();
        let answer = move |path: &str, _: &str| if path == "/start" { redirect(&to) } else { status("404 Not Found") };
        let server = Server::start_at("127.0.0.9", answer).await;
        let Err(error) = get(&client, &server.url("/start")).await else { panic!("{target} was fetched") };
        // What is a path to a browser ("http:/x", "/etc/passwd") leads back to the server that sent it, and
        // what is no address leads nowhere.
        let came_back = matches!(&error, FetchError::NotFound { .. }) && server.paths().len() == 3;
        let leads_nowhere = error.status() == Some(302) && server.paths().len() == 2;
        assert!(error.remedy_kind() == Outcome::Refused || came_back || leads_nowhere, "{target}: {error}");
    }
}

#[tokio::test]
async fn the_refusal_of_a_redirect_says_where_it_led_and_how_to_permit_it() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/file" => redirect("file:///etc/passwd"),
        _ => redirect("http://127.0.0.2/admin"),
    })
    .await;
    let networks = vec!["127.0.0.1/32".parse().expect("a network")];
    let client = Client::new(ClientSettings { addresses: AddressRule::new(networks), ..settings() }).expect("a client");
    let error = get(&client, &server.url("/x")).await.expect_err("inside");
    let expected = format!(
        "{}: refused: redirects to 127.0.0.2, a private address; name the network in crawler.allowed_private_networks to permit it",
        server.url("/x")
    );
    assert_eq!(error.to_string(), expected);
    let error = get(&client, &server.url("/file")).await.expect_err("a file");
    assert_eq!(error.remedy_kind(), Outcome::Refused);
    assert!(
        error.to_string().contains("redirects to file:///etc/passwd, but `file:` addresses are not fetched"),
        "{error}"
    );
}

#[tokio::test]
async fn a_name_that_resolves_inside_is_refused() {
    let address = "10.1.2.3:80".parse().expect("an address");
    let resolve = vec![("rebound.example".to_owned(), address)];
    let client = Client::new(ClientSettings { resolve, ..settings() }).expect("a client");
    let error = get(&client, "http://rebound.example/").await.expect_err("inside");
    assert!(error.to_string().contains("10.1.2.3"), "{error}");
    assert_eq!(error.remedy_kind(), Outcome::Refused);
}
