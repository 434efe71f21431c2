import 'reflect-metadata';
import { run } from '@postrider/process';

await run(async () => (await import('./dispatcher.js')).startDispatcher);
