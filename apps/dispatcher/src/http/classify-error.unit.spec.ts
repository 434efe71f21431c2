import { describe, expect, it } from '@jest/globals';
import { errors } from 'undici';
import { classifyError } from './classify-error.js';
import { BlockedAddress } from './guarded-connector.js';

const coded = (code: string): Error => Object.assign(new Error(`something about ${code}`), { code });
const reasonOf = (error: unknown): string => classifyError(error, false, 15_000).failure_reason;

describe('an exchange without a complete answer', () => {
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
        'POSTRIDER_ANSWER_TOO_LARGE',
        'POSTRIDER_UNEXPECTED_ANSWER',
      ],
    ],
    ['connection_error', ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EMFILE', 'NEVER_HEARD_OF']],
  ])('failed with %s when its code is one of %j', (reason, codes) => {
    for (const code of codes) expect({ code, reason: reasonOf(coded(code)) }).toEqual({ code, reason });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'the certificate has expired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is signed by itself, or by an authority that is not trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host'],
    ['EPROTO', 'the TLS connection could not be made'],
    ['UND_ERR_HEADERS_OVERFLOW', 'the headers of the answer are too large'],
  ])('says in words what %s stands for', (code, words) => {
    expect(classifyError(coded(code), false, 15_000).error).toBe(`${words} (${code})`);
  });

  it('is classified by undici’s own errors', () => {
    expect(reasonOf(new errors.SocketError('other side closed'))).toBe('connection_reset');
    expect(reasonOf(new errors.ConnectTimeoutError())).toBe('timeout');
    expect(reasonOf(new errors.HeadersOverflowError())).toBe('invalid_response');
    expect(reasonOf(new errors.ResponseContentLengthMismatchError())).toBe('invalid_response');
  });

  it('was stopped by us when its address is blocked, and tells no address', () => {
    expect(classifyError(new BlockedAddress('10.0.0.1 is a private address'), false, 15_000)).toEqual({
      failure_reason: 'blocked_address',
      error: 'requests may not go to this address (POSTRIDER_BLOCKED_ADDRESS)',
    });
  });

  it('is classified by what caused it, however deep', () => {
    const wrapped = new Error('outer', { cause: new Error('inner', { cause: coded('ECONNREFUSED') }) });
    expect(reasonOf(wrapped)).toBe('connection_refused');
  });

  it('is classified by its code even when its message says something else', () => {
    expect(reasonOf(Object.assign(new Error('ECONNREFUSED'), { code: 'ECONNRESET' }))).toBe('connection_reset');
    expect(reasonOf(new Error('connect ECONNREFUSED 127.0.0.1:80'))).toBe('connection_error');
  });

  it('names the code and nothing of the message, which may hold addresses', () => {
    const { error } = classifyError(coded('ECONNREFUSED'), false, 15_000);
    expect(error).toBe('the connection was refused (ECONNREFUSED)');
  });

  it('is called by the error’s name when it has no code', () => {
    expect(classifyError(new TypeError('x'), false, 15_000)).toEqual({
      failure_reason: 'connection_error',
      error: 'the request could not be completed (TypeError)',
    });
    expect(classifyError('not an error', false, 15_000).error).toBe('the request could not be completed (unknown)');
  });

  it('was too slow when our own time had run out, whatever came of it', () => {
    const expected = { failure_reason: 'timeout', error: 'no complete answer within 15000 ms' };
    expect(classifyError(coded('ECONNRESET'), true, 15_000)).toEqual(expected);
    expect(classifyError(new DOMException('aborted', 'TimeoutError'), true, 15_000)).toEqual(expected);
  });
});
