import type { Envelope } from '@postrider/contracts';
import { t } from '../texts/texts.js';

/** In the order of a list. */
export const envelopes: readonly Envelope[] = ['default', 'cloudevents', 'cloudevents_binary', 'data'];

export const envelopeName = (envelope: Envelope): string => t(($) => $.endpoints.envelopes[envelope]);
