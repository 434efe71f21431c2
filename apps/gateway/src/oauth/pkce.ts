import { hash } from 'node:crypto';

const verifierPattern = /^[\w.~-]{43,128}$/;

/** RFC 7636, S256. */
export const isVerified = (verifier: string, challenge: string): boolean =>
  verifierPattern.test(verifier) && hash('sha256', verifier, 'base64url') === challenge;
