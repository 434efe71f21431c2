import { join } from 'node:path';

import { dataDir, root } from '../lib/root.mjs';

const inData = (...names: string[]) => join(dataDir, ...names);
const inCheckout = (...names: string[]) => join(root, ...names);

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
  adminScript: inCheckout('apps', 'gateway', 'dist', 'admin', 'main.js'),
  gatewayScript: inCheckout('apps', 'gateway', 'dist', 'main.js'),
  dispatcherScript: inCheckout('apps', 'dispatcher', 'dist', 'main.js'),
} as const;
