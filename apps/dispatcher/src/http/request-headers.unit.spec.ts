import { randomBytes } from 'node:crypto';
import { newId, requestFormats } from '@postrider/contracts';
import {
  modeluxSignature,
  sealedFor,
  SecretBox,
  signatureHeaders,
  untoldHeaders,
  Unreadable,
  type EndpointSecret,
} from '@postrider/domain';
import type { LoadedDelivery } from '@postrider/event-store';
import { describe, expect, it } from '@jest/globals';
import { recordedHeaders, RequestHeaders } from './request-headers.js';

const now = new Date('2026-11-23T10:00:00.999Z');
const later = (ms: number): string => new Date(now.getTime() + ms).toISOString();
const box = SecretBox.parse(`k1:${randomBytes(32).toString('base64')}`);
const endpointId = newId('endpoint', new Date());
const row = sealedFor.endpoint(endpointId);
const [current, previous] = ['whsec_bmV3', 'whsec_b2xk'];

function loaded(secrets: EndpointSecret[]): LoadedDelivery {
  return {
    delivery: {
      id: newId('delivery', new Date()),
      organization_id: newId('organization', new Date()),
      version: 1,
      endpoint_id: endpointId,
      event_id: 'order-17',
      event_stream_id: newId('event', new Date()),
      event_type: 'budget.exceeded',
      test: false,
      own_payload: false,
      status: 'pending',
      attempt_count: 0,
      response_status: null,
      last_duration_ms: null,
      failure_reason: null,
      created_at: now,
      next_attempt_at: now,
      completed_at: null,
      queue: 'deliver',
      budget_started_at: now,
      budget_attempts: 0,
    },
    endpoint: { id: endpointId, url: 'https://example.com/', active: true, secrets },
    pace: undefined,
    payload: '{"id":"order-17"}',
    envelope_headers: undefined,
    request_format: null,
    customer: undefined,
    traceparent: undefined,
    forward_traceparent: false,
  };
}

describe('the headers of a delivery’s request', () => {
  it('name the event type, the delivery, the attempt and the sender', () => {
    const delivery = loaded([{ sealed: box.seal(current, row), expires_at: null }]);
    expect(new RequestHeaders(box).of(delivery, 3, now)).toEqual({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Postrider\/\d+\.\d+\.\d+$/),
      'x-modelux-event': 'budget.exceeded',
      'x-modelux-delivery': delivery.delivery.id,
      'x-modelux-attempt': '3',
      ...signatureHeaders({
        secrets: [current],
        id: 'order-17',
        timestamp: Math.floor(now.getTime() / 1000),
        body: delivery.payload,
        attempt: 3,
      }),
    });
  });

  it('have the trace context of the attempt, else of the event, if the organization wants it', () => {
    const headers = new RequestHeaders(box);
    const [ofEvent, ofAttempt] = ['00f067aa0ba902b7', 'b7ad6b7169203331'].map(
      (span) => `00-4bf92f3577b34da6a3ce929d0e0e4736-${span}-01`,
    );
    const unwanted = { ...loaded([{ sealed: box.seal(current, row), expires_at: null }]), traceparent: ofEvent };
    const wanted = { ...unwanted, forward_traceparent: true };
    expect(headers.of(wanted, 1, now, ofAttempt).traceparent).toBe(ofAttempt);
    expect(headers.of(wanted, 1, now).traceparent).toBe(ofEvent);
    expect(headers.of(unwanted, 1, now, ofAttempt)).not.toHaveProperty('traceparent');
    expect(headers.of({ ...wanted, traceparent: undefined }, 1, now)).not.toHaveProperty('traceparent');
  });

  it('are signed with every valid secret, and with no expired one', () => {
    const secrets = [
      { sealed: box.seal(current, row), expires_at: null },
      { sealed: box.seal(previous, row), expires_at: later(1) },
      { sealed: box.seal('whsec_ZXhwaXJlZA', row), expires_at: later(0) },
    ];
    const headers = new RequestHeaders(box);
    expect(headers.of(loaded(secrets), 1, now)['webhook-signature']?.split(' ')).toHaveLength(2);
    const signatures = [1, 2, 3].map((attempt) => headers.of(loaded(secrets), attempt, now)['x-modelux-signature']);
    expect(signatures).toEqual(
      [current, previous, current].map((secret) => modeluxSignature(secret, '{"id":"order-17"}')),
    );
  });

  it('follow a rotation from one attempt to the next', () => {
    const headers = new RequestHeaders(box);
    const before = { sealed: box.seal(previous, row), expires_at: null };
    const after = [
      { sealed: box.seal(current, row), expires_at: null },
      { ...before, expires_at: later(1_000) },
    ];
    expect(headers.of(loaded([before]), 1, now)['x-modelux-signature']).toBe(
      modeluxSignature(previous, '{"id":"order-17"}'),
    );
    expect(headers.of(loaded(after), 1, now)['x-modelux-signature']).toBe(
      modeluxSignature(current, '{"id":"order-17"}'),
    );
  });

  it('are not made when the key of the sealed secret is not configured', () => {
    const foreign = SecretBox.parse(`k2:${randomBytes(32).toString('base64')}`);
    const delivery = loaded([{ sealed: foreign.seal(current, row), expires_at: null }]);
    expect(() => new RequestHeaders(box).of(delivery, 1, now)).toThrow('k2');
  });

  it('are not made with the secret of another endpoint, even after that endpoint used it', () => {
    const headers = new RequestHeaders(box);
    const own = loaded([{ sealed: box.seal(current, row), expires_at: null }]);
    const other = { ...own, endpoint: { ...own.endpoint, id: newId('endpoint', new Date()) } };
    expect(headers.of(own, 1, now)).toHaveProperty('webhook-signature');
    expect(() => headers.of(other, 1, now)).toThrow(Unreadable);
  });
});

