import { describe, expect, it } from '@jest/globals';
import { errors } from 'undici';
import { classifyError } from './classify-error.js';
import { BlockedAddress } from './guarded-connector.js';

const coded = (code: string): Error => Object.assign(new Error(`something about ${code}`), { code });
const reasonOf = (error: unknown): string => classifyError(error, false, 15_000).failure_reason;

describe('an exchange without a complete response', () => {
  it.each([
    ['dns_error', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENODATA', 'ESERVFAIL']],
    ['blocked_address', ['POSTRIDER_BLOCKED_ADDRESS']],
    ['connection_refused', ['ECONNREFUSED']],
    ['connection_reset', ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET']],
    ['timeout', ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']],
    [
      'tls_error',
      [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'ERR_SSL_WRONG_VERSION_NUMBER',
        'EPROTO',
        'CERT_HAS_EXPIRED',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'HOSTNAME_MISMATCH',
      ],
    ],
    [
      'invalid_response',
      [
        'HPE_INVALID_CONSTANT',
        'UND_ERR_HEADERS_OVERFLOW',
        'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
        'ERR_ASSERTION',
        'POSTRIDER_RESPONSE_TOO_LARGE',
        'POSTRIDER_UNEXPECTED_RESPONSE',
      ],
    ],
    ['connection_error', ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EMFILE', 'NEVER_HEARD_OF']],
  ])('fails with %s when its code is one of %j', (reason, codes) => {
    for (const code of codes) expect({ code, reason: reasonOf(coded(code)) }).toEqual({ code, reason });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'the certificate has expired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is self-signed, or its authority is not trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host'],
    ['EPROTO', 'the TLS connection could not be made'],
    ['UND_ERR_HEADERS_OVERFLOW', 'the headers of the response are too large'],
  ])('explains %s in words', (code, words) => {
    expect(classifyError(coded(code), false, 15_000).error).toBe(`${words} (${code})`);
  });

  it('is classified by the errors of undici', () => {
    expect(reasonOf(new errors.SocketError('other side closed'))).toBe('connection_reset');
    expect(reasonOf(new errors.ConnectTimeoutError())).toBe('timeout');
    expect(reasonOf(new errors.HeadersOverflowError())).toBe('invalid_response');
    expect(reasonOf(new errors.ResponseContentLengthMismatchError())).toBe('invalid_response');
  });

  it('fails with blocked_address without naming the address', () => {
    expect(classifyError(new BlockedAddress('10.0.0.1 is a private address'), false, 15_000)).toEqual({
      failure_reason: 'blocked_address',
      error: 'requests may not go to this address (POSTRIDER_BLOCKED_ADDRESS)',
    });
  });

  it('is classified by the innermost cause', () => {
    const wrapped = new Error('outer', { cause: new Error('inner', { cause: coded('ECONNREFUSED') }) });
    expect(reasonOf(wrapped)).toBe('connection_refused');
  });

  it('is classified by its code even when its message says something else', () => {
    expect(reasonOf(Object.assign(new Error('ECONNREFUSED'), { code: 'ECONNRESET' }))).toBe('connection_reset');
    expect(reasonOf(new Error('connect ECONNREFUSED 127.0.0.1:80'))).toBe('connection_error');
  });

  it('names the code but not the message, which may contain addresses', () => {
    const { error } = classifyError(coded('ECONNREFUSED'), false, 15_000);
    expect(error).toBe('the connection was refused (ECONNREFUSED)');
  });

  it('is named after the error if that has no code', () => {
    expect(classifyError(new TypeError('x'), false, 15_000)).toEqual({
      failure_reason: 'connection_error',
      error: 'the request could not be completed (TypeError)',
    });
    expect(classifyError('not an error', false, 15_000).error).toBe('the request could not be completed (unknown)');
  });

  it('fails with timeout once the time is over, whatever the error', () => {
    const expected = { failure_reason: 'timeout', error: 'no complete response within 15000 ms' };
    expect(classifyError(coded('ECONNRESET'), true, 15_000)).toEqual(expected);
    expect(classifyError(new DOMException('aborted', 'TimeoutError'), true, 15_000)).toEqual(expected);
  });
});
