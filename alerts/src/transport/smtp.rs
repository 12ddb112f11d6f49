//! Mail by SMTP (RFC 5321), through the operator's own server.

use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::{SendError, SmtpTls, Transport};

/// Connections kept open; a batch of alerts uses one.
const CONNECTIONS: u32 = 2;

pub(super) struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Server {
    /// Connects to nothing yet. Errors name the setting that cannot work.
    pub(super) fn new(settings: &Transport, timeout: Duration) -> Result<Self, String> {
        let Transport::Smtp { host, port, username, password, tls } = settings else {
            return Err("alerts.transport is not `smtp`".to_owned());
        };
        let parameters = || {
            TlsParameters::new(host.clone())
                .map_err(|error| format!("alerts.smtp.host `{host}` cannot be used for TLS: {error}"))
        };
        let tls = match tls {
            SmtpTls::None => Tls::None,
            SmtpTls::Starttls => Tls::Required(parameters()?),
            SmtpTls::Tls => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(*port)
            .tls(tls)
            .timeout(Some(timeout))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let (Some(username), Some(password)) = (username, password) {
            builder = builder.credentials(Credentials::new(username.clone(), password.clone()));
        }
        Ok(Self { transport: builder.build() })
    }

    /// A refusal of this recipient or this mail (550 to 559) is final; everything else, wrong passwords too, is the
    /// operator's to mend and is tried again.
    pub(super) async fn send(&self, address: &str, mail: Message) -> Result<(), SendError> {
        let Err(error) = self.transport.send(mail).await else { return Ok(()) };
        let refused = error.status().is_some_and(|code| (550..560).contains(&u16::from(code)));
        let reason = describe(&error);
        Err(if refused { SendError::give_up(address, reason) } else { SendError::retry(address, reason) })
    }
}

/// The error with its causes, which lettre leaves out of its own text.
fn describe(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}
