import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Body, Controller, HttpCode, Module, Post, UseGuards, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express, { type Express } from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import type { WebhookEvent } from '../verify/verify.js';
import { webhookHandler as fetchHandler } from './fetch.js';
import { webhookRoute } from './fastify.js';
import { WebhookGuard, type ReceiveOptions } from './nest.js';
import { keepRawBody, webhookHandler } from './node.js';

/** Starts a receiver at `/hook` on a free port; resolves to its origin and to what stops it. */
export type Start = (
  options: ReceiveOptions,
  handle: (event: WebhookEvent) => Promise<void>,
) => Promise<{ url: string; stop: () => Promise<void> }>;

async function listening(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An Express app that writes no errors to the terminal. */
function expressApp(prepare: (app: Express) => void, add: (app: Express) => void) {
  const app = express().set('env', 'test');
  prepare(app);
  add(app);
  return listening(app as RequestListener);
}

const withExpress =
  (prepare: (app: Express) => void): Start =>
  (options, handle) =>
    expressApp(prepare, (app) => app.post('/hook', webhookHandler(options, handle)));

const withNest =
  (adapter: () => ExpressAdapter | FastifyAdapter, rawBody = true): Start =>
  async (options, handle) => {
    @Controller()
    class Hook {
      @Post('/hook')
      @HttpCode(204)
      @UseGuards(new WebhookGuard(options))
      async receive(@Body() event: WebhookEvent): Promise<void> {
        await handle(event);
      }
    }
    @Module({ controllers: [Hook] })
    class AppModule {}
    const app: INestApplication = await NestFactory.create(AppModule, adapter(), { rawBody, logger: false });
    await app.listen(0, '127.0.0.1');
    return { url: await app.getUrl(), stop: () => app.close() };
  };

async function serving(fetch: (request: Request) => Response | Promise<Response>) {
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

export const nestWithoutRawBody = withNest(() => new ExpressAdapter(), false);
export const expressAfterParser = withExpress((app) => app.use(express.json()));

export const receivers: Record<string, Start> = {
  'plain Node.js': (options, handle) => listening(webhookHandler(options, handle)),
  Express: withExpress(() => undefined),
  'Express behind express.raw()': withExpress((app) => app.use(express.raw({ type: '*/*' }))),
  'Express behind express.json() that keeps the body': withExpress((app) =>
    app.use(express.json({ verify: keepRawBody })),
  ),
  Fastify: async (options, handle) => {
    const app = fastify();
    await app.register(webhookRoute('/hook', options, handle));
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), stop: () => app.close() };
  },
  'Nest on Express': withNest(() => new ExpressAdapter()),
  'Nest on Fastify': withNest(() => new FastifyAdapter()),
  'a Fetch-style server': (options, handle) => serving(fetchHandler(options, handle)),
  Hono: (options, handle) => {
    const receive = fetchHandler(options, handle);
    const app = new Hono().post('/hook', (context) => receive(context.req.raw));
    app.onError((_error, context) => context.text('', 500));
    return serving((request) => app.fetch(request));
  },
};
