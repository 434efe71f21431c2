import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const search: Translation<typeof en.search> = {};
