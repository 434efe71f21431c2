import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const eventTypes: Translation<typeof en.eventTypes> = {};
