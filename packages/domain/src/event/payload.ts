import type { EndpointFormat, EventPublished, WebhookPayload } from '@postrider/contracts';
import { slackMessage } from './slack-message.js';

/** The request body that endpoints of this format receive. */
export function payloadFor({ body }: Pick<EventPublished['data'], 'body'>, format: EndpointFormat): string {
  switch (format) {
    case 'json':
      return body;
    case 'slack':
      return slackMessage(JSON.parse(body) as WebhookPayload);
  }
}
