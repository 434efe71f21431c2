import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const bulk: Translation<typeof en.bulk> = {};
