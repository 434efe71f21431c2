import type { Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieNames = { session: 'postrider_session', operator: 'postrider_operator' } as const;
type CookieName = keyof typeof cookieNames;

const hourSeconds = 3_600;

/** Browsers accept this prefix over https only, for this host and all its paths, so no other host can set the cookie. */
const overHttps = (name: CookieName): string => `__Host-${cookieNames[name]}`;

/** Reads the `__Host-` cookie. Reads the plain one too where https is not certain. */
export function readCookie(
  request: FastifyRequest,
  name: CookieName,
  settings: Pick<Settings, 'dashboard'>,
): string | undefined {
  const secure = request.cookies[overHttps(name)];
  return isCertainlyHttps(request, settings) ? secure : (secure ?? request.cookies[cookieNames[name]]);
}

/** Sets a cookie that scripts cannot read and pages of other sites do not send. It expires with the session. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  settings: Pick<Settings, 'dashboard'>,
): void {
  const { request } = reply;
  // Browsers send Origin with changes only: enough to set a cookie, but not to read one.
  const secure = isCertainlyHttps(request, settings) || request.headers.origin?.startsWith('https:') === true;
  void reply.setCookie(secure ? overHttps(name) : cookieNames[name], value, {
    ...attributes,
    secure,
    maxAge: settings.dashboard.sessionHours * hourSeconds,
  });
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  void reply.clearCookie(cookieNames[name], attributes);
  void reply.clearCookie(overHttps(name), { ...attributes, secure: true });
}

const attributes = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** TLS ends in front of the gateway: a setting or a trusted proxy says that the client uses https. */
const isCertainlyHttps = ({ protocol }: FastifyRequest, settings: Pick<Settings, 'dashboard'>): boolean =>
  settings.dashboard.secureCookies || /^https$/i.test(protocol);
