import { describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

describe('a new organization', () => {
  it('is led from the first endpoint to a rotation, and publishes an event from the page', async () => {
    const { page } = visitor;
    await signIn(visitor, postrider);
    await page.goto(postrider.url);
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByText('0 of 5 done').waitFor();
    await steps.getByRole('link', { name: 'Create an endpoint' }).waitFor();

    await page.goto(`${postrider.url}/events`);
    const publish = page.getByRole('button', { name: 'Publish an event' });
    await publish.click();
    const dialog = page.getByRole('dialog', { name: 'Publish an event' });
    await dialog.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: 'budget.exceeded' }).click();
    await dialog.getByRole('textbox', { name: 'Data' }).fill('{ "spend_usd": 12.50 ');
    expect(await dialog.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Data' }).fill('{ "spend_usd": 12.5 }');
    await dialog.getByRole('textbox', { name: 'Id (optional)' }).fill('order-4711');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.getByText('No endpoint subscribes to its type').waitFor();

    await postrider.manage.createEndpoint({ url: receiver.url('/first'), event_types: ['*'] });
    await dialog.getByRole('button', { name: 'Publish another' }).click();
    await dialog.getByRole('textbox', { name: 'Id (optional)' }).fill('order-4712');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.getByText('to 1 endpoint.').waitFor();
    await dialog.getByRole('link', { name: 'order-4712' }).click();
    await page.getByRole('heading', { level: 1, name: 'budget.exceeded' }).waitFor();
    expect(await postrider.manage.event('order-4711')).toMatchObject({ data: { spend_usd: 12.5 }, deliveries: [] });

    await page.goto(postrider.url);
    await steps.getByText('2 of 5 done').waitFor();
    await steps.getByRole('checkbox', { name: 'Mark as done: Verify the signature' }).check();
    await steps.getByText('3 of 5 done').waitFor();
    await steps.getByRole('button', { name: 'Dismiss' }).click();
    await page.reload();
    await page.getByText('At first attempt').first().waitFor();
    expect(await steps.count()).toBe(0);
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('link', { name: 'Show the first steps again' }).click();
    await page.reload();
    await steps.getByText('3 of 5 done').waitFor();

    // What is done through the API counts.
    const [endpoint] = (await postrider.manage.endpoints()).data;
    await postrider.manage.rotateSecret(endpoint?.id ?? '');
    const { deliveries } = await postrider.manage.event('order-4712');
    await postrider.manage.replay(deliveries[0]?.id ?? '');
    await page.reload();
    // All are done, and the list is gone.
    await page.getByText('At first attempt').first().waitFor();
    await steps.waitFor({ state: 'detached' });
  });
});
