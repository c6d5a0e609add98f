export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An integer of 64 bits, as decimal digits. */
  BigInt: { input: string; output: string; }
  /** A day: YYYY-MM-DD. */
  Date: { input: string; output: string; }
  /** A moment: ISO 8601 in UTC, with milliseconds. */
  DateTime: { input: string; output: string; }
  /** A decimal number of any precision, as digits. */
  Decimal: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A time of day: HH:MM:SS. */
  Time: { input: string; output: string; }
  /** What a computed member gives: a string, a number, a boolean or null. */
  Value: { input: string | number | boolean | null; output: string | number | boolean | null; }
};

export type DateFilter = {
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  readonly gt?: InputMaybe<Scalars['Date']['input']>;
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Date']['input']>;
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
  readonly ne?: InputMaybe<Scalars['Date']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
};

export type DateTimeFilter = {
  readonly eq?: InputMaybe<Scalars['DateTime']['input']>;
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  readonly ne?: InputMaybe<Scalars['DateTime']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
};

export type DecimalFilter = {
  readonly eq?: InputMaybe<Scalars['Decimal']['input']>;
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  readonly ne?: InputMaybe<Scalars['Decimal']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
};

export type Expense = {
  readonly __typename?: 'Expense';
  readonly amount: Scalars['Decimal']['output'];
  readonly category: ExpenseCategory;
  readonly id: Scalars['Int']['output'];
  readonly incurredOn: Scalars['Date']['output'];
  readonly maintenanceRequest: Maybe<MaintenanceRequest>;
  readonly maintenanceRequestId: Maybe<Scalars['Int']['output']>;
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly vendor: Scalars['String']['output'];
};

export type ExpenseCategory =
  | 'cleaning'
  | 'insurance'
  | 'repair'
  | 'tax'
  | 'utilities';

export type ExpenseCategoryFilter = {
  readonly eq?: InputMaybe<ExpenseCategory>;
  readonly in?: InputMaybe<ReadonlyArray<ExpenseCategory>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<ExpenseCategory>;
  readonly notIn?: InputMaybe<ReadonlyArray<ExpenseCategory>>;
};

export type ExpenseOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: ExpenseOrderField;
};

export type ExpenseOrderField =
  | 'amount'
  | 'category'
  | 'id'
  | 'incurredOn'
  | 'maintenanceRequestId'
  | 'propertyId'
  | 'vendor';

export type ExpenseWhere = {
  readonly amount?: InputMaybe<DecimalFilter>;
  readonly and?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly category?: InputMaybe<ExpenseCategoryFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly incurredOn?: InputMaybe<DateFilter>;
  readonly maintenanceRequestId?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<ExpenseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly vendor?: InputMaybe<StringFilter>;
};

export type IntFilter = {
  readonly eq?: InputMaybe<Scalars['Int']['input']>;
  readonly gt?: InputMaybe<Scalars['Int']['input']>;
  readonly gte?: InputMaybe<Scalars['Int']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Int']['input']>;
  readonly lte?: InputMaybe<Scalars['Int']['input']>;
  readonly ne?: InputMaybe<Scalars['Int']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
};

export type JsonFilter = {
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Lease = {
  readonly __typename?: 'Lease';
  readonly deposit: Scalars['Decimal']['output'];
  readonly endDate: Scalars['Date']['output'];
  readonly getPeriod: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly payments: ReadonlyArray<Payment>;
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  readonly rent: Scalars['Decimal']['output'];
  readonly startDate: Scalars['Date']['output'];
  readonly status: LeaseStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Scalars['Int']['output'];
};

export type LeaseOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: LeaseOrderField;
};

export type LeaseOrderField =
  | 'deposit'
  | 'endDate'
  | 'id'
  | 'propertyId'
  | 'rent'
  | 'startDate'
  | 'status'
  | 'tenantId';

export type LeaseStatus =
  | 'active'
  | 'expired'
  | 'terminated'
  | 'upcoming';

