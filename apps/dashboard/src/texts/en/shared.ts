export const shared = {
  endpointState: {
    active: 'Active',
    degraded: 'Degraded',
    failing: 'Failing',
    inactive: 'Deactivated',
    gone: 'It responded with 410 Gone.',
    failedForDays: 'Every attempt failed for five days.',
    byHand: 'Deactivated by a user.',
    allEvents: 'All events',
    more: '{{type}} and {{others}} more',
  },
} as const;
