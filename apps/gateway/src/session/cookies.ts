import type { Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieNames = { session: 'postrider_session', operator: 'postrider_operator' } as const;
type CookieName = keyof typeof cookieNames;

const hourSeconds = 3_600;

export const readCookie = (request: FastifyRequest, name: CookieName): string | undefined =>
  request.cookies[cookieNames[name]];

/** Scripts cannot read it, other sites' pages do not send it, and it ends when the session does. */
export function setCookie(
  { request, reply, settings }: { request: FastifyRequest; reply: FastifyReply; settings: Settings },
  name: CookieName,
  value: string,
): void {
  void reply.setCookie(cookieNames[name], value, {
    ...attributes,
    secure: settings.POSTRIDER_COOKIE_SECURE === 'true' || cameOverHttps(request),
    maxAge: settings.POSTRIDER_SESSION_HOURS * hourSeconds,
  });
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  void reply.clearCookie(cookieNames[name], attributes);
}

const attributes = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** TLS ends before the gateway: the browser itself says where its page comes from. */
const cameOverHttps = ({ headers }: FastifyRequest): boolean => headers.origin?.startsWith('https:') === true;
