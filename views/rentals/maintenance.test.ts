import { mount, type TestPage } from 'livegraft/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MaintenanceRequest, prepareDatabase, sequelize } from '../../schema/index.ts';
import app from '../routes.ts';
import { EditMaintenanceView } from './edit_maintenance.ts';
import { MaintenanceListView } from './maintenance_list.ts';
import { NewMaintenanceView } from './new_maintenance.ts';

const viewer = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const zoe = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

describe.skipIf(!process.env.DATABASE_URL)('maintenance, in the database of DATABASE_URL', () => {
  let page: TestPage;

  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());
  afterEach(() => page.close());

  it('finds what is typed, in two statements', async () => {
    const opened = await mount(MaintenanceListView, { app });
    page = opened;
    await page.input('input[name=q]', 'dishwasher');
    expect(opened.context.requests.map(({ title }) => title)).toEqual(page.texts('tbody th a'));
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

  describe('for a tenant', () => {
    it('is their own: in the list, its counts and the homes of the form', async () => {
      page = await mount(MaintenanceListView, { app, viewer: zoe, query: { status: 'all' } });
      const own = await MaintenanceRequest.findAll({ where: { tenantId: 1 } });
      expect(page.text('.summary')).toBe(`Showing ${own.length} of ${own.length}`);
      expect(page.texts('.chip-count').at(-1)).toBe(String(own.length));
      expect(new Set(page.texts('td[data-label=Tenant]'))).toEqual(new Set(['Zoë Lindqvist']));
      page.close();
      page = await mount(NewMaintenanceView, { app, viewer: zoe });
      expect(page.texts('#property option')).toEqual([
        'Choose a property',
        'Café Row Studio, Portland',
        'Maple Court 1A, Portland',
      ]);
    });

    it('of others is neither opened nor completed', async () => {
      const { id } = (await MaintenanceRequest.findOne({ where: { status: 'open', tenantId: 2 }, order: ['id'] }))!;
      await expect(mount(EditMaintenanceView, { app, viewer: zoe, params: { id } })).rejects.toThrow(
        `There is no maintenance request ${id}.`,
      );
      page = await mount(MaintenanceListView, { app, viewer: zoe });
      await page.event('complete', { id: String(id) });
      expect(page.text('.problem')).toBe('That request is gone, or somebody else was faster: nothing has changed.');
      expect((await MaintenanceRequest.findByPk(id))!.status).toBe('open');
    });

    it('is reported as theirs, and for no home of others', async () => {
      page = await mount(NewMaintenanceView, { app, viewer: zoe });
      const values = { title: 'The tap drips', description: 'All night.', category: 'plumbing', propertyId: '1' };
      await page.event('save', {
        ...values,
        title: 'Not mine',
        propertyId: '2',
        priority: 'low',
        reportedAt: '2026-01-10',
        estimatedCost: '',
      });
      expect(page.text('.problem')).toBe('That request is gone: nothing was saved.');
      expect(await MaintenanceRequest.count({ where: { title: 'Not mine' } })).toBe(0);
      page.close();
      page = await mount(NewMaintenanceView, { app, viewer: zoe });
      await page.submit('form.form', values);
      expect(page.text('.notice')).toBe('“The tap drips” is saved.');
      const made = (await MaintenanceRequest.findOne({ where: { title: 'The tap drips' } }))!;
      expect([made.tenantId, made.propertyId]).toEqual([1, 1]);
      await made.destroy();
    });
  });
});
