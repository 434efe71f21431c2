import type { DigestContent } from './digest.js';
import type { MessageWords } from './texts/message-words.js';

/** What a test message to a contact says. */
export const testMessage = (words: MessageWords): DigestContent => ({
  headline: words.say('testHeadline'),
  sections: [{ title: words.say('testTitle'), customer: undefined, lines: [words.say('testText')] }],
  more: 0,
});
