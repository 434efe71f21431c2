import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { addSecurityHeaders } from '../http/security-headers.js';
import { serveDashboard } from './serve-dashboard.js';

const page = '<!doctype html><title>Postrider</title>';
const script = 'console.log(1);';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-dashboard-'));
  await mkdir(join(folder, 'built', 'assets'), { recursive: true });
  await writeFile(join(folder, 'built', 'index.html'), page);
  await writeFile(join(folder, 'built', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, '0.txt'), 'nobody sees it');
  await writeFile(join(folder, 'built', 'assets', 'index-4f2a.js'), script);
  await writeFile(join(folder, 'built', 'assets', 'index-4f2a.js.gz'), gzipSync(script));
});
afterAll(() => rm(folder, { recursive: true }));

let server: FastifyInstance;
beforeEach(() => {
  server = fastify();
  addSecurityHeaders(server);
});
afterEach(() => server.close());

describe('the dashboard', () => {
  it.each(['/', '/sign-in', '/endpoints', '/customers/a%2Fb', '/deliveries/whd_1', '/event-types/shop.order_placed'])(
    'is the same page at %s, which may call its own host alone',
    async (url) => {
      await serveDashboard(server, join(folder, 'built'), { dashboard: true });
      const response = await server.inject({ url });
      expect([response.statusCode, response.body]).toEqual([200, page]);
      expect(response.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      const policy = String(response.headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  it('says to a browser that there is no such page, and leaves other clients to the API', async () => {
    server.setNotFoundHandler((_, reply) => reply.status(404).send({ error: 'of the API' }));
    await serveDashboard(server, join(folder, 'built'), { dashboard: true });
    const headers = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
    const shown = await server.inject({ url: '/nothing/here', headers });
    expect([shown.statusCode, shown.body]).toEqual([404, page]);
    expect(shown.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' });
    expect(String(shown.headers['content-security-policy'])).toContain("script-src 'self'");
    for (const accept of ['*/*', 'application/json']) {
      const response = await server.inject({ url: '/nothing/here', headers: { accept } });
      expect([response.statusCode, response.json()]).toEqual([404, { error: 'of the API' }]);
    }
  });

  it('lets browsers cache the assets, whose names change with their content, and sends them compressed', async () => {
    await serveDashboard(server, join(folder, 'built'), { dashboard: true });
    const plain = await server.inject({ url: '/assets/index-4f2a.js' });
    expect([plain.statusCode, plain.body]).toEqual([200, script]);
    const small = await server.inject({ url: '/assets/index-4f2a.js', headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    for (const { headers } of [plain, small]) {
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(/javascript/);
      expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    }
    expect((await server.inject({ url: '/favicon.svg' })).headers['cache-control']).toBe('no-cache');
  });

  it('serves the assets of a build that ends while it runs', async () => {
    await serveDashboard(server, join(folder, 'built'), { dashboard: true });
    await writeFile(join(folder, 'built', 'assets', 'later-77aa.js'), script);
    expect((await server.inject({ url: '/assets/later-77aa.js' })).body).toBe(script);
  });

  it.each([
    '/nothing',
    '/assets',
    '/assets/',
    '/assets/index-old.js',
    '/assets/../../0.txt',
    '/assets/..%2f..%2f0.txt',
    '/assets/%2e%2e/%2e%2e/0.txt',
    '/assets/..%5c..%5c0.txt',
    '/manage/v1/webhooks/nothing',
  ])('leaves %s to the API', async (url) => {
    await serveDashboard(server, join(folder, 'built'), { dashboard: true });
    expect((await server.inject({ url })).statusCode).toBe(404);
  });

  it('responds with the reason if it is not built', async () => {
    await serveDashboard(server, join(folder, 'not-there'), { dashboard: true });
    const response = await server.inject({ url: '/sign-in?x=1' });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({
      error: { code: 'route_not_found', message: 'there is no GET /sign-in: the dashboard is not built' },
    });
  });
});
