import { action, defineApp, page } from 'livegraft';
import { paymentRecord, prepareDatabase, sequelize } from '../schema/index.ts';
import { DashboardView } from './rentals/dashboard.ts';
import { EditMaintenanceView } from './rentals/edit_maintenance.ts';
import { HomeView } from './rentals/home.ts';
import { LeaseListView } from './rentals/lease_list.ts';
import { LoginView } from './rentals/login.ts';
import { MaintenanceListView } from './rentals/maintenance_list.ts';
import { NewMaintenanceView } from './rentals/new_maintenance.ts';
import { PropertyListView } from './rentals/property_list.ts';
import { TenantView } from './rentals/tenant.ts';
import { TenantListView } from './rentals/tenant_list.ts';
import { authenticate, signIn, signOut } from './session.ts';

export default defineApp({
  sequelize,
  prepare: prepareDatabase,
  authenticate,
  secret: process.env.SESSION_SECRET,
  graphql: {
    typeDefs: new URL('../schema/payment_record.graphql', import.meta.url),
    resolvers: { Tenant: { paymentRecord } },
  },
  routes: [
    page('/', HomeView),
    page('/dashboard', DashboardView),
    page('/maintenance', MaintenanceListView),
    page('/maintenance/new', NewMaintenanceView),
    page('/maintenance/:id/edit', EditMaintenanceView),
    page('/properties', PropertyListView),
    page('/tenants', TenantListView),
    page('/tenants/:id', TenantView),
    page('/leases', LeaseListView),
    page('/login', LoginView),
    action('POST', '/login', signIn),
    action('POST', '/logout', signOut),
  ],
  assets: {
    '/assets/pico.css': new URL(import.meta.resolve('@picocss/pico/css/pico.jade.min.css')),
    '/assets/app.css': new URL('./assets/app.css', import.meta.url),
    '/assets/icon.svg': new URL('./assets/icon.svg', import.meta.url),
  },
});
