export const charts = {
  bucket: '{{time}}: {{values}}',
  value: '{{number}} {{name}}',
  unknown: '–',
  time: 'Time',
  showAs: 'Show as',
  chart: 'Chart',
  table: 'Table',
  spans: {
    minute_one: 'minute',
    minute_other: '{{count}} minutes',
    hour_one: 'hour',
    hour_other: '{{count}} hours',
    day_one: 'day',
    day_other: '{{count}} days',
  },
} as const;
