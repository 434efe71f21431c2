import { hash, randomBytes } from 'node:crypto';

/** What a browser keeps, or a link ends with: 256 random bits. */
export const generateToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