describe('a request format', () => {
  const secrets = [{ sealed: box.seal(current, row), expires_at: null }];
  const github = { ...loaded(secrets), request_format: JSON.stringify(requestFormats.github) };

  it('names the headers, and the trace context comes last', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const headers = new RequestHeaders(box).of({ ...github, traceparent, forward_traceparent: true }, 1, now);
    expect(Object.entries(headers)).toEqual([
      ['content-type', 'application/json'],
      ['X-GitHub-Delivery', 'order-17'],
      ['X-GitHub-Event', 'budget.exceeded'],
      ['user-agent', expect.stringMatching(/^Postrider\/\d+\.\d+\.\d+$/)],
      ['X-Hub-Signature-256', `sha256=${modeluxSignature(current, github.payload)}`],
      ['traceparent', traceparent],
    ]);
  });

  it('has the headers of an envelope as well', () => {
    const envelope_headers = { 'content-type': 'application/json', 'ce-id': 'order-17' };
    const headers = new RequestHeaders(box).of({ ...loaded(secrets), envelope_headers }, 1, now);
    expect(headers).toMatchObject({ ...envelope_headers, 'webhook-id': 'order-17' });
    expect(Object.keys(headers)[0]).toBe('content-type');
  });
});

describe('the record of an attempt', () => {
  const secrets = [{ sealed: box.seal(current, row), expires_at: null }];
  const github = { ...loaded(secrets), request_format: JSON.stringify(requestFormats.github) };
  const sent = { 'content-type': 'application/json', 'user-agent': 'x', 'webhook-id': 'order-17' };

  it('has the headers that nothing else tells, in the default format', () => {
    expect(recordedHeaders(loaded(secrets), 1, sent)).toEqual({ request_headers: untoldHeaders(sent) });
    expect(recordedHeaders(loaded(secrets), 1, undefined)).toEqual({});
  });

  it('has all headers in another format, and with an envelope', () => {
    expect(recordedHeaders(github, 1, sent)).toEqual({ own_headers: sent });
    const enveloped = { ...loaded(secrets), envelope_headers: { 'content-type': 'application/cloudevents+json' } };
    expect(recordedHeaders(enveloped, 1, sent)).toEqual({ own_headers: sent });
  });

  it('has those of each attempt if no request was written', () => {
    expect(recordedHeaders(github, 1, undefined)).toEqual({
      own_headers: {
        'content-type': 'application/json',
        'X-GitHub-Delivery': 'order-17',
        'X-GitHub-Event': 'budget.exceeded',
      },
    });
  });
});
