import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DatabaseUnavailable } from '@postrider/event-store';
import { Overloaded } from '@postrider/process';
import { describe, expect, it } from '@jest/globals';
import { ApiError, notFound, validationFailed } from './api-error.js';
import { toApiError } from './error-filter.js';
import { testServer } from './server.fixture.spec.js';

const request = { method: 'GET', url: '/manage/v1/nothing?key=secret' };

interface Response {
  error: { code: string; message: string };
}

describe('an error that is meant for the client', () => {
  it('is sent unchanged', () => {
    const error = notFound.endpoint('whe_1');
    expect(toApiError(error, request)).toBe(error);
    expect(error.status).toBe(404);
    expect(error.body).toEqual({
      error: {
        type: 'not_found',
        message: 'webhook endpoint whe_1 not found',
        code: 'webhook_endpoint_not_found',
        resource: 'webhook_endpoint',
        id: 'whe_1',
      },
    });
  });

  it('of validation names every wrong field, and the first as the field', () => {
    const fields = [
      { field: 'url', message: 'is required: expected string' },
      { field: 'active', message: 'expected boolean' },
    ];
    const error = validationFailed(fields);
    expect(error.status).toBe(422);
    expect(error.body).toEqual({
      error: {
        type: 'invalid_request_error',
        message: 'url: is required: expected string; active: expected boolean',
        code: 'validation_failed',
        field: 'url',
        fields,
      },
    });
  });
});

describe('an error of ours', () => {
  it.each([
    ['a full queue', new Overloaded(5_000, 'all')],
    ['an absent database', new DatabaseUnavailable('connect ECONNREFUSED 10.0.0.7:5432')],
  ])('that passes, such as %s, gets 503 with Retry-After', (_, error) => {
    const { status, headers, body } = toApiError(error, request);
    expect(status).toBe(503);
    expect(headers).toEqual({ 'retry-after': '1' });
    expect(body.error.code).toBe('service_unavailable');
    expect(body.error.message).not.toContain('10.0.0.7');
  });

  it.each([
    ['a mistake', new TypeError('cannot read properties of undefined')],
    ['one of Nest’s that we did not foresee', new BadRequestException('inner workings')],
    ['something that is no error', 'a text'],
    ['nothing', undefined],
  ])('such as %s gets 500 without internal details', (_, error) => {
    expect(toApiError(error, request).body).toEqual({
      error: {
        type: 'internal_error',
        message: 'unexpected error; the log of the server has the details',
        code: 'internal_error',
      },
    });
  });
});

describe('an unknown route', () => {
  it('gets 404, named without its query', () => {
    expect(toApiError(new NotFoundException(), request).body).toEqual({
      error: { type: 'not_found', message: 'there is no GET /manage/v1/nothing', code: 'route_not_found' },
    });
  });
});

describe('a request body', () => {
  const post = async (
    payload: string,
    headers: Record<string, string> = {},
    url = '/things/1',
  ): Promise<{ status: number; code: string; message: string }> => {
    const server = testServer(() => ({}));
    try {
      const response = await server.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': 'application/json', ...headers },
      });
      const { error } = response.json<Partial<Response>>();
      return { status: response.statusCode, code: error?.code ?? '', message: error?.message ?? '' };
    } finally {
      await server.close();
    }
  };

  it('that is JSON of an allowed depth is accepted', async () => {
    expect(await post('[[[[]]]]')).toMatchObject({ status: 200 });
    expect(await post('{"a":1}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({ status: 200 });
  });

  it('that is empty counts as none', async () => {
    expect(await post('')).toMatchObject({ status: 200 });
    expect(await post(' \n')).toMatchObject({ status: 200 });
  });

  it.each(['{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":01}', '{"a":1} x', '\u00a0{}'])(
    '%j is malformed',
    async (body) => {
      const { status, code, message } = await post(body);
      expect({ status, code }).toEqual({ status: 400, code: 'malformed_body' });
      expect(message).toContain('the request body is not valid JSON');
    },
  );

  it('that nests too deep is malformed, whether or not it is JSON', async () => {
    const expected = {
      status: 400,
      code: 'malformed_body',
      message: 'the request body is nested too deeply (limit 4 levels)',
    };
    expect(await post('[[[[[]]]]]')).toEqual(expected);
    expect(await post('[[[[[')).toEqual(expected);
  });

  it('that is too large gets 413', async () => {
    expect(await post(JSON.stringify('a'.repeat(1_024)))).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/jsonp'])(
    'of type %s gets 415',
    async (type) => {
      expect(await post('{}', { 'content-type': type })).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    },
  );

  it('that is shorter than its content-length is malformed', async () => {
    expect(await post('{}', { 'content-length': '9' })).toMatchObject({ status: 400, code: 'malformed_body' });
  });

  it('to an overlong id gets 404', async () => {
    const url = `/things/${'a'.repeat(500)}`;
    expect(await post('{}', {}, url)).toMatchObject({ status: 404, code: 'route_not_found' });
  });

  it('to a URL with a broken percent-encoding gets 400', async () => {
    expect(await post('{}', {}, '/things/%zz')).toMatchObject({ status: 400, code: 'malformed_url' });
  });
});

describe('an ApiError', () => {
  it('carries the headers that belong to it', async () => {
    const server = testServer(() => {
      throw new ApiError('rate_limited', 'too many', {}, { 'retry-after': '7' });
    });
    const response = await server.inject({ method: 'POST', url: '/things/1' });
    expect(response.statusCode).toBe(429);
    expect(response.headers['retry-after']).toBe('7');
    await server.close();
  });
});
