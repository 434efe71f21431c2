import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import express from 'express';

/** Stands for your users, and for what they belong to. */
const users = new Map([
  ['ada', { name: 'Ada', customer: { uid: 'acme', name: 'Acme Inc.' } }],
  ['grace', { name: 'Grace', customer: { uid: 'umbrella', name: 'Umbrella' } }],
]);

/** By the value of the cookie. */
const signedIn = new Map();

/** Stands for your sign-in. It asks for no password. */
export function accounts() {
  const router = express.Router();
  router.use(express.static(resolve(import.meta.dirname, '../dist')));
  router.post('/sign-in', (request, response) => {
    const user = users.get(request.body?.user);
    if (!user) return response.status(422).json({ error: 'no such user' });
    const id = randomUUID();
    signedIn.set(id, user);
    return response.cookie('sid', id, { httpOnly: true, sameSite: 'strict' }).json(user);
  });
  router.post('/sign-out', (request, response) => {
    signedIn.delete(cookieOf(request));
    response.clearCookie('sid').status(204).end();
  });
  router.get('/account', (request, response) => {
    response.json(signedIn.get(cookieOf(request)) ?? null);
  });
  return router;
}

export function requireUser(request, response, next) {
  const user = signedIn.get(cookieOf(request));
  if (!user) return response.status(401).json({ error: 'sign in first' });
  request.user = user;
  return next();
}

const cookieOf = ({ headers }) => /(?:^|; )sid=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
