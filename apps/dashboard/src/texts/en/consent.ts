export const consent = {
  title: 'Allow access?',
  pageTitle: 'Allow access',
  asks: '<client>{{name}}</client> asks for access to the webhooks of <organization>{{organization}}</organization>.',
  unnamed: 'An application without a name',
  leadsTo: {
    web: 'Allowing sends you to <host>{{host}}</host>. Is that the site of the application? Anybody can choose any name.',
    local: 'Allowing gives access to a program on this computer. Have you started it yourself, just now?',
    app: 'Allowing opens an app on this device (<host>{{host}}:</host>). Have you started this yourself, just now?',
  },
  access: 'What it may do',
  scopes: {
    read: { name: 'Read', hint: 'See endpoints, events with their data, deliveries and responses.' },
    manage: {
      name: 'Read and manage',
      hint: 'Also change and delete endpoints, customers and event types, publish events, replay deliveries, and see new signing secrets. No keys, contacts or portal.',
    },
  },
  allow: 'Allow',
  deny: 'Deny',
  end: 'You can disconnect it at any time, under Keys.',
  endWithKey: 'You can disconnect it at any time, under Keys. It also ends with your key ({{key}}).',
  otherKey: 'Sign in with another key',
  leaving: 'Back to the application. You can close this page.',
  failed: 'This request cannot be allowed',
  failedHint: 'Nothing was allowed. Connect again in the application.',
} as const;
