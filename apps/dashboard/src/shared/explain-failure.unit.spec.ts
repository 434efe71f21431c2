import { describe, expect, it } from '@jest/globals';
import { failureReasons } from '@postrider/contracts';
import { explainFailure, failureInBrief, reasonOf } from './explain-failure.js';

const isSentence = /^[A-Z].*\.$/s;

describe('a failure in words', () => {
  it.each(failureReasons)('says what happened and what to do: %s', (reason) => {
    const { what, todo } = explainFailure({ reason, status: null });
    expect(what).toMatch(isSentence);
    expect(todo).toMatch(isSentence);
    expect(failureInBrief({ reason, status: null })).toMatch(/^[a-zT]/);
  });

  it('says the same of no two reasons', () => {
    const all = failureReasons.map((reason) => explainFailure({ reason, status: null }));
    expect(new Set(all.map(({ what }) => what)).size).toBe(failureReasons.length);
    expect(new Set(all.map(({ todo }) => todo)).size).toBe(failureReasons.length);
  });

  it.each([400, 401, 403, 404, 405, 408, 409, 413, 415, 418, 422, 429, 500, 501, 502, 503, 504, 599])(
    'names the response status and explains it: %d',
    (status) => {
      const { what, todo } = explainFailure({
        reason: 'http_error',
        status,
        error: `http_error: the endpoint responded with ${status}`,
      });
      expect(what).toMatch(new RegExp(`^Responded with ${status}\\. [A-Z].*\\.$`));
      expect(what).not.toContain('the endpoint responded with');
      expect(todo).toMatch(isSentence);
    },
  );

  it('tells a fault of the receiver from a request that it does not accept', () => {
    expect(explainFailure({ reason: 'http_error', status: 507 }).what).toContain('failed while it handled');
    expect(explainFailure({ reason: 'http_error', status: 409 }).what).toContain('did not accept');
  });

  it('names the status of a redirect', () => {
    expect(explainFailure({ reason: 'redirect', status: 308 }).what).toContain('308');
  });

  it('adds the detail of the attempt’s error', () => {
    const error = 'tls_error: the certificate has expired (CERT_HAS_EXPIRED)';
    const { what } = explainFailure({ reason: 'tls_error', status: null, error });
    expect(what).toContain('Detail: the certificate has expired (CERT_HAS_EXPIRED).');
  });
});

describe('a failure in brief', () => {
  it('is the status of the response', () => {
    expect(failureInBrief({ reason: 'http_error', status: 503 })).toBe('503');
    expect(failureInBrief({ reason: 'timeout', status: null })).toBe('timed out');
    expect(failureInBrief({ reason: 'endpoint_inactive', status: 500 })).toBe('endpoint inactive');
  });
});

describe("the reason in an attempt's error", () => {
  it('is what stands before the colon, if it is one', () => {
    expect(reasonOf('dns_error: the host name could not be resolved (ENOTFOUND)')).toBe('dns_error');
    expect(reasonOf('toString: no')).toBeUndefined();
    expect(reasonOf('')).toBeUndefined();
  });
});
