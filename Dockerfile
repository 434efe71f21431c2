# syntax=docker/dockerfile:1
# One image for every process; the command decides which. Each step is an npm script that the tests run too. `npm run image`
# makes the same without Docker, and reads the last stage for what it sets.

FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.npm npm run docker:build
RUN --mount=type=cache,target=/root/.npm npm run docker:prune -- /app

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app ./
USER node
EXPOSE 3000 3001
# The base image's is a shell script.
ENTRYPOINT []
# In exec form, so that Node itself gets SIGTERM: it finishes its work and ends.
CMD ["node", "--min-semi-space-size=4", "--max-semi-space-size=16", "--heap-growing-percent=100", "apps/gateway/dist/main.js"]
