import type { DigestContent } from './digest.js';

/** What a test message to a contact says. */
export const testMessage: DigestContent = {
  headline: 'Test message',
  sections: [
    {
      title: 'Messages arrive here',
      customer: undefined,
      lines: ['Somebody asked for this test message. Nothing has happened to your webhooks.'],
    },
  ],
  more: 0,
};
