import type { EndpointFormat } from '@postrider/contracts';

const slackHosts = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);
const slackPaths = ['/services/', '/workflows/', '/triggers/'];

/** Returns `slack` for the URL of a Slack incoming webhook, otherwise `json`. */
export function formatOf(url: string): EndpointFormat {
  const { hostname, pathname } = new URL(url);
  const isSlack = slackHosts.has(hostname) && slackPaths.some((path) => pathname.startsWith(path));
  return isSlack ? 'slack' : 'json';
}