export type LeaseStatusFilter = {
  readonly eq?: InputMaybe<LeaseStatus>;
  readonly in?: InputMaybe<ReadonlyArray<LeaseStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<LeaseStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<LeaseStatus>>;
};

export type LeaseWhere = {
  readonly and?: InputMaybe<ReadonlyArray<LeaseWhere>>;
  readonly deposit?: InputMaybe<DecimalFilter>;
  readonly endDate?: InputMaybe<DateFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<LeaseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<LeaseWhere>>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly startDate?: InputMaybe<DateFilter>;
  readonly status?: InputMaybe<LeaseStatusFilter>;
  readonly tenantId?: InputMaybe<IntFilter>;
};

export type MaintenanceRequest = {
  readonly __typename?: 'MaintenanceRequest';
  readonly category: MaintenanceRequestCategory;
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Scalars['String']['output'];
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expenses: ReadonlyArray<Expense>;
  readonly getResolutionDays: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly priority: MaintenanceRequestPriority;
  readonly priorityOrder: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  readonly reportedAt: Scalars['DateTime']['output'];
  readonly status: MaintenanceRequestStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type MaintenanceRequestCategory =
  | 'appliances'
  | 'electrical'
  | 'grounds'
  | 'heating'
  | 'other'
  | 'pests'
  | 'plumbing'
  | 'structural';

export type MaintenanceRequestCategoryFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestCategory>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestCategory>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestCategory>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestCategory>>;
};

export type MaintenanceRequestOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: MaintenanceRequestOrderField;
};

export type MaintenanceRequestOrderField =
  | 'category'
  | 'completedAt'
  | 'createdAt'
  | 'description'
  | 'estimatedCost'
  | 'id'
  | 'priority'
  | 'priorityOrder'
  | 'propertyId'
  | 'reportedAt'
  | 'status'
  | 'tenantId'
  | 'title'
  | 'updatedAt';

export type MaintenanceRequestPriority =
  | 'high'
  | 'low'
  | 'medium'
  | 'urgent';

export type MaintenanceRequestPriorityFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestPriority>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestPriority>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestPriority>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestPriority>>;
};

export type MaintenanceRequestStatus =
  | 'cancelled'
  | 'completed'
  | 'in_progress'
  | 'open';

export type MaintenanceRequestStatusFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestStatus>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestStatus>>;
};

export type MaintenanceRequestWhere = {
  readonly and?: InputMaybe<ReadonlyArray<MaintenanceRequestWhere>>;
  readonly category?: InputMaybe<MaintenanceRequestCategoryFilter>;
  readonly completedAt?: InputMaybe<DateTimeFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly description?: InputMaybe<StringFilter>;
  readonly estimatedCost?: InputMaybe<DecimalFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<MaintenanceRequestWhere>;
  readonly or?: InputMaybe<ReadonlyArray<MaintenanceRequestWhere>>;
  readonly priority?: InputMaybe<MaintenanceRequestPriorityFilter>;
  readonly priorityOrder?: InputMaybe<IntFilter>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly reportedAt?: InputMaybe<DateTimeFilter>;
  readonly status?: InputMaybe<MaintenanceRequestStatusFilter>;
  readonly tenantId?: InputMaybe<IntFilter>;
  readonly title?: InputMaybe<StringFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type Payment = {
  readonly __typename?: 'Payment';
  readonly amount: Scalars['Decimal']['output'];
  readonly dueDate: Scalars['Date']['output'];
  readonly id: Scalars['Int']['output'];
  readonly lease: Maybe<Lease>;
  readonly leaseId: Scalars['Int']['output'];
  readonly method: PaymentMethod;
  readonly paidAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: PaymentStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly wasPaidLate: Maybe<Scalars['Value']['output']>;
};

export type PaymentMethod =
  | 'bank_transfer'
  | 'card'
  | 'cash'
  | 'check';

export type PaymentMethodFilter = {
  readonly eq?: InputMaybe<PaymentMethod>;
  readonly in?: InputMaybe<ReadonlyArray<PaymentMethod>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PaymentMethod>;
  readonly notIn?: InputMaybe<ReadonlyArray<PaymentMethod>>;
};

export type PaymentOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: PaymentOrderField;
};

