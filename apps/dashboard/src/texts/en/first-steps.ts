export const firstSteps = {
  title: 'First steps',
  progress: '{{done, number}} of {{total, number}} done',
  dismiss: 'Dismiss',
  again: 'Show the first steps again',
  markDone: 'Mark as done: {{step}}',
  done: 'Done: {{step}}',
  steps: {
    endpoint: {
      title: 'Create an endpoint',
      what: 'An endpoint is the URL of a receiver, with the event types it gets. Its signing secret is shown once.',
      action: 'Create an endpoint',
    },
    event: {
      title: 'Publish an event',
      what: 'From your code with a project key, which can do nothing else, or from this page. It appears under Events at once.',
      action: 'Create a project key',
    },
    verify: {
      title: 'Verify the signature',
      what: 'The receiver checks that a request comes from here, before it believes a word of it.',
    },
    replay: {
      title: 'Replay a delivery',
      what: 'A delivery that failed, or that the receiver lost, is sent again with one click: on its page, or many at once in the list.',
      action: 'Go to deliveries',
    },
    rotate: {
      title: 'Rotate the secret',
      what: 'On the page of an endpoint. For 24 hours requests carry the signatures of both secrets, so that receivers change over without a gap.',
      action: 'Go to endpoints',
    },
  },
} as const;
