export const publish = {
  title: 'Publish an event',
  languages: 'Language',
  howToRun:
    'With a project key in <code>POSTRIDER_PROJECT_KEY</code>, from your code, or as a file with <code>{{run}}</code>.',
  howToInstall:
    'Install <code>{{install}}</code>. With a project key in <code>POSTRIDER_PROJECT_KEY</code>, from your code, or as a file with <code>{{run}}</code>.',
  what: 'This is a real event: it goes to every active endpoint that subscribes to its type. To try a single endpoint, send it a test event instead.',
  type: 'Type',
  noType: 'No matching type',
  customer: 'Customer (optional)',
  customerHint: 'Whose endpoints get it. Empty: those of your own organization.',
  data: 'Data',
  dataHint: 'A JSON object.',
  id: 'Id (optional)',
  idHint: 'Your own id, such as order-4711. A repeated id sends nothing twice.',
  publish: 'Publish',
  done_one: 'Published <event/> to {{count, number}} endpoint.',
  done_other: 'Published <event/> to {{count, number}} endpoints.',
  toNobody: 'Published <event/>. No endpoint subscribes to its type: it is stored, and sent to nobody.',
  announced_one: 'Published to {{count, number}} endpoint',
  announced_other: 'Published to {{count, number}} endpoints',
  another: 'Publish another',
} as const;
