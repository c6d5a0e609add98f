import { mount, type TestPage } from 'livegraft/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MaintenanceRequest, prepareDatabase, sequelize } from '../../schema/index.ts';
import app from '../routes.ts';
import { EditMaintenanceView } from './edit_maintenance.ts';
import { MaintenanceListView } from './maintenance_list.ts';
import { NewMaintenanceView } from './new_maintenance.ts';

const viewer = { id: 1, name: 'Margaret Holloway' };

describe.skipIf(!process.env.DATABASE_URL)('maintenance, in the database of DATABASE_URL', () => {
  let page: TestPage;

  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());
  afterEach(() => page.close());

  it('finds what is typed, in two statements', async () => {
    page = await mount(MaintenanceListView, { app });
    await page.input('input[name=q]', 'dishwasher');
    expect(page.url).toBe('/maintenance?q=dishwasher');
    expect(page.statements()).toHaveLength(2);
    expect(page.texts('tbody tr').length).toBeGreaterThan(0);
    for (const row of page.texts('tbody tr')) expect(row.toLowerCase()).toContain('dishwasher');
  });

  it('completes a request for who is signed in, and says so', async () => {
    const { id, title } = (await MaintenanceRequest.findOne({ where: { status: 'open' }, order: ['id'] }))!;
    page = await mount(MaintenanceListView, { app, viewer, query: { limit: 500 } });
    await page.submit(`tr[lg-key="${id}"] form`);
    expect(page.text('.notice')).toBe(`“${title}” is done.`);
    expect(page.has(`tr[lg-key="${id}"]`)).toBe(false);
    expect((await MaintenanceRequest.findByPk(id))!.status).toBe('completed');
  });

  it('completes nothing for others, whatever they send', async () => {
    const { id } = (await MaintenanceRequest.findOne({ where: { status: 'open' }, order: ['id'] }))!;
    page = await mount(MaintenanceListView, { app });
    expect(page.has('form[lg-submit=complete]')).toBe(false);
    await page.event('complete', { id: String(id) });
    expect((await MaintenanceRequest.findByPk(id))!.status).toBe('open');
  });

  it('says what is wrong with a field once it was used, and with all of them when the form is sent', async () => {
    page = await mount(NewMaintenanceView, { app, viewer });
    await page.input('#title', ' ');
    expect(page.texts('.field-error')).toEqual(['Please say what is broken.']);
    await page.submit('form.form');
    expect(page.texts('.field-error')).toEqual([
      'Please say what is broken.',
      'Please describe it in a sentence or two.',
      'Please choose a property.',
      'Please choose a category.',
    ]);
  });

  it('saves what was changed, and leads back to the list', async () => {
    const { id } = (await MaintenanceRequest.findOne({ order: [['id', 'DESC']] }))!;
    page = await mount(EditMaintenanceView, { app, viewer, params: { id } });
    await page.submit('form.form', { title: 'The bell rings by itself' });
    expect(page.url).toBe('/maintenance');
    expect(page.title).toBe('Maintenance · Rentals');
    expect((await MaintenanceRequest.findByPk(id))!.title).toBe('The bell rings by itself');
  });
});
