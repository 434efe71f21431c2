/** Pages of the documentation that an agent needs to integrate or debug. The others are for operators. */
export const pages = {
  receiving: 'How a receiver verifies, acknowledges and deduplicates webhooks.',
  'request-format': 'Header names and signature schemes of requests.',
  customers: 'Endpoints and events of customers.',
  'operational-events': 'Events that Postrider publishes about itself.',
  sdk: 'Publishing and verifying in JavaScript and TypeScript.',
} as const;
export type PageName = keyof typeof pages;

export const isPage = (name: string): name is PageName => Object.hasOwn(pages, name);
