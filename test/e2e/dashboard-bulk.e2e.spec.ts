import { describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
const settings = { POSTRIDER_BULK_PAGE: '10', POSTRIDER_REPLAY_CONCURRENCY: '2' };
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

const type = 'budget.exceeded';

async function delivered(path: string, count: number): Promise<string> {
  const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
  await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
  await postrider.manage.completedDeliveries(id);
  return id;
}

describe('a bulk replay on the page', () => {
  it('of all that match says what it will do, shows its progress, also after a reload, and is cancelled', async () => {
    const total = 200;
    const endpointId = await delivered('/all', total);
    receiver.on('/all', { status: 200, delayMs: 300 });
    const { page } = visitor;
    await signIn(visitor, postrider);
    await page.goto(`${postrider.url}/deliveries?endpoint_id=${endpointId}`);
    await page.getByRole('button', { name: 'Replay all matching…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay all matching deliveries?' });
    await dialog.getByText('200 deliveries: 200 delivered.').waitFor();
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();

    const progress = page.getByRole('progressbar', { name: 'Replay of 200 deliveries' });
    await progress.waitFor();
    await page.reload();
    await page.getByText(/^[1-9]\d* of 200 scheduled$/).waitFor();
    expect(Number(await progress.getAttribute('aria-valuenow'))).toBeLessThan(100);
    await page.getByRole('link', { name: 'Replay of 200 deliveries' }).click();
    await page.getByRole('heading', { level: 1, name: 'Replay of 200 deliveries Running' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Replay of 200 deliveries Cancelled' }).waitFor();
    const words = await page
      .getByText(/^Cancelled after \d+ of 200\./)
      .first()
      .textContent();

    const all = await postrider.manage.completedDeliveries(endpointId);
    const again = all.filter(({ attempt_count }) => attempt_count === 2).length;
    expect(words).toContain(`Cancelled after ${again} of 200.`);
    expect(again).toBeLessThan(total);
  });

  it('says what it will skip, activates the endpoint if asked, and stands in the list with its filters', async () => {
    const endpointId = await delivered('/inactive', 3);
    await postrider.manage.updateEndpoint(endpointId, { active: false });
    const { page } = visitor;
    await signIn(visitor, postrider);
    await page.goto(`${postrider.url}/deliveries?endpoint_id=${endpointId}&status=delivered`);
    await page.getByRole('button', { name: 'Replay all matching…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay all matching deliveries?' });
    await dialog.getByText('3 deliveries: 3 delivered.').waitFor();
    await dialog.getByText('Status Delivered').waitFor();
    await dialog.getByText('3 are of inactive endpoints, and are skipped unless you activate those.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Replay', exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Activate the inactive endpoint and replay' }).click();
    await page.getByText('3 deliveries were replayed.').first().waitFor();
    expect(await postrider.manage.endpoint(endpointId)).toMatchObject({ active: true });

    await page.goto(`${postrider.url}/deliveries/bulk`);
    const row = page.getByRole('row', { name: /Replay of 3 deliveries/ });
    await row.getByText('Completed').waitFor();
    await row.getByRole('link').click();
    await page.getByText('Status Delivered').waitFor();
    await page.getByText(/, through the dashboard$/).waitFor();
    await page.getByRole('link', { name: 'Show its deliveries' }).click();
    await page.getByRole('table', { name: 'Deliveries' }).getByRole('row').nth(3).waitFor();
    expect(page.url()).toContain(`endpoint_id=${endpointId}`);
    await page.goBack();
    await page.getByRole('link', { name: '127.0.0.1', exact: false }).first().waitFor();
  });

  it('is offered for all that match, once those of the page are selected', async () => {
    const endpointId = await delivered('/page', 55);
    const { page } = visitor;
    await signIn(visitor, postrider);
    await page.goto(`${postrider.url}/deliveries?endpoint_id=${endpointId}&response_status=200`);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: 'Replay all 55 that match…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay all matching deliveries?' });
    await dialog.getByText('55 deliveries: 55 delivered.').waitFor();
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('55 deliveries were replayed.').first().waitFor();
  });

  it('of selected deliveries, over several pages, sends those again and no others', async () => {
    const endpointId = await delivered('/selected', 60);
    const { page } = visitor;
    await signIn(visitor, postrider);
    await page.goto(`${postrider.url}/deliveries?endpoint_id=${endpointId}`);
    const checkboxes = page.getByRole('checkbox', { name: /^Select budget/ });
    await checkboxes.nth(0).check();
    await checkboxes.nth(2).check();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByRole('button', { name: 'Newer' }).waitFor();
    await checkboxes.nth(1).check();
    await page.getByText('3 selected').waitFor();
    await page.getByRole('button', { name: 'Replay selected…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay selected deliveries?' });
    await dialog.getByText('3 deliveries: 3 delivered.').waitFor();
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('3 deliveries were replayed.').first().waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();

    const all = await postrider.manage.completedDeliveries(endpointId);
    const again = all.flatMap(({ attempt_count }, index) => (attempt_count === 2 ? [index] : []));
    expect(again).toEqual([0, 2, 51]);
  });
});
