export const portal = {
  of: 'Webhooks of {{customer}}',
  back: 'Back to {{name}}',
  backUnnamed: 'Back',
  over: {
    title: 'Your session has ended',
    reopen: 'Open this page again from where you came.',
  },
} as const;
