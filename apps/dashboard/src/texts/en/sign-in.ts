export const signIn = {
  title: 'Sign in',
  use: 'Use a management key of your organization (<code>mlx_mk_…</code>).',
  byLink: 'Signing in with the link…',
  key: 'Management key',
  note: 'The key is sent to the server once and is not stored in this browser. <code>npm start</code> prints a link that signs you in without one.',
} as const;
