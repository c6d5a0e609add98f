import { Expense } from './expense.ts';
import { Lease } from './lease.ts';
import { MaintenanceRequest } from './maintenance_request.ts';
import { Payment } from './payment.ts';
import { Property } from './property.ts';
import { PropertyTag } from './property_tag.ts';
import { Tag } from './tag.ts';
import { Tenant } from './tenant.ts';
import { User } from './user.ts';

User.hasOne(Tenant, { as: 'tenant', foreignKey: 'userId' });
Tenant.belongsTo(User, { as: 'user', foreignKey: 'userId' });

Property.hasMany(Lease, { as: 'leases', foreignKey: 'propertyId' });
Lease.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });

Tenant.hasMany(Lease, { as: 'leases', foreignKey: 'tenantId' });
Tenant.hasOne(Lease, { as: 'currentLease', foreignKey: 'tenantId', scope: { status: 'active' } });
Lease.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });

Lease.hasMany(Payment, { as: 'payments', foreignKey: 'leaseId' });
Payment.belongsTo(Lease, { as: 'lease', foreignKey: 'leaseId' });

Property.hasMany(MaintenanceRequest, { as: 'maintenanceRequests', foreignKey: 'propertyId' });
MaintenanceRequest.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });

Tenant.hasMany(MaintenanceRequest, { as: 'maintenanceRequests', foreignKey: 'tenantId' });
MaintenanceRequest.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });

Property.hasMany(Expense, { as: 'expenses', foreignKey: 'propertyId' });
Expense.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });

MaintenanceRequest.hasMany(Expense, { as: 'expenses', foreignKey: 'maintenanceRequestId' });
Expense.belongsTo(MaintenanceRequest, { as: 'maintenanceRequest', foreignKey: 'maintenanceRequestId' });

Property.belongsToMany(Tag, { as: 'tags', through: PropertyTag, foreignKey: 'propertyId', otherKey: 'tagId' });
Tag.belongsToMany(Property, { as: 'properties', through: PropertyTag, foreignKey: 'tagId', otherKey: 'propertyId' });

export { EXPENSE_CATEGORIES, type ExpenseCategory } from './expense.ts';
export { LEASE_STATUSES, type LeaseStatus } from './lease.ts';
export {
  ACTIVE_STATUSES,
  REQUEST_CATEGORIES,
  REQUEST_PRIORITIES,
  REQUEST_STATUSES,
  type RequestCategory,
  type RequestPriority,
  type RequestStatus,
} from './maintenance_request.ts';
export { DUE_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES, type PaymentMethod, type PaymentStatus } from './payment.ts';
export { paymentRecord } from './payment_record.ts';
export { prepareDatabase } from './prepare_database.ts';
export { PROPERTY_STATUSES, PROPERTY_TYPES, type PropertyStatus, type PropertyType } from './property.ts';
export { sequelize } from './sequelize.ts';
export { TAG_COLORS, type TagColor } from './tag.ts';
export { tenantOf } from './tenancy.ts';
export type { TenantPreferences } from './tenant.ts';
export { USER_ROLES, type UserRole } from './user.ts';
export { Expense, Lease, MaintenanceRequest, Payment, Property, PropertyTag, Tag, Tenant, User };
