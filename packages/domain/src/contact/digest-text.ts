import type { DigestContent } from './digest.js';
import type { MessageWords } from './texts/message-words.js';

/** What surrounds a digest: who sends it, and where its links lead. */
export interface DigestFrame {
  words: MessageWords;
  /** Name of the organization, or of the platform for a customer. */
  name: string;
  /** Color of the line at the top; null for the default. */
  accent: string | null;
  /** Undefined for a customer, and without a public URL. */
  dashboardUrl: string | undefined;
  /** Undefined in Slack. */
  unsubscribeUrl: string | undefined;
}

const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Text of others on one line: a line break would begin another header, and a bidirectional control disguises text. */
export const oneLine = (text: string): string => text.replace(controls, ' ').trim();

export const digestSubject = ({ headline }: DigestContent, { name }: DigestFrame): string =>
  oneLine(`${headline}, ${name}`);

export const titleOf = ({ title, customer }: DigestContent['sections'][number]): string =>
  oneLine(customer === undefined ? title : `${title} (${customer})`);

/** A digest as plain text. */
export function digestText(content: DigestContent, frame: DigestFrame): string {
  const sections = content.sections.map((section) =>
    [titleOf(section), ...section.lines.map((line) => `  ${oneLine(line)}`)].join('\n'),
  );
  const { words, dashboardUrl, unsubscribeUrl } = frame;
  return [
    oneLine(`${frame.name}: ${content.headline}`),
    ...sections,
    ...(content.more > 0 ? [oneLine(words.say('more', { count: content.more }))] : []),
    ...(dashboardUrl === undefined ? [] : [words.say('dashboard', { url: dashboardUrl })]),
    ...(unsubscribeUrl === undefined ? [] : [`--\n${words.say('unsubscribe', { url: unsubscribeUrl })}`]),
    '',
  ].join('\n\n');
}
