# syntax=docker/dockerfile:1
# Built from a checkout: docker build -t watchline .
# Run:                   docker run -p 8080:8080 -v watchline:/data watchline
# Shown to try:          docker run -p 8080:8080 watchline demo --listen 0.0.0.0:8080

FROM rust:1.95-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --locked --profile dist

FROM debian:bookworm-slim
# Certificates: what is fetched and what is sent goes over TLS.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data watchline \
 && install -d -o watchline -g watchline /data
COPY --from=build /source/target/dist/watchline /usr/local/bin/watchline
USER watchline
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV WATCHLINE__SERVER__LISTEN=0.0.0.0:8080 \
    WATCHLINE__STORE__DATA_DIR=/data
# SIGTERM stops it cleanly; what was begun is taken up again at the next start.
STOPSIGNAL SIGTERM
ENTRYPOINT ["watchline"]
CMD ["serve"]