export type PaymentOrderField =
  | 'amount'
  | 'dueDate'
  | 'id'
  | 'leaseId'
  | 'method'
  | 'paidAt'
  | 'status';

export type PaymentStatus =
  | 'failed'
  | 'paid'
  | 'pending'
  | 'refunded';

export type PaymentStatusFilter = {
  readonly eq?: InputMaybe<PaymentStatus>;
  readonly in?: InputMaybe<ReadonlyArray<PaymentStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PaymentStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<PaymentStatus>>;
};

export type PaymentWhere = {
  readonly amount?: InputMaybe<DecimalFilter>;
  readonly and?: InputMaybe<ReadonlyArray<PaymentWhere>>;
  readonly dueDate?: InputMaybe<DateFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leaseId?: InputMaybe<IntFilter>;
  readonly method?: InputMaybe<PaymentMethodFilter>;
  readonly not?: InputMaybe<PaymentWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PaymentWhere>>;
  readonly paidAt?: InputMaybe<DateTimeFilter>;
  readonly status?: InputMaybe<PaymentStatusFilter>;
};

export type Property = {
  readonly __typename?: 'Property';
  readonly activeLeaseCount: Scalars['Int']['output'];
  readonly address: Scalars['String']['output'];
  readonly amenities: Scalars['JSON']['output'];
  readonly availableFrom: Maybe<Scalars['Date']['output']>;
  readonly bathrooms: Scalars['Decimal']['output'];
  readonly bedrooms: Scalars['Int']['output'];
  readonly city: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expenses: ReadonlyArray<Expense>;
  readonly getShortAddress: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly leaseCount: Scalars['Int']['output'];
  readonly leases: ReadonlyArray<Lease>;
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly name: Scalars['String']['output'];
  readonly rent: Scalars['Decimal']['output'];
  readonly rentPerSquareFoot: Maybe<Scalars['Value']['output']>;
  readonly squareFeet: Scalars['Int']['output'];
  readonly status: PropertyStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tags: ReadonlyArray<Tag>;
  readonly type: PropertyType;
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type PropertyOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: PropertyOrderField;
};

export type PropertyOrderField =
  | 'activeLeaseCount'
  | 'address'
  | 'availableFrom'
  | 'bathrooms'
  | 'bedrooms'
  | 'city'
  | 'createdAt'
  | 'id'
  | 'leaseCount'
  | 'name'
  | 'rent'
  | 'squareFeet'
  | 'status'
  | 'type'
  | 'updatedAt';

export type PropertyStatus =
  | 'available'
  | 'occupied'
  | 'renovation';

export type PropertyStatusFilter = {
  readonly eq?: InputMaybe<PropertyStatus>;
  readonly in?: InputMaybe<ReadonlyArray<PropertyStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PropertyStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<PropertyStatus>>;
};

export type PropertyTag = {
  readonly __typename?: 'PropertyTag';
  readonly propertyId: Scalars['Int']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tagId: Scalars['Int']['output'];
};

export type PropertyTagOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: PropertyTagOrderField;
};

export type PropertyTagOrderField =
  | 'propertyId'
  | 'tagId';

export type PropertyTagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<PropertyTagWhere>>;
  readonly not?: InputMaybe<PropertyTagWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PropertyTagWhere>>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly tagId?: InputMaybe<IntFilter>;
};

export type PropertyType =
  | 'apartment'
  | 'house'
  | 'loft'
  | 'studio'
  | 'townhouse';

export type PropertyTypeFilter = {
  readonly eq?: InputMaybe<PropertyType>;
  readonly in?: InputMaybe<ReadonlyArray<PropertyType>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PropertyType>;
  readonly notIn?: InputMaybe<ReadonlyArray<PropertyType>>;
};

