import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const deliveries: Translation<typeof en.deliveries> = {};
