import { oauthLimits, type RedirectKind } from '@postrider/contracts';
import { isLoopback } from '../auth/oauth/oauth-urls.js';

/** Schemes with a meaning of their own in a browser or an operating system: no app can claim them. */
const reservedSchemes = new Set(
  'about blob chrome chrome-extension content data devtools edge file filesystem ftp intent jar javascript mailto moz-extension ms-appinstaller ms-msdt ms-settings search-ms sms tel vbscript view-source ws wss'.split(
    ' ',
  ),
);

/** Visible ASCII, as in RFC 3986. */
const uriCharacters = /^[\x21-\x7e]+$/;
const withPath = /^[a-z][a-z\d+.-]*:\//;

/** https, http to this machine (RFC 8252, 7.3), or a scheme of an app (7.1), without a fragment or a user name. */
export function isRedirectUri(text: string): boolean {
  if (text.length > oauthLimits.redirectUri || !uriCharacters.test(text) || text.includes('#')) return false;
  if (!withPath.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return isLoopback(url.hostname);
  return !reservedSchemes.has(url.protocol.slice(0, -1));
}

/** Returns whether the operator lets codes go there: `hosts` are those of web sites, any if undefined. */
export function isPermitted(text: string, hosts: readonly string[] | undefined): boolean {
  const { protocol, host } = new URL(text);
  return protocol !== 'https:' || hosts === undefined || hosts.includes(host);
}

/** Returns whether a client may get its code at `given`: exactly as registered, but for the port on this machine. */
export const isRegistered = (registered: readonly string[], given: string): boolean =>
  isRedirectUri(given) && registered.some((each) => each === given || isSameButPort(each, given));

function isSameButPort(registered: string, given: string): boolean {
  const [one, other] = [withoutLoopbackPort(registered), withoutLoopbackPort(given)];
  return one !== undefined && one === other;
}

/** Programs on the user's machine listen on whatever port is free. */
function withoutLoopbackPort(text: string): string | undefined {
  const url = new URL(text);
  if (url.protocol !== 'http:' || !isLoopback(url.hostname)) return undefined;
  url.port = '';
  return url.href;
}

/** What the consent page says of a redirect URI. */
export function describeRedirect(text: string): { kind: RedirectKind; host: string } {
  const { protocol, hostname, host } = new URL(text);
  if (protocol === 'https:') return { kind: 'web', host };
  return protocol === 'http:' ? { kind: 'local', host: hostname } : { kind: 'app', host: protocol.slice(0, -1) };
}

/** The text of `uri` stays as it is: a client may compare it. */
export function withParameters(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(given).toString()}`;
}
