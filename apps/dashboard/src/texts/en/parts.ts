export const parts = {
  time: {
    soon: 'in a moment',
    now: 'just now',
    ahead: 'in {{time}}',
    ago: '{{time}} ago',
    next: 'next <time/>',
    due: 'due now',
  },
  deliveries_one: '{{count}} delivery',
  deliveries_other: '{{count}} deliveries',
} as const;