export type PropertyWhere = {
  readonly activeLeaseCount?: InputMaybe<IntFilter>;
  readonly address?: InputMaybe<StringFilter>;
  readonly amenities?: InputMaybe<JsonFilter>;
  readonly and?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly availableFrom?: InputMaybe<DateFilter>;
  readonly bathrooms?: InputMaybe<DecimalFilter>;
  readonly bedrooms?: InputMaybe<IntFilter>;
  readonly city?: InputMaybe<StringFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leaseCount?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<PropertyWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly squareFeet?: InputMaybe<IntFilter>;
  readonly status?: InputMaybe<PropertyStatusFilter>;
  readonly type?: InputMaybe<PropertyTypeFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

export type Query = {
  readonly __typename?: 'Query';
  readonly expense: Maybe<Expense>;
  readonly expenses: ReadonlyArray<Expense>;
  readonly expensesCount: Scalars['Int']['output'];
  readonly lease: Maybe<Lease>;
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequest: Maybe<MaintenanceRequest>;
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly payment: Maybe<Payment>;
  readonly payments: ReadonlyArray<Payment>;
  readonly paymentsCount: Scalars['Int']['output'];
  readonly properties: ReadonlyArray<Property>;
  readonly propertiesCount: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyTag: Maybe<PropertyTag>;
  readonly propertyTags: ReadonlyArray<PropertyTag>;
  readonly propertyTagsCount: Scalars['Int']['output'];
  readonly tag: Maybe<Tag>;
  readonly tags: ReadonlyArray<Tag>;
  readonly tagsCount: Scalars['Int']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenants: ReadonlyArray<Tenant>;
  readonly tenantsCount: Scalars['Int']['output'];
  readonly user: Maybe<User>;
  readonly users: ReadonlyArray<User>;
  readonly usersCount: Scalars['Int']['output'];
};


export type QueryExpenseArgs = {
  id: Scalars['Int']['input'];
};


export type QueryExpensesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<ExpenseOrderBy>>;
  where?: InputMaybe<ExpenseWhere>;
};


export type QueryExpensesCountArgs = {
  where?: InputMaybe<ExpenseWhere>;
};


export type QueryLeaseArgs = {
  id: Scalars['Int']['input'];
};


export type QueryLeasesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<LeaseOrderBy>>;
  where?: InputMaybe<LeaseWhere>;
};


export type QueryLeasesCountArgs = {
  where?: InputMaybe<LeaseWhere>;
};


export type QueryMaintenanceRequestArgs = {
  id: Scalars['Int']['input'];
};


export type QueryMaintenanceRequestsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<MaintenanceRequestOrderBy>>;
  where?: InputMaybe<MaintenanceRequestWhere>;
};


export type QueryMaintenanceRequestsCountArgs = {
  where?: InputMaybe<MaintenanceRequestWhere>;
};


export type QueryPaymentArgs = {
  id: Scalars['Int']['input'];
};


export type QueryPaymentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PaymentOrderBy>>;
  where?: InputMaybe<PaymentWhere>;
};


export type QueryPaymentsCountArgs = {
  where?: InputMaybe<PaymentWhere>;
};


export type QueryPropertiesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PropertyOrderBy>>;
  where?: InputMaybe<PropertyWhere>;
};


export type QueryPropertiesCountArgs = {
  where?: InputMaybe<PropertyWhere>;
};


export type QueryPropertyArgs = {
  id: Scalars['Int']['input'];
};


export type QueryPropertyTagArgs = {
  propertyId: Scalars['Int']['input'];
  tagId: Scalars['Int']['input'];
};


export type QueryPropertyTagsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PropertyTagOrderBy>>;
  where?: InputMaybe<PropertyTagWhere>;
};


export type QueryPropertyTagsCountArgs = {
  where?: InputMaybe<PropertyTagWhere>;
};


export type QueryTagArgs = {
  id: Scalars['Int']['input'];
};


