import { describe, expect, it } from '@jest/globals';
import { changedRequestFormat, RequestFormatInput, requestFormatProblems } from './input.js';
import { requestFormatNames, requestFormats } from './presets.js';
import { RequestFormat } from './request-format.js';

const { default: standard } = requestFormats;
const changed = (input: unknown, current: RequestFormat = standard): RequestFormat =>
  changedRequestFormat(current, RequestFormatInput.parse(input));

/** The wrong fields with what was expected. */
function problems(input: unknown, current: RequestFormat = standard): [string, string][] {
  const { data, error } = RequestFormatInput.safeParse(input);
  const found = data ? requestFormatProblems(changedRequestFormat(current, data)) : error.issues;
  return found.map(({ path, message }) => [path.join('.'), message]);
}
const fields = (input: unknown): string[] => problems(input).map(([field]) => field);

const template = { scheme: 'template', header: 'X-Signature' };
const withTemplate = (changes: object, headers = {}) => ({ headers, signatures: [{ ...template, ...changes }] });

describe('a preset', () => {
  it.each(requestFormatNames)('%s is a valid format, which can be set as it is read', (name) => {
    expect(RequestFormat.parse(requestFormats[name])).toEqual(requestFormats[name]);
    expect(changed(requestFormats[name])).toEqual(requestFormats[name]);
  });

  it.each(requestFormatNames)('%s alone is the whole format', (preset) => {
    expect(changed({ preset })).toEqual(requestFormats[preset]);
  });

  it('is changed by the other fields', () => {
    const input = { preset: 'github', headers: { attempt: 'X-Attempt', id: null }, user_agent: null };
    expect(changed(input)).toEqual({
      ...requestFormats.github,
      headers: { ...requestFormats.github.headers, attempt: 'X-Attempt', id: null },
      user_agent: null,
    });
  });

  it('replaces what the format was', () => {
    expect(changed({ preset: 'github' }, requestFormats.stripe)).toEqual(requestFormats.github);
  });
});

describe('without a preset', () => {
  const { stripe } = requestFormats;

  it('the fields change what the format is', () => {
    expect(changed({ user_agent: 'Acme/1' }, stripe)).toEqual({ ...stripe, user_agent: 'Acme/1' });
    expect(changed({ headers: { attempt: 'X-Attempt' } }, stripe)).toEqual({
      ...stripe,
      headers: { ...stripe.headers, attempt: 'X-Attempt' },
    });
    const signatures = [{ scheme: 'hmac_hex', header: 'X-Signature' }];
    expect(changed({ signatures }, stripe)).toEqual({ ...stripe, signatures });
  });

  it('the fields are checked with what the format is', () => {
    const signatures = [{ scheme: 'standard_webhooks', header: 'webhook-signature' }];
    expect(problems({ signatures }, stripe).map(([field]) => field)).toEqual(['headers.id', 'headers.timestamp']);
    expect(problems({ signatures, headers: { id: 'X-Id', timestamp: 'X-Time' } }, stripe)).toEqual([]);
  });
});

describe('a template', () => {
  it('is completed with defaults', () => {
    const { signatures } = changed({ signatures: [template] });
    expect(signatures).toEqual([
      {
        ...template,
        hash: 'sha256',
        encoding: 'hex',
        key: 'text',
        signed: '{body}',
        value: '{signature}',
        repeat: null,
      },
    ]);
  });

  it.each([
    ['signs no body', { signed: '{timestamp}' }, 'signed', 'expected {body} once'],
    ['signs the body twice', { signed: '{body}{body}' }, 'signed', 'expected {body} once'],
    ['has no signature', { value: 'sha256=' }, 'value', 'expected {signature} once'],
    [
      'has an unknown placeholder',
      { value: '{signature}{secret}' },
      'value',
      'unknown placeholder {secret}: expected {signature}, {timestamp}, {id}',
    ],
    [
      'has a lone brace',
      { signed: '{body}}' },
      'signed',
      'expected braces around placeholders only: {id}, {timestamp}, {body}',
    ],
    [
      'has a line break',
      { value: '{signature}\r\nx: y' },
      'value',
      'expected 1 to 128 printable ASCII characters, without space at either end',
    ],
    [
      'has other letters than ASCII',
      { signed: 'ä{body}' },
      'signed',
      'expected 1 to 128 printable ASCII characters, without space at either end',
    ],
    [
      'is too long',
      { value: `${'x'.repeat(118)}{signature}` },
      'value',
      'expected 1 to 128 printable ASCII characters, without space at either end',
    ],
    [
      'repeats what is no part of the value',
      { repeat: { part: 'v1={signature}', separator: ',' } },
      'repeat.part',
      'expected a part of value',
    ],
    [
      'separates with a line break',
      { repeat: { part: '{signature}', separator: '\n' } },
      'repeat.separator',
      'expected 1 to 4 printable ASCII characters',
    ],
  ])('that %s is refused', (_, changes, field, message) => {
    expect(problems(withTemplate(changes))).toEqual([[`signatures.0.${field}`, message]]);
  });

  it('that signs what the request does not have is refused', () => {
    const headers = { timestamp: null };
    expect(problems(withTemplate({ signed: '{timestamp}.{body}' }, headers))).toEqual([
      [
        'signatures.0.signed',
        '{timestamp} is signed, so receivers need it: expected a name for headers.timestamp, or {timestamp} in value',
      ],
    ]);
    expect(
      fields(withTemplate({ signed: '{timestamp}.{body}', value: 't={timestamp},v1={signature}' }, headers)),
    ).toEqual([]);
    expect(fields(withTemplate({ signed: '{timestamp}.{body}' }))).toEqual([]);
  });
});

