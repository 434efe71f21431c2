export const contacts = {
  title: 'Contacts',
  description: 'Who is told of failures by e-mail or in Slack, at most once an hour.',
  ofCustomer: 'Who is told of failures of this customer, by e-mail or in Slack, at most once an hour.',
  none: 'No contacts.',
  older: 'Show older contacts',
  never: 'Never',
  noCustomer: 'All',
  active: 'Active',
  disabled: { unsubscribed: 'Unsubscribed', refused: 'Refused' },
  channels: { email: 'E-mail', slack: 'Slack' },
  columns: {
    target: 'To',
    channel: 'Channel',
    customer: 'Customer',
    sent: 'Last message',
    state: 'Status',
    actions: 'Actions',
  },
  create: {
    open: 'Add contact',
    create: 'Add',
    done: 'Added {{target}}',
    fields: { address: 'E-mail address', url: 'Slack URL' },
    hints: {
      address:
        'E-mail works once the operator has set up a mail server (SMTP_URL, POSTRIDER_MAIL_FROM). Each message has a link to unsubscribe.',
      url: 'Of an incoming webhook. It is a secret, and not shown again.',
    },
  },
  test: {
    send: 'Send a test',
    named: 'Send a test message to {{target}}',
    title: 'Test message to {{target}}',
    pending: 'Sending. This can take half a minute.',
    outcomes: {
      sent: 'Sent. The mail server or Slack accepted it.',
      refused: 'Refused. Nothing is accepted for this address or URL:',
      failed: 'Not sent:',
    },
  },
  remove: {
    remove: 'Remove',
    named: 'Remove {{target}}',
    title: 'Remove {{target}}?',
    effect: 'It gets no further messages, and what waits for it is dropped.',
    done: 'Removed {{target}}',
  },
} as const;
