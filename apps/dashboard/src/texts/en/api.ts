export const api = {
  unreachable: 'The server cannot be reached.',
  wrong: 'Something went wrong.',
  withRequest: '{{message}} (request {{requestId}})',
} as const;
