/** The servers of a Postgres URL, in the order in which they are tried. */
export interface DatabaseTarget {
  /** A URL for each server. */
  urls: [string, ...string[]];
  /** Whether a connection to a server that takes no writes is refused. */
  mustBeWritable: boolean;
}

const attributes = ['read-write', 'primary', 'any'];
const parts = /^(postgres(?:ql)?:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?$/;

/**
 * Parses a URL of Postgres: with several hosts, separated by commas, and `target_session_attrs`, as libpq has them. Throws
 * a TypeError that says what is expected, and repeats no secret.
 */
export function parseDatabaseUrl(text: string): DatabaseTarget {
  const [, protocol, authority = '', path = '', query = ''] = parts.exec(text) ?? [];
  if (protocol === undefined) throw new TypeError('expected a URL that begins with postgres:// or postgresql://');
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const isAttribute = (parameter: string): boolean => parameter.startsWith('target_session_attrs=');
  const attribute = parameters.find(isAttribute)?.split('=')[1];
  if (attribute !== undefined && !attributes.includes(attribute)) {
    throw new TypeError(`expected target_session_attrs to be one of ${attributes.join(', ')}`);
  }
  const others = parameters.filter((parameter) => !isAttribute(parameter));
  const at = authority.lastIndexOf('@') + 1;
  const urlOf = (host: string): string =>
    `${protocol}${authority.slice(0, at)}${host}${path}${others.length > 0 ? `?${others.join('&')}` : ''}`;
  const [first = '', ...rest] = authority.slice(at).split(',');
  const urls: DatabaseTarget['urls'] = [urlOf(first), ...rest.map(urlOf)];
  const isWrong = urls.some((url) => !URL.canParse(url)) || (rest.length > 0 && [first, ...rest].includes(''));
  if (isWrong) {
    throw new TypeError('expected a host or host:port; special characters of the password must be percent-encoded');
  }
  return { urls, mustBeWritable: attribute === undefined ? rest.length > 0 : attribute !== 'any' };
}
