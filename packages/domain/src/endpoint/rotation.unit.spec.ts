import { describe, expect, it } from '@jest/globals';
import { maxSecrets } from './decide.js';
import { unexpired } from './endpoint.js';
import { after, EndpointHistory } from './endpoint-history.fixture.spec.js';

const day = 24 * 3_600_000;

const inForce = (endpoint: EndpointHistory, ms: number): string[] =>
  unexpired(endpoint.state.secrets, after(ms)).map(({ sealed }) => sealed);

describe('rotating the secret', () => {
  it('puts the new one first and keeps the old one until the overlap ends', () => {
    const endpoint = new EndpointHistory();
    endpoint.rotate('sealed-2', after(0));
    expect(endpoint.state.secrets).toEqual([
      { sealed: 'sealed-2', expires_at: null },
      { sealed: 'sealed-1', expires_at: after(day).toISOString() },
    ]);
    expect(inForce(endpoint, 0)).toEqual(['sealed-2', 'sealed-1']);
    expect(inForce(endpoint, day - 1)).toEqual(['sealed-2', 'sealed-1']);
    expect(inForce(endpoint, day)).toEqual(['sealed-2']);
    expect(inForce(endpoint, 100 * 365 * day)).toEqual(['sealed-2']);
  });

  it('again within the overlap keeps the expiry of each old one', () => {
    const endpoint = new EndpointHistory();
    endpoint.rotate('sealed-2', after(0));
    endpoint.rotate('sealed-3', after(1_000));
    expect(inForce(endpoint, 1_000)).toEqual(['sealed-3', 'sealed-2', 'sealed-1']);
    expect(inForce(endpoint, day)).toEqual(['sealed-3', 'sealed-2']);
    expect(inForce(endpoint, day + 1_000)).toEqual(['sealed-3']);
  });

  it('removes those that have expired', () => {
    const endpoint = new EndpointHistory();
    endpoint.rotate('sealed-2', after(0));
    endpoint.rotate('sealed-3', after(day));
    expect(endpoint.state.secrets.map(({ sealed }) => sealed)).toEqual(['sealed-3', 'sealed-2']);
  });

  it('without an overlap expires the old one at once', () => {
    const endpoint = new EndpointHistory();
    endpoint.rotate('sealed-2', after(5), 0);
    expect(inForce(endpoint, 5)).toEqual(['sealed-2']);
  });

  it('can be completed before the overlap ends, once', () => {
    const endpoint = new EndpointHistory();
    expect(endpoint.expirePreviousSecrets(after(0))).toEqual([]);
    endpoint.rotate('sealed-2', after(0));
    endpoint.rotate('sealed-3', after(1));
    expect(endpoint.expirePreviousSecrets(after(2))).toHaveLength(1);
    expect(endpoint.state.secrets).toEqual([{ sealed: 'sealed-3', expires_at: null }]);
    expect(endpoint.expirePreviousSecrets(after(3))).toEqual([]);
  });

  it('is refused at the maximum of secrets, until the oldest has expired', () => {
    const endpoint = new EndpointHistory();
    for (let n = 2; n <= maxSecrets; n++) expect(endpoint.rotate(`sealed-${String(n)}`, after(n))).toHaveLength(1);
    const { version } = endpoint.state;
    expect(endpoint.rotate('one too many', after(maxSecrets + 1))).toEqual({ refused: 'too_many_secrets' });
    expect(endpoint.state.version).toBe(version);
    expect(endpoint.rotate('in time', after(day + 2))).toHaveLength(1);
    expect(endpoint.state.secrets).toHaveLength(maxSecrets);
  });
});
