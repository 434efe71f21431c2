import 'reflect-metadata';
import { run } from '@postrider/process';

// Imported by then: `run` first turns on source maps.
await run(async (settings, signal) => (await import('./dispatcher.js')).startDispatcher(settings, signal));
