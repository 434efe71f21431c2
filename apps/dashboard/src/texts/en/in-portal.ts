import type { PartialTranslation } from '../translation.js';
import type { en } from './en.js';

/** What a customer of a platform reads instead: without the platform's own terms. */
export const inPortal = {
  shell: { notFound: { hint: 'Check the address, or go to your endpoints.', overview: 'Go to endpoints' } },
  endpoints: {
    page: {
      noneMore:
        'A webhook is an HTTP request to a URL of yours that tells you of an event when it happens. Create an endpoint with such a URL, and choose the events that it gets.',
      searchHint: 'Name, URL, event type or id',
    },
    notice: { customerInactiveMore: 'It gets test events only.' },
    facts: { limitOf: { customer: 'shared by your endpoints', organization: 'shared by your endpoints' } },
    form: {
      nameHint: 'The title of the endpoint on these pages.',
      rateLimitHint: 'Maximum requests per second. Leave empty for no limit of its own.',
    },
    verifyHelp: {
      ownFormat: 'The signature of a request is in its header <header/>. Verify it before you use the body.',
    },
  },
  deliveries: {
    delivery: { missingReason: 'The link may be incomplete, or the delivery may be past retention.' },
    nothingYet: {
      publish: 'Events that your endpoints subscribe to appear here at once, and so do test events.',
    },
  },
  bulk: { page: { notFoundHint: 'The link may be incomplete.' } },
  eventTypes: {
    list: {
      description: 'The types of events that your endpoints can subscribe to.',
      removed: 'Look for another part of its name or description.',
    },
    page: { schemaHint: 'JSON Schema (2020-12) of the data.', noSchema: 'None: the data can have any form.' },
  },
  shared: {
    endpointState: { customerInactive: 'Your account is inactive.' },
    failures: {
      connection_error: {
        todo: 'Check that the host can be reached from the internet. The error below names the cause.',
      },
      blocked_address: { todo: 'Use a public address.' },
      secret_unreadable: { todo: 'Rotate the endpoint’s secret, then replay.' },
      endpoint_gone: { what: 'The endpoint responded with 410 Gone, so it was deactivated.' },
    },
    statuses: {
      403: { todo: 'Check that it uses the current signing secret, and that the firewall allows the requests.' },
    },
  },
} as const satisfies PartialTranslation<typeof en>;
