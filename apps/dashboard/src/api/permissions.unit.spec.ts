import { expect, it } from '@jest/globals';
import { can, confineTo, isPortal } from './permissions.js';

it('permits everything in the dashboard, and in the portal what the session has', () => {
  expect([isPortal(), can('manage'), can('secrets')]).toEqual([false, true, true]);
  confineTo(['view', 'secrets']);
  expect([isPortal(), can('view'), can('manage'), can('secrets')]).toEqual([true, true, false, true]);
  confineTo([]);
  expect([isPortal(), can('view')]).toEqual([true, false]);
});
