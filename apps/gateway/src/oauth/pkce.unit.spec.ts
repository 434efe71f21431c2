import { expect, it } from '@jest/globals';
import { isVerified } from './pkce.js';

// RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

it('a verifier has the hash that was sent before', () => {
  expect(isVerified(verifier, challenge)).toBe(true);
  for (const other of [challenge, `${verifier}x`, '', 'short']) expect(isVerified(other, challenge)).toBe(false);
  // Plain PKCE would accept it.
  expect(isVerified(challenge, challenge)).toBe(false);
});
