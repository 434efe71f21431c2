import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const signIn: Translation<typeof en.signIn> = {};