export type QueryTagsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TagOrderBy>>;
  where?: InputMaybe<TagWhere>;
};


export type QueryTagsCountArgs = {
  where?: InputMaybe<TagWhere>;
};


export type QueryTenantArgs = {
  id: Scalars['Int']['input'];
};


export type QueryTenantsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TenantOrderBy>>;
  where?: InputMaybe<TenantWhere>;
};


export type QueryTenantsCountArgs = {
  where?: InputMaybe<TenantWhere>;
};


export type QueryUserArgs = {
  id: Scalars['Int']['input'];
};


export type QueryUsersArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<UserOrderBy>>;
  where?: InputMaybe<UserWhere>;
};


export type QueryUsersCountArgs = {
  where?: InputMaybe<UserWhere>;
};

export type StringFilter = {
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  readonly iLike?: InputMaybe<Scalars['String']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly like?: InputMaybe<Scalars['String']['input']>;
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

export type Tag = {
  readonly __typename?: 'Tag';
  readonly color: TagColor;
  readonly id: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly properties: ReadonlyArray<Property>;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
};

export type TagColor =
  | 'amber'
  | 'blue'
  | 'green'
  | 'rose'
  | 'slate'
  | 'violet';

export type TagColorFilter = {
  readonly eq?: InputMaybe<TagColor>;
  readonly in?: InputMaybe<ReadonlyArray<TagColor>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<TagColor>;
  readonly notIn?: InputMaybe<ReadonlyArray<TagColor>>;
};

export type TagOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: TagOrderField;
};

export type TagOrderField =
  | 'color'
  | 'id'
  | 'name';

export type TagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TagWhere>>;
  readonly color?: InputMaybe<TagColorFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<TagWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TagWhere>>;
};

export type Tenant = {
  readonly __typename?: 'Tenant';
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly leases: ReadonlyArray<Lease>;
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly moveInDate: Scalars['Date']['output'];
  readonly preferences: Scalars['JSON']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly user: Maybe<User>;
  readonly userId: Scalars['Int']['output'];
};

export type TenantOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: TenantOrderField;
};

export type TenantOrderField =
  | 'emergencyContact'
  | 'id'
  | 'moveInDate'
  | 'userId';

export type TenantWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly emergencyContact?: InputMaybe<StringFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly moveInDate?: InputMaybe<DateFilter>;
  readonly not?: InputMaybe<TenantWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly preferences?: InputMaybe<JsonFilter>;
  readonly userId?: InputMaybe<IntFilter>;
};

export type User = {
  readonly __typename?: 'User';
  readonly createdAt: Scalars['DateTime']['output'];
  readonly email: Scalars['String']['output'];
  readonly firstName: Scalars['String']['output'];
  readonly getFullName: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly initials: Maybe<Scalars['Value']['output']>;
  readonly lastName: Scalars['String']['output'];
  readonly phone: Maybe<Scalars['String']['output']>;
  readonly role: UserRole;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type UserOrderBy = {
  readonly direction?: OrderDirection;
  readonly field: UserOrderField;
};

export type UserOrderField =
  | 'createdAt'
  | 'email'
  | 'firstName'
  | 'id'
  | 'lastName'
  | 'phone'
  | 'role'
  | 'updatedAt';

export type UserRole =
  | 'manager'
  | 'staff'
  | 'tenant';

export type UserRoleFilter = {
  readonly eq?: InputMaybe<UserRole>;
  readonly in?: InputMaybe<ReadonlyArray<UserRole>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<UserRole>;
  readonly notIn?: InputMaybe<ReadonlyArray<UserRole>>;
};

export type UserWhere = {
  readonly and?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly email?: InputMaybe<StringFilter>;
  readonly firstName?: InputMaybe<StringFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly lastName?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<UserWhere>;
  readonly or?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly phone?: InputMaybe<StringFilter>;
  readonly role?: InputMaybe<UserRoleFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};
