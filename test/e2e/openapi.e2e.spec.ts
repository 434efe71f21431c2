import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ErrorBody, errorCodes, errorsOf, exampleOfError, newId, type Operation } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import type { Receiver } from '@postrider/testing';

import { OpenApi } from '../openapi/document.js';
import { ExampleStory } from '../openapi/example-story.js';
import { bodyMaxBytes, provocations } from '../openapi/provoke.js';
import type { ApiResponse } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { operations } from '../support/operations.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let openApi: OpenApi;

const settings = { POSTRIDER_BODY_MAX_BYTES: String(bodyMaxBytes), POSTRIDER_EVENT_TYPES_MAX: '1' };
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(async () => {
  openApi = await OpenApi.of(postrider.url);
});

/** What is wrong with a response by the document: its status, headers and body. */
function problemsOf(operation: Operation, { status, headers, text }: ApiResponse): string[] {
  const response = openApi.response(openApi.operation(operation.name), status);
  const missing = Object.keys(response.headers ?? {}).filter((name) => headers.get(name) === null);
  const [type, media] = Object.entries(response.content ?? {})[0] ?? [];
  if (type === undefined || !media) return text === '' ? missing : [...missing, 'a body'];
  const isOfType = headers.get('content-type')?.startsWith(type) === true;
  return [...missing, ...(isOfType ? openApi.problems(media.schema, JSON.parse(text)) : ['another content-type'])];
}

/** A user makes one in the dashboard (mcp-oauth.e2e.spec.ts). */
async function addGrant(organization: string): Promise<void> {
  const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: patienceMs, name: 'e2e' });
  await database.query(
    `INSERT INTO oauth_grants (id, organization_id, client_id, redirect_uri, scope, expires_at)
     SELECT $1, id, 'c', 'https://client.example.com/callback', 'read', now() + interval '1 day'
       FROM organizations WHERE name = $2`,
    [newId('oauthGrant', new Date()), organization],
  );
  await database.end();
}

describe('the examples', () => {
  it('get the documented responses when they are sent one after the other', async () => {
    const { manage, project } = await postrider.addOrganization('Examples');
    await addGrant('Examples');
    // A stream has no end to wait for, and an export has many lines: listen.e2e.spec.ts and export.e2e.spec.ts read them.
    const story = new ExampleStory(operations.filter(({ media }) => media === undefined));
    for (const step of story.steps()) {
      const { operation, example } = step;
      const { path, body } = story.request(step);
      const api = operation.access === 'publish' ? project : manage;
      const response = await api.send(operation.method, path, body === undefined ? {} : { json: body });
      const name = `${operation.name}: ${example.summary}`;
      expect([name, response.status, response.text]).toEqual([name, operation.status, response.text]);
      expect([name, problemsOf(operation, response)]).toEqual([name, []]);
      const value: unknown = response.text === '' ? undefined : JSON.parse(response.text);
      // An unknown field is missing in the parsed response.
      expect(operation.output.parse(value)).toEqual(value);
      story.learn(example.response, value);
    }
  });

  it('have bodies that the schemas of the document accept', () => {
    for (const { name, examples } of operations) {
      const schema = openApi.operation(name).requestBody?.content['application/json']?.schema;
      for (const { body } of examples) {
        expect([name, body === undefined ? [] : openApi.problems(schema ?? {}, body)]).toEqual([name, []]);
      }
    }
  });
});

describe('the errors that can be provoked', () => {
  let ways: ReturnType<typeof provocations>;

  beforeAll(async () => {
    const impatient = await postrider.addGateway({ POSTRIDER_MANAGEMENT_RATE_LIMIT: '1' });
    await postrider.manage.endpoints();
    ways = provocations(postrider, impatient.url);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    'get the documented response of %s',
    async (_, operation) => {
      for (const code of errorsOf(operation)) {
        const provoke = ways[code];
        if (typeof provoke === 'string') continue;
        const response = await provoke(operation);
        expect([code, response.status, response.text]).toEqual([code, errorCodes[code].status, response.text]);
        const { error } = JSON.parse(response.text) as ErrorBody;
        expect(error.code).toBe(code);
        expect([code, problemsOf(operation, response)]).toEqual([code, []]);
        const documented = exampleOfError(code).error;
        expect([code, Object.keys(error).toSorted()]).toEqual([code, Object.keys(documented).toSorted()]);
      }
    },
  );
});

describe('the webhooks', () => {
  it.each(['budget.exceeded', 'api_key.revoked'])('of type %s arrive as documented', async (type) => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/documented'), event_types: [type] });
    const documented = openApi.document.webhooks[type]?.post;
    const schema = documented?.requestBody?.content['application/json']?.schema;
    const before = receiver.requests.length;
    await postrider.manage.completed((await postrider.manage.sendTest(id, type)).id);
    const { deliveries } = await postrider.project.publish(type, { any: ['data'] });
    const mine = deliveries.find(({ endpoint_id }) => endpoint_id === id);
    await postrider.manage.completed(mine?.id ?? '');

    const requests = receiver.requests.slice(before);
    expect(requests).toHaveLength(2);
    for (const { headers, rawBody } of requests) {
      expect(openApi.problems(schema ?? {}, JSON.parse(rawBody))).toEqual([]);
      for (const parameter of documented?.parameters ?? []) {
        if (!parameter.required && headers[parameter.name] === undefined) continue;
        expect([parameter.name, openApi.problems(parameter.schema, headers[parameter.name])]).toEqual([
          parameter.name,
          [],
        ]);
      }
    }
  });
});

describe('the reference page', () => {
  it('runs its own scripts and asks its own host alone', async () => {
    const page = await fetch(`${postrider.url}/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await page.text();
    expect(html.match(/https?:\/\/[^"'\s]+/g) ?? []).toEqual([]);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self' 'sha256-[^' ]+'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const [, source = ''] = /<script src="([^"]+)"/.exec(html) ?? [];
    const script = await fetch(new URL(source, page.url));
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect((await script.text()).length).toBeGreaterThan(1_000_000);
  });
});
