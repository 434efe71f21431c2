import type { Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieNames = { session: 'postrider_session', operator: 'postrider_operator' } as const;
type CookieName = keyof typeof cookieNames;

const hourSeconds = 3_600;

/** Browsers take a cookie of this name over https only, for this host and all its paths: no other host can plant one. */
const overHttps = (name: CookieName): string => `__Host-${cookieNames[name]}`;

/** Where https is certain the `__Host-` cookie only; elsewhere that one first. */
export function readCookie(request: FastifyRequest, name: CookieName, settings: Settings): string | undefined {
  const secure = request.cookies[overHttps(name)];
  return isCertainlyHttps(request, settings) ? secure : (secure ?? request.cookies[cookieNames[name]]);
}

/** Scripts cannot read it, other sites' pages do not send it, and it ends when the session does. */
export function setCookie(
  { request, reply, settings }: { request: FastifyRequest; reply: FastifyReply; settings: Settings },
  name: CookieName,
  value: string,
): void {
  // Browsers say it with changes only: enough to set a cookie, too little to read one by.
  const secure = isCertainlyHttps(request, settings) || request.headers.origin?.startsWith('https:') === true;
  void reply.setCookie(secure ? overHttps(name) : cookieNames[name], value, {
    ...attributes,
    secure,
    maxAge: settings.POSTRIDER_SESSION_HOURS * hourSeconds,
  });
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  void reply.clearCookie(cookieNames[name], attributes);
  void reply.clearCookie(overHttps(name), { ...attributes, secure: true });
}

const attributes = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** TLS ends before the gateway: the operator or a trusted proxy says that it is there. */
const isCertainlyHttps = ({ protocol }: FastifyRequest, settings: Settings): boolean =>
  settings.POSTRIDER_COOKIE_SECURE === 'true' || /^https$/i.test(protocol);
