import { join } from 'node:path';

const apps = join(import.meta.dirname, '..', '..', '..', '..', 'apps');

/** The compiled entry points. */
export const programs = {
  gateway: join(apps, 'gateway/dist/main.js'),
  dispatcher: join(apps, 'dispatcher/dist/main.js'),
  admin: join(apps, 'gateway/dist/admin/main.js'),
} as const;
