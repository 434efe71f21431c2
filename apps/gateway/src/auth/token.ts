import { hash, randomBytes } from 'node:crypto';

/** 256 random bits as text: of an API key, a session's cookie, or a sign-in link. */
export const generateToken = (): string => randomBytes(32).toString('base64url');

/** The stored form of a token. A plain hash is enough: 256 random bits cannot be guessed. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
