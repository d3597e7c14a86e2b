# The server in a container: docker build -t commonground . && docker run -p 8787:8787 \
#   -v commonground:/var/lib/commonground commonground
FROM debian:12-slim AS build
COPY . /source
WORKDIR /source
RUN script/build release commonground \
  && apt-get install --yes --no-install-recommends dpkg-dev file \
  && cpack --config build/release/CPackConfig.cmake -B /package

FROM debian:12-slim
COPY --from=build /package/*.deb /tmp/
RUN apt-get update && apt-get install --yes --no-install-recommends /tmp/*.deb \
  && rm -rf /tmp/*.deb /var/lib/apt/lists/*
USER commonground
VOLUME /var/lib/commonground
EXPOSE 8787
ENV COMMONGROUND_LISTEN=0.0.0.0:8787 COMMONGROUND_STORE=/var/lib/commonground/store
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/bin/commonground", "serve"]
