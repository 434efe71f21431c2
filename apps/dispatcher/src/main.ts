import 'reflect-metadata';
import { run } from '@postrider/process';
import { startDispatcher } from './dispatcher.js';

await run(startDispatcher);
