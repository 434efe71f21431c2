import type { RequestFormat } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details } from '../output/table.js';

export function requestFormatDetails({ headers, user_agent, signatures }: RequestFormat, screen: Screen): string {
  return details(
    [
      ['Event id', shown(headers.id)],
      ['Timestamp', shown(headers.timestamp)],
      ['Event type', shown(headers.event_type)],
      ['Delivery id', shown(headers.delivery_id)],
      ['Attempt', shown(headers.attempt)],
      ['Customer', shown(headers.customer)],
      ['User-Agent', shown(user_agent)],
      ...signatures.map(({ header, ...signature }): [string, string] => [
        'Signature',
        `${sanitize(header)}  ${sanitize(JSON.stringify(signature))}`,
      ]),
    ],
    screen,
  );
}

const shown = (name: string | null): string => (name === null ? 'not sent' : sanitize(name));
