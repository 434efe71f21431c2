import { describe, it } from '@jest/globals';

import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let visitor: Visitor;
forAllTests({}, (services) => {
  ({ postrider } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

describe('the reference page', () => {
  it('shows the operations in a browser, and asks nothing of another host', async () => {
    const { page } = visitor;
    await page.goto(`${postrider.url}/docs`);
    await page.getByRole('heading', { name: 'Postrider' }).first().waitFor();
    await page.getByRole('button', { name: 'Open Group - Endpoints' }).click();
    await page.getByText('Create an endpoint').first().waitFor();
  });
});
