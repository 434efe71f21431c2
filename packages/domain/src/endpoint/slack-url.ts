import type { EndpointFormat } from '@postrider/contracts';

const slackHosts = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);
const slackPaths = ['/services/', '/workflows/', '/triggers/'];

/** `slack` for a Slack incoming-webhook URL (conventions, Slack), else `json`. */
export function formatOf(url: string): EndpointFormat {
  const { hostname, pathname } = new URL(url);
  const isSlack = slackHosts.has(hostname) && slackPaths.some((path) => pathname.startsWith(path));
  return isSlack ? 'slack' : 'json';
}
