import { join } from 'node:path';

import { dataDir } from '../lib/root.mjs';

const inData = (...names: string[]) => join(dataDir, ...names);

export const paths = {
  dataDir,
  lock: inData('lock'),
  postgres: inData('postgres'),
  redis: inData('redis'),
  logs: inData('logs'),
  secrets: inData('secrets.json'),
  credentials: inData('credentials.json'),
  receiver: inData('receiver.json'),
  runtime: inData('runtime.json'),
} as const;