describe('a header', () => {
  it.each([
    'host',
    'Content-Length',
    'content-type',
    'Connection',
    'transfer-encoding',
    'TE',
    'trailer',
    'upgrade',
    'keep-alive',
    'proxy-authorization',
    'expect',
    'date',
    'cookie',
    'authorization',
    'accept-encoding',
    'traceparent',
    'tracestate',
    'user-agent',
    'ce-id',
    'x-forwarded-for',
    'X-HTTP-Method-Override',
    'x-http-method',
    'x-method-override',
  ])('cannot be called %s', (name) => {
    const expected = 'is reserved: expected a header of your own';
    expect(problems({ headers: { attempt: name } })).toEqual([['headers.attempt', expected]]);
    expect(problems({ signatures: [{ scheme: 'hmac_hex', header: name }] })).toEqual([
      ['signatures.0.header', expected],
    ]);
  });

  it.each(['', 'x header', 'x:y', 'x\ny', 'x_y', '__proto__', '1-x', 'ü', '-x', 'x'.repeat(65)])(
    'needs a name of letters, digits and hyphens: %j is none',
    (name) => {
      expect(problems({ headers: { id: name } })).toEqual([
        ['headers.id', 'expected at most 64 letters, digits and "-", beginning with a letter'],
      ]);
    },
  );

  it('has a name that no other has, in any case', () => {
    expect(problems({ headers: { attempt: 'WEBHOOK-ID', delivery_id: 'x-a' } })).toEqual([
      ['headers.attempt', 'is also the name of headers.id'],
    ]);
    expect(problems({ signatures: [{ scheme: 'hmac_hex', header: 'X-Modelux-Event' }] })).toEqual([
      ['signatures.0.header', 'is also the name of headers.event_type'],
    ]);
    const twice = { scheme: 'hmac_hex', header: 'x-signature' };
    expect(problems({ signatures: [twice, { ...twice, header: 'X-Signature' }] })).toEqual([
      ['signatures.1.header', 'is also the name of signatures.0.header'],
    ]);
  });

  it('that Standard Webhooks signs cannot be off', () => {
    expect(problems({ headers: { id: null, timestamp: null } }).map(([field]) => field)).toEqual([
      'headers.id',
      'headers.timestamp',
    ]);
  });
});

describe('a format', () => {
  it('has one or two signatures', () => {
    const three = ['x-a', 'x-b', 'x-c'].map((header) => ({ scheme: 'hmac_hex', header }));
    expect(problems({ signatures: [] })).toEqual([['signatures', 'expected at least one signature']]);
    expect(problems({ signatures: three })).toEqual([['signatures', 'expected at most 2 signatures']]);
  });

  it('has a known scheme and preset', () => {
    expect(fields({ signatures: [{ scheme: 'none', header: 'x-a' }] })).toEqual(['signatures.0.scheme']);
    expect(fields({ preset: 'unknown' })).toEqual(['preset']);
  });

  it('that is empty is refused, since it would replace another one by accident', () => {
    expect(fields({})).toEqual(['preset']);
  });

  it.each(['', ' a', 'a ', 'a\r\nb', 'ü', 'a {name}', 'a'.repeat(129)])('has no User-Agent %j', (user_agent) => {
    expect(fields({ user_agent })).toEqual(['user_agent']);
  });
});
