import { UsageError } from '../../usage-error.js';

/** The parts of a token after its dot that name a region, each with a server of its own. */
const regions = ['us', 'eu', 'in', 'ca', 'au'];

/** The token, and the server that is given or that the token belongs to. */
export function svixConnection(given: string | undefined, env: NodeJS.ProcessEnv): { url: string; token: string } {
  const token = env.SVIX_TOKEN;
  if (token === undefined || token === '') throw new UsageError('no token of Svix: set SVIX_TOKEN');
  // The message does not repeat the token.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('SVIX_TOKEN: expected a token such as testsk_….eu, without spaces');
  return { url: readUrl(given ?? serverOf(token)), token };
}

function serverOf(token: string): string {
  const region = regions.find((each) => each === token.split('.')[1]);
  return region === undefined ? 'https://api.svix.com' : `https://api.${region}.svix.com`;
}

function readUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--svix-url: expected http://… or https://…, got ${given}`);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
