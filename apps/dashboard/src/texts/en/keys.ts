export const keys = {
  description: 'A management key has full access. A project key can only publish events.',
  theKey: 'the key',
  unnamed: 'Unnamed',
  thisSession: 'This session',
  never: 'Never',
  active: 'Active',
  revoked: 'Revoked',
  older: 'Show older keys',
  none: { title: 'No keys yet', hint: 'Create one for each service that publishes events.' },
  kinds: { management: 'Management', project: 'Project' },
  uses: {
    project: 'Can only publish events. For services.',
    management: 'Full access to this organization, including its keys. For people and their tools.',
  },
  columns: {
    name: 'Name',
    kind: 'Kind',
    key: 'Key',
    created: 'Created',
    used: 'Last used',
    status: 'Status',
    actions: 'Actions',
  },
  create: {
    open: 'Create key',
    title: 'Create a key',
    created: 'Key “{{name}}”',
    nameHint: 'The service or person that uses the key.',
    create: 'Create',
    howToSend: 'Send it as <code>Authorization: Bearer …</code>. Store it where only that program can read it.',
  },
  revoke: {
    revoke: 'Revoke',
    named: 'Revoke {{name}}',
    title: 'Revoke “{{name}}”?',
    done: 'Revoked {{name}}',
    own: 'You are signed in with this key: revoking it signs you out, and you need another management key, or a sign-in link from the server, to come back.',
    consequences: {
      project:
        'Services that publish with it are refused from their next call on, until they use another key. Deliveries continue. This cannot be undone.',
      management:
        'Calls with it are refused at once, and sessions that were started with it end. Deliveries continue. This cannot be undone.',
    },
    neverUsed: 'It was never used.',
    lastUsed: 'Last used <time/>.',
  },
} as const;
